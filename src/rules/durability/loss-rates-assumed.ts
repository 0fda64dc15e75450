import { leafOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { isKeptByUs, promisesOf, storesOf } from './promises.js';

/** A durability computed from assumed failure rates of disks. */
export const lossRatesAssumed = defineRule({
  id: 'durability/loss-rates-assumed',
  on: 'data',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'durability',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A data set is promised a durability, and its store states neither how often disks fail nor how long a lost copy takes to restore.',
    why: 'With three copies the chance of a loss grows with the cube of the failure rate and the square of the time to restore: of both a factor of three either way is two nines or more.',
    cost: 'Counting failed disks of the last year, and timing one restore.',
    source: 'Patterson, Gibson and Katz 1988, SIGMOD (mean time to data loss); Backblaze Drive Stats',
    falsePositives: 'A first sketch, of something that does not run yet.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3, afr: 1%, rebuild: 6 h } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3 } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: [],
  message:
    '"{data}" is promised to be kept at {target}, and how often disks of "{store}" fail and how long a copy takes to restore is assumed',
  help: 'state what was measured, or a range: afr: 1%..3%, rebuild: 2 h..12 h',
  *check(data, { model, literal }) {
    for (const store of storesOf(model, data)) {
      const states = (field: string): boolean => leafOf(model, `components.${store.name}.${field}`) !== undefined;
      if (!isKeptByUs(model, store) || states('afr') || states('rebuild')) continue;
      for (const { name, path } of promisesOf(model, data, 'durability'))
        yield {
          subject: `data.${data.name}`,
          key: store.name,
          at: `components.${store.name}`,
          because: 'structure',
          slots: { data: data.name, store: store.name, target: literal('requirements.quality.*.durability', name) },
          related: [{ path, message: 'the promise' }],
        };
    }
  },
});
