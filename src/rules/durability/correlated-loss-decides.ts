import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** More copies of no use. */
export const correlatedLossDecides = defineRule({
  id: 'durability/correlated-loss-decides',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A promise of durability is missed, and by far the largest part of the chance to lose an item is that all its copies are lost at once.',
    why: 'What takes all copies takes a further one too: another copy in the same place leaves the chance as it is. Only a copy that is apart, in another site or another system, changes it.',
    cost: 'A second site, or backups that are kept and restored elsewhere.',
    source: 'Ford et al. 2010, Availability in Globally Distributed Storage Systems, OSDI (cap by the shared domain)',
    falsePositives: 'A chance of common losses that is a guess: state its range.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3, afr: 1%, rebuild: 6 h, correlatedLoss: 0.0001%, backup: { every: 1 h, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3, afr: 1%, rebuild: 6 h, correlatedLoss: 0.01%, backup: { every: 1 h, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: ['data.*.durability', 'data.*.lossProbability.byWindows'],
  options: {
    times: { value: '10', field: 'ratio', meaning: 'times the chance to lose all disks of an item, beside which that may be left out' },
  },
  message:
    'all copies of "{data}" are lost at once with a chance of {left} a year, and by failures of disks with {right}: more copies do not help',
  help: 'keep a copy where that cause does not reach: another site (in: [first, second]), or a backup elsewhere',
  *check(data, { model, fact, option, literal }) {
    const [store, another] = storesOf(model, data);
    if (!store || another) return;
    for (const { name, path } of promisesOf(model, data, 'durability'))
      yield {
        subject: `data.${data.name}`,
        at: `components.${store.name}.correlatedLoss`,
        because: [
          [literal('components.*.correlatedLoss', store.name), '>', fact('data.*.lossProbability.byWindows', data.name), option('times')],
          [fact('data.*.durability', data.name), '<', literal('requirements.quality.*.durability', name)],
        ],
        slots: { data: data.name },
        related: [{ path, message: 'the promise' }],
      };
  },
});
