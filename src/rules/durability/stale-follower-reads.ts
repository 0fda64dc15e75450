import { defineRule } from '../rule.js';
import { consistencyOf, storesOf } from './promises.js';

/** Followers that answer before they know. */
export const staleFollowerReads = defineRule({
  id: 'durability/stale-follower-reads',
  on: 'data',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A data set is promised to be linearizable or sequential, and the leader of its store tells its followers of a write after it has acknowledged it.',
    why: 'A follower that answers a read has not got the latest write yet, and after a failover to it the write is gone: a reader sees what was true before.',
    cost: 'Reads go to the leader alone and do not scale, or writes wait for the followers.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 5 and 9',
    falsePositives: 'All reads that rely on it go to the leader, and a failover waits until the follower has all.',
    good: `sysdesign: 1
name: shop
flows:
  reserve: { kind: write, rate: 10 req/s, path: api -> stock }
components:
  api: { kind: service }
  stock: { kind: database, replication: { factor: 3, mode: leader, sync: sync } }
data:
  stock: { in: stock, item: 100 B, items: 1M }
requirements: { quality: { exact: { data: stock, consistency: linearizable } } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  reserve: { kind: write, rate: 10 req/s, path: api -> stock }
components:
  api: { kind: service }
  stock: { kind: database, replication: { factor: 3, mode: leader, sync: async } }
data:
  stock: { in: stock, item: 100 B, items: 1M }
requirements: { quality: { exact: { data: stock, consistency: linearizable } } }
`,
  },
  reads: ['components.*.copies'],
  options: { one: { value: '1', field: 'count', meaning: 'copies of which none follows another' } },
  message: '"{data}" is promised to be {promise}, and followers of "{store}" get a write after it is acknowledged',
  help: 'let a write wait for the followers that answer reads (sync: sync), or ask for less (consistency: session)',
  *check(data, { model, fact, option }) {
    const promise = consistencyOf(model, data.name);
    if (promise === undefined) return;
    for (const { name: store, replication } of storesOf(model, data))
      if (replication?.sync === 'async')
        yield {
          subject: `data.${data.name}`,
          key: store,
          at: `components.${store}.replication.sync`,
          because: [fact('components.*.copies', store), '>', option('one')],
          slots: { data: data.name, store, promise },
        };
  },
});
