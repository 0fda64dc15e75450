import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** Data of which no acknowledged write may be lost. */
const AT_STAKE: ReadonlySet<string> = new Set(['payment', 'balance', 'booking', 'inventory']);

/** A new leader may lack writes that were acknowledged. */
export const failoverToAnyCopy = defineRule({
  id: 'durability/failover-to-any-copy',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A failover may promote any copy (`promotes: any`) of a store whose writes do not wait for all of them, and its data is promised to be kept at four nines or more, or is about money, bookings or stock.',
    why: 'The copy that takes over may lack writes that others were waited for: what was acknowledged to its writer is gone with the leader, and what other copies have of it is thrown away.',
    cost: 'A failover waits for a copy that has all of it, and until then nothing is written.',
    source:
      'Kleppmann 2017, Designing Data-Intensive Applications, ch. 5, handling node outages; Apache Kafka documentation, unclean.leader.election.enable',
    falsePositives: 'Writers keep what they sent and send it again after a failover.',
    good: `sysdesign: 1
name: bank
flows: { put: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, mode: leader, sync: semiSync }, failover: { detect: 10 s, takes: 20 s, promotes: upToDate } } }
data: { entries: { in: db, item: 1 kB, addedBy: put, keep: 1 year, class: balance, locking: pessimistic } }
`,
    bad: `sysdesign: 1
name: bank
flows: { put: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, mode: leader, sync: semiSync }, failover: { detect: 10 s, takes: 20 s, promotes: any } } }
data: { entries: { in: db, item: 1 kB, addedBy: put, keep: 1 year, class: balance, locking: pessimistic } }
`,
  },
  reads: [],
  options: { target: { value: '99.99%', field: 'share', meaning: 'promise from which on it is asked for' } },
  message: 'a failover of "{store}" may promote a copy that lacks acknowledged writes, and "{data}" is {stake}',
  help: 'let a copy take over that has all of them: failover.promotes: upToDate',
  *check(data, { model, literal, option }) {
    const found = data.classes?.find((word) => AT_STAKE.has(word));
    for (const { name: store, failover, replication } of storesOf(model, data)) {
      if (failover?.promotes !== 'any' || replication === null || replication.sync === 'sync') continue;
      const common = { subject: `data.${data.name}`, key: store, at: `components.${store}.failover.promotes` };
      const slots = { data: data.name, store };
      if (found) yield { ...common, because: 'structure', slots: { ...slots, stake: `of class ${found}` } };
      else
        for (const { name, path } of promisesOf(model, data, 'durability'))
          yield {
            ...common,
            because: [literal('requirements.quality.*.durability', name), '>=', option('target')],
            slots: { ...slots, stake: 'promised to be kept' },
            related: [{ path, message: 'the promise' }],
          };
    }
  },
});
