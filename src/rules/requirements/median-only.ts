import { namesIn } from '../../facts/index.js';
import { defineRule } from '../rule.js';

const TAILS = ['flows.*.latency.p95', 'flows.*.latency.p99', 'flows.*.latency.p999'] as const;

/** A target of latency that half of the requests may miss by any amount. */
export const medianOnly = defineRule({
  id: 'requirements/median-only',
  on: 'flow',
  severity: 'info',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A flow has a target for its median latency, and none for a higher percentile.',
    why: 'Half of the requests may be as slow as they like. A user makes many requests, and it is the slow ones that make the page slow.',
    cost: 'Percentiles need histograms, not means.',
    source: 'Dean and Barroso, The Tail at Scale, CACM 56(2), 2013',
    falsePositives: 'Work that nobody waits for.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: browse, p50: 50 ms, p99: 400 ms } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: browse, p50: 50 ms } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: [],
  message: '"{flow}" has a target for its median latency alone: half of its requests may take any time',
  help: 'add a target for a percentile that users notice (`p95`, `p99`)',
  *check({ name }, { model }) {
    const own = model.checks.filter(({ kind }) => kind === 'requirement');
    const isOwn = (pattern: 'flows.*.latency.p50' | (typeof TAILS)[number], fact: string): boolean => namesIn(pattern, fact)?.[0] === name;
    const median = own.find(({ fact }) => isOwn('flows.*.latency.p50', fact));
    if (!median || own.some(({ fact }) => TAILS.some((tail) => isOwn(tail, fact)))) return;
    yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name }, at: median.leaf.path };
  },
});
