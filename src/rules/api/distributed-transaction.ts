import { classWith } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { writtenTo } from './written-stores.js';

/** Distributed + transaction -> saga. */
export const distributedTransaction = defineRule({
  id: 'api/distributed-transaction',
  on: 'flow',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow writes to several stores, data in one of them must add up (`class: inventory`, `booking`, `balance`), and nothing is stated that holds the writes together.',
    why: 'Sooner or later the first write is done and the second is not: stock that is reserved for no order, money that left one account and reached none.',
    cost: 'A saga needs an undo for each step, and others see what is half done; two-phase commit blocks while its coordinator is away.',
    source: 'Garcia-Molina, Salem, Sagas, SIGMOD (1987)',
    falsePositives: 'The other store holds only what can be made again from the first, such as a search index.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, transaction: saga, path: [ api: { calls: [ orders, stock ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  stock: { kind: database }
data:
  reserved: { in: stock, item: 100 B, addedBy: order, keep: 1 year, class: inventory }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ orders, stock ] } ] }
components:
  api: { kind: service }
  orders: { kind: database }
  stock: { kind: database }
data:
  reserved: { in: stock, item: 100 B, addedBy: order, keep: 1 year, class: inventory }
`,
  },
  reads: [],
  message: '"{flow}" writes to "{first}" and "{second}", where "{data}" must add up, and nothing holds the writes together',
  help: 'state how: a saga with an undo for each step, or an outbox (transaction: saga)',
  *check(flow, { model }) {
    if (flow.transaction !== null && flow.transaction !== 'none') return;
    const stores = writtenTo(flow, model);
    const [first, second] = stores;
    if (!first || !second) return;
    const data = [...model.data.values()].find(
      (set) => set.stores.some((store) => stores.some(({ name }) => name === store)) && classWith('mustAddUp', set.classes),
    );
    if (data)
      yield {
        subject: `flows.${flow.name}`,
        because: 'structure',
        slots: { flow: flow.name, first: first.name, second: second.name, data: data.name },
        related: [{ path: `data.${data.name}`, message: 'what must add up' }],
      };
  },
});
