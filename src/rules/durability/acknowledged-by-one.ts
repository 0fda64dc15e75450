import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** A write that counts while one disk has it. */
export const acknowledgedByOne = defineRule({
  id: 'durability/acknowledged-by-one',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A store that keeps several copies acknowledges a write once one of them has it, and the data is promised to be kept at four nines a year or more.',
    why: 'If that copy is lost before the others have the write, a write that was acknowledged is gone, and a failover makes the loss final. The copies protect only what is older than the lag.',
    cost: 'Writes that wait for a second copy take a round trip longer, and wait or fail while too few copies are up.',
    source: 'Kleppmann 2017, Designing Data-Intensive Applications, ch. 5 (asynchronous replication loses acknowledged writes)',
    falsePositives: 'Writers that keep what they sent until it is on several copies, or data of which the last seconds do not matter.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, write: quorum, read: quorum } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 3, write: one, read: all } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: ['components.*.quorum.write', 'components.*.copies.tolerated'],
  options: {
    copies: { value: '2', field: 'count', meaning: 'copies that a write must be on before it is acknowledged' },
    tolerated: { value: '1', field: 'count', meaning: 'copies that may be lost, from which on there are several' },
    target: { value: '99.99%', field: 'share', meaning: 'promise from which on it is asked for' },
  },
  message: '"{data}" is promised to be kept at {target}, and "{store}" acknowledges a write that {left} copy has',
  help: 'acknowledge it once a second copy has it: replication: { write: quorum }, or sync: semiSync',
  *check(data, { model, fact, option, literal }) {
    const stores = storesOf(model, data);
    for (const { name: store, replication } of stores) {
      // Where neither is stated, what the product does is not known.
      const isStated = replication?.write === 'one' || replication?.write === 1 || replication?.sync === 'async';
      if (stores.length > 1 || !isStated) continue;
      for (const { name, path } of promisesOf(model, data, 'durability')) {
        const target = literal('requirements.quality.*.durability', name);
        yield {
          subject: `data.${data.name}`,
          at: `components.${store}`,
          because: [
            [fact('components.*.quorum.write', store), '<', option('copies')],
            [fact('components.*.copies.tolerated', store), '>=', option('tolerated')],
            [target, '>=', option('target')],
          ],
          slots: { data: data.name, store, target },
          related: [{ path, message: 'the promise' }],
        };
      }
    }
  },
});
