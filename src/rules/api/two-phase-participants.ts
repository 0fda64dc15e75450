import { defineRule } from '../rule.js';
import { writtenTo } from './written-stores.js';

/** Two-phase commit needs stores that can prepare. */
export const twoPhaseParticipants = defineRule({
  id: 'api/two-phase-participants',
  on: 'flow',
  severity: 'error',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow states two-phase commit, and writes to something that cannot take part in it: an object or file store, a search index, a system of others.',
    why: 'Each participant has to promise that it will commit, keep that promise over a crash and wait for the word of the coordinator. Stores without transactions cannot: the write is there at once, whatever becomes of the others.',
    cost: 'A saga undoes steps that were visible meanwhile.',
    source: 'X/Open, Distributed Transaction Processing: The XA Specification (1991)',
    falsePositives: 'The system of others has a prepare and a commit call of its own, such as authorize and capture.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, transaction: twoPhase, path: [ api: { calls: [ orders, stock ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  stock: { kind: database }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, transaction: twoPhase, path: [ api: { calls: [ orders, files ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  files: { kind: objectStore }
`,
  },
  reads: [],
  message: 'two-phase commit is to hold the writes of "{flow}" together, and "{component}" cannot prepare one',
  help: 'use a saga that undoes the other steps when the write to "{component}" fails, and make that write the last step',
  *check(flow, { model }) {
    if (flow.transaction !== 'twoPhase') return;
    for (const { name, traits } of writtenTo(flow, model))
      if (!traits.canPrepare)
        yield {
          subject: `flows.${flow.name}`,
          key: name,
          because: 'structure',
          slots: { flow: flow.name, component: name },
          related: [{ path: `components.${name}`, message: 'what cannot prepare' }],
        };
  },
});
