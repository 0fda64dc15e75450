import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** A failover to a copy that is behind. */
export const failoverLosesMore = defineRule({
  id: 'durability/failover-loses-more',
  on: 'data',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'consistency',
  since: '0.1.0',
  covers: ['durability/failover-to-any-copy'],
  docs: {
    what: 'A failover of the store promotes a copy that is behind, and what it lacks is more than the requirement on lost data allows.',
    why: 'Writes of the lag were acknowledged to their writers and are on no copy that is left in charge: each failover loses them, long before any backup is asked for.',
    cost: 'Writes that wait for a copy take a round trip longer, and wait or fail while too few copies are up.',
    source:
      'Kleppmann 2017, Designing Data-Intensive Applications, ch. 5; PostgreSQL documentation, 26.2.8 Synchronous Replication (asynchronous replication loses acknowledged writes)',
    falsePositives: 'Writers that keep what they sent until it is on several copies.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, mode: leader, sync: semiSync, lag: 30 s }, failover: 1 min, backup: { every: 1 s } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, rpo: 5 s } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, mode: leader, sync: async, lag: 30 s }, failover: 1 min, backup: { every: 1 s } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, rpo: 5 s } } }
`,
  },
  reads: ['components.*.failover.rpo'],
  message: '"{data}" may lose no more than {allowed}, and a failover of "{store}" loses the writes of {lost}',
  help: 'let a write wait for a copy that takes over (sync: semiSync, with failover.promotes: upToDate), or shorten the lag',
  *check(data, { model, fact, literal }) {
    for (const { name } of promisesOf(model, data, 'rpo'))
      for (const { name: store } of storesOf(model, data)) {
        const [lost, allowed] = [fact('components.*.failover.rpo', store), literal('requirements.quality.*.rpo', name)];
        yield {
          subject: `data.${data.name}`,
          key: store,
          at: `components.${store}.replication`,
          because: [lost, '>', allowed],
          slots: { data: data.name, store, lost, allowed },
        };
      }
  },
});
