import { defineRule } from '../rule.js';
import { isKeptByUs, promisesOf, statesCopies, storesOf } from './promises.js';

/** Durability + failure -> replication. */
export const singleCopy = defineRule({
  id: 'durability/single-copy',
  on: 'data',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  covers: ['durability/copies-in-one-zone', 'durability/zone-holds-too-much'],
  docs: {
    what: 'A data set lies in one store, which keeps one copy of it, and its promise of durability is missed.',
    why: 'Of a hundred disks about one or two fail in a year, and each takes its part of the data with it. A second copy is lost only if its disk fails before the first is restored.',
    cost: 'Twice or three times the disks, or half as much again with erasure coding; writes go to every copy.',
    source: 'Backblaze Drive Stats (annualized failure rates of 1 to 2%); Patterson, Gibson and Katz 1988, SIGMOD',
    falsePositives: 'A disk that is itself redundant, such as a network volume or RAID, of which no afr is stated: state it.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3, backup: { every: 1 h, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, instances: 2, backup: { every: 1 h, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: ['components.*.copies', 'components.*.copies.tolerated', 'data.*.durability'],
  options: {
    copies: { value: '2', field: 'ratio', meaning: 'copies below which nothing is left after a loss' },
    tolerated: { value: '1', field: 'count', meaning: 'copies, or fragments, that may be lost at least' },
  },
  message: '"{data}" is promised to be kept at {target} a year, and "{store}" has the only copy of it: {durability} is kept',
  help: 'keep more copies of it (replication: 3), or fragments with parity (replication: { data: 8, parity: 4 })',
  *check(data, { model, fact, option, literal }) {
    const stores = storesOf(model, data);
    const [store] = stores;
    if (!store || stores.length > 1 || !isKeptByUs(model, store) || store.areReplicas) return;
    for (const { name, path } of promisesOf(model, data, 'durability')) {
      const target = literal('requirements.quality.*.durability', name);
      yield {
        subject: `data.${data.name}`,
        at: `components.${store.name}`,
        because: [
          statesCopies(model, store.name)
            ? [fact('components.*.copies.tolerated', store.name), '<', option('tolerated')]
            : [fact('components.*.copies', store.name), '<', option('copies')],
          [fact('data.*.durability', data.name), '<', target],
        ],
        slots: { data: data.name, store: store.name, target, durability: fact('data.*.durability', data.name) },
        related: [{ path, message: 'the promise' }],
      };
    }
  },
});
