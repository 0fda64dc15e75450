import { defineRule } from '../rule.js';
import { writtenTo } from './written-stores.js';

/** A transaction of one store cannot hold two of them. */
export const localTransactionSpansStores = defineRule({
  id: 'api/local-transaction-spans-stores',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow states that a local transaction holds its writes together, and writes to several stores or systems.',
    why: 'A transaction ends at the store that runs it. When the first write is done and the second fails, or the process dies between them, nothing undoes the first.',
    cost: 'A saga needs an undo for each step and lets others see what is half done; with an outbox the second write comes later.',
    source: 'Garcia-Molina, Salem, Sagas, SIGMOD (1987); Helland, Life beyond Distributed Transactions, CIDR (2007)',
    falsePositives: 'Two components are one database, drawn twice.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, transaction: saga, path: [ api: { calls: [ orders, stock ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  stock: { kind: database }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, transaction: local, path: [ api: { calls: [ orders, stock ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  stock: { kind: database }
`,
  },
  reads: [],
  message: 'a local transaction is to hold the writes of "{flow}" together, which go to "{first}" and "{second}"',
  help: 'use a saga (steps with an undo), or write to one store and let an outbox bring the rest',
  *check(flow, { model }) {
    if (flow.transaction !== 'local') return;
    const [first, second] = writtenTo(flow, model);
    if (first && second)
      yield { subject: `flows.${flow.name}`, because: 'structure', slots: { flow: flow.name, first: first.name, second: second.name } };
  },
});
