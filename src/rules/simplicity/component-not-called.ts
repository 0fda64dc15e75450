import { defineRule } from '../rule.js';

/** A component on no path, with nothing in it. */
export const componentNotCalled = defineRule({
  id: 'simplicity/component-not-called',
  on: 'spec',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'simplicity',
  since: '0.1.0',
  docs: {
    what: 'No flow calls a component, no data lies in it, it is no fallback and takes no dead letters, in a spec that draws its paths.',
    why: 'It has no load and no part in any availability: either a call is missing, and all numbers are too good, or it is not needed.',
    cost: 'A line: the call is drawn, or the component removed.',
    source: 'ISO/IEC/IEEE 29148:2018, Requirements engineering: what is designed traces to a requirement',
    falsePositives: 'What runs beside the flows: monitoring, jobs of the night. Workers and functions are left out for that reason.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
  search: { kind: search }
`,
  },
  reads: [],
  message: 'nothing calls "{component}", and no data lies in it',
  help: 'draw the call that leads to it, or leave it out',
  *check({ components, flows }) {
    const calls = [...flows.values()].flatMap((flow) => flow.calls);
    // Where no path is drawn, nothing is called.
    if (calls.length === 0) return;
    const named = new Set([
      ...calls.map(({ fallback }) => fallback?.to),
      ...[...components.values()].map(({ deadLetters }) => deadLetters?.name),
    ]);
    for (const { name, calls: own, data, traits } of components.values()) {
      if (own.length > 0 || data.length > 0 || named.has(name)) continue;
      if (traits.isDeferrable || traits.isOfActors || traits.run === 'platform') continue;
      // No path shows that a name server is used.
      if (traits.isAtEdge && !traits.keepsCopies) continue;
      yield { subject: `components.${name}`, because: 'structure', slots: { component: name } };
    }
  },
});
