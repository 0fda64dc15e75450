import { addressOf, type Pattern } from '../../facts/index.js';
import { defineRule } from '../rule.js';

/** What a promise of availability may be about. */
const PROMISED: ReadonlySet<string | undefined> = new Set<Pattern>([
  'flows.*.availability',
  'flows.*.unavailability',
  'flows.*.downtime',
  'components.*.availability',
  'components.*.unavailability',
  'components.*.downtime',
]);

/** A critical flow without an availability target. */
export const criticalWithoutAvailability = defineRule({
  id: 'requirements/critical-without-availability',
  on: 'spec',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'The tier of a spec is `critical`, and it requires no availability of anything.',
    why: 'What much depends on needs a number: without one no redundancy can be argued for or against, and nobody knows when it was down for too long.',
    cost: 'A target has to be agreed on, and measured.',
    source: 'Site Reliability Workbook, ch. 2 (Implementing SLOs)',
    falsePositives: 'A part of a system whose promise stands in another spec.',
    good: `sysdesign: 1
name: payments
tier: critical
requirements: { quality: { up: { flow: pay, availability: 99.95%, window: 30 d } } }
flows:
  pay: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: payments
tier: critical
flows:
  pay: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: [],
  message: 'the spec is of the tier critical, and requires no availability',
  help: 'state what its users may rely on: `{ flow: ..., availability: 99.95%, window: 30 d }`',
  *check({ tier, objectives, checks, flows }) {
    if (tier !== 'critical' || flows.size === 0 || objectives.length > 0) return;
    if (checks.some(({ kind, fact }) => kind === 'requirement' && PROMISED.has(addressOf(fact)?.kind.pattern))) return;
    yield { subject: 'tier', because: 'structure' };
  },
});
