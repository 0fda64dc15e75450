import { addressOf } from '../../facts/index.js';
import type { Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A flow of which nothing is required, where something is of others. */
export const flowWithoutTarget = defineRule({
  id: 'requirements/flow-without-target',
  on: 'spec',
  severity: 'info',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'Some flows have targets (availability, latency, a rate), and one has none.',
    why: 'Nobody can tell whether it matters less or was forgotten, and no alert will be about it.',
    cost: 'Each target is one more to watch: take what users would notice.',
    source: 'Site Reliability Workbook, ch. 2 (Implementing SLOs)',
    falsePositives: 'Work in the background that only has to be done some day.',
    good: `sysdesign: 1
name: shop
requirements:
  quality:
    up: { flow: browse, availability: 99.9%, window: 30 d }
    bought: { flow: order, availability: 99.9%, window: 30 d }
flows:
  browse: { rate: 10 req/s, path: api }
  order: { rate: 1 req/s, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9%, window: 30 d } } }
flows:
  browse: { rate: 10 req/s, path: api }
  order: { rate: 1 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: [],
  message: 'nothing is required of "{flow}", and something is of other flows',
  help: 'state what its users may rely on: availability, a percentile of latency',
  *check(model) {
    const about = flowsWithTargets(model);
    if (about.size === 0) return;
    for (const { name, partOf } of model.flows.values())
      if (partOf === null && !about.has(name)) yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name } };
  },
});

/** The flow that a fact is of. */
function flowOf(fact: string): string | undefined {
  const address = addressOf(fact);
  return address?.kind.area === 'flows' ? address.names[0] : undefined;
}

/** Flows that a requirement or an agreement names, or whose facts one refers to. */
function flowsWithTargets(model: Model): ReadonlySet<string> {
  const names = model.requirements.map(({ flow }) => flow ?? undefined);
  const asked = model.checks.filter(({ kind }) => kind === 'requirement').map(({ fact }) => flowOf(fact));
  return new Set([...names, ...asked].filter((name) => name !== undefined));
}
