import { defineRule } from '../rule.js';

/** Decided for one product, built with another. */
export const decisionNotFollowed = defineRule({
  id: 'requirements/decision-not-followed',
  on: 'spec',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'requirements',
  since: '0.1.0',
  docs: {
    what: 'A component uses what a decision was made against, and nothing uses what it was made for.',
    why: 'Its reasons are those of another design: who reads it later argues from guarantees that the system does not have.',
    cost: 'None: the decision or the component changes.',
    source: 'M. Nygard, Documenting Architecture Decisions (2011): a decision that is changed is superseded, not left',
    falsePositives: 'The decision is for later, and says so in words.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: database, use: cassandra } }
decisions: { store: { chosen: cassandra, over: [postgres], because: write availability, costs: no joins } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: database, use: postgres } }
decisions: { store: { chosen: cassandra, over: [postgres], because: write availability, costs: no joins } }
`,
  },
  reads: [],
  message: 'the decision "{decision}" is for {chosen} over {other}, and "{component}" is {other}',
  help: 'change the decision, with its reasons, or what "{component}" uses',
  *check(_, { model }) {
    const used = new Map([...model.components.values()].flatMap(({ name, use }) => (use ? [[use.name.toLowerCase(), name] as const] : [])));
    for (const { name: decision, chosen, over } of model.decisions) {
      // An option of a component may be chosen, and a component by its own name.
      if (chosen === null || used.has(chosen.toLowerCase()) || model.components.has(chosen)) continue;
      const other = over.find((one) => used.has(one.toLowerCase()));
      const component = other === undefined ? undefined : used.get(other.toLowerCase());
      if (other !== undefined && component !== undefined)
        yield {
          subject: `components.${component}`,
          key: decision,
          because: 'structure',
          slots: { decision, chosen, other, component },
          at: `components.${component}.use`,
          related: [{ path: `decisions.${decision}.chosen`, message: 'the decision' }],
        };
    }
  },
});
