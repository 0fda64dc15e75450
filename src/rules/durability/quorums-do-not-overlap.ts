import { defineRule } from '../rule.js';
import { consistencyOf, storesOf } from './promises.js';

/** R + W <= N. */
export const quorumsDoNotOverlap = defineRule({
  id: 'durability/quorums-do-not-overlap',
  on: 'data',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A data set is promised to be linearizable or sequential, and the copies that answer a read need not have one in common with those that took the latest write.',
    why: 'With R + W no more than N a read may ask only copies that the write has not reached, and gives the old value to somebody who was told that it had changed.',
    cost: 'Waiting for more copies costs latency, and availability while some are down.',
    source:
      'Gifford 1979, Weighted Voting for Replicated Data, SOSP; an overlap is needed, and not enough: x-quorum (N = 3, R = 1, W = 1 is stale)',
    falsePositives: 'None known: where reads go to a leader alone, state no number of copies for them.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, read: quorum, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
requirements: { quality: { exact: { data: stock, consistency: linearizable } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, read: one, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
requirements: { quality: { exact: { data: stock, consistency: linearizable } } }
`,
  },
  reads: ['components.*.quorum.read', 'components.*.quorum.write', 'components.*.quorum.overlap'],
  options: { overlap: { value: '1', field: 'count', meaning: 'copies that reads and writes must have in common' } },
  message: '"{data}" is promised to be {promise}, and reads of {reads} and writes to {writes} copies of "{store}" need not share one',
  help: 'wait for so many copies that R + W is more than N: quorum for both, or one for reads and all for writes',
  *check(data, { model, fact, option }) {
    const promise = consistencyOf(model, data.name);
    if (promise === undefined) return;
    for (const { name: store, replication } of storesOf(model, data)) {
      if (!replication?.read || !replication.write) continue;
      yield {
        subject: `data.${data.name}`,
        key: store,
        at: `components.${store}`,
        because: [fact('components.*.quorum.overlap', store), '<', option('overlap')],
        slots: {
          data: data.name,
          store,
          promise,
          reads: fact('components.*.quorum.read', store),
          writes: fact('components.*.quorum.write', store),
        },
      };
    }
  },
});
