import { leafOf } from '../../spec/index.js';
import { isInOneOfSeveral } from '../paths.js';
import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** All copies where one fire takes them. */
export const copiesInOneZone = defineRule({
  id: 'durability/copies-in-one-zone',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'All copies of a data set that is promised to be kept at four nines a year or more are in one zone although its region has several, and no chance is stated that they are lost together.',
    why: 'The durability that follows from disks alone takes their failures for independent. In one room they are not: water, fire, power and an operator take all at once, and that is what decides from a few nines on.',
    cost: 'Writes wait for another zone, about a millisecond, and traffic between zones is paid for.',
    source: 'Ford et al. 2010, Availability in Globally Distributed Storage Systems, OSDI (correlated failures)',
    falsePositives: 'Backups in another place from which all of it is restored in time: they lose what is newer than the last.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: [a, b, c] } } }
components: { db: { kind: database, replication: 3 } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: [a, b, c] } } }
components: { db: { kind: database, replication: 3, in: eu.a } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: [],
  options: { target: { value: '99.99%', field: 'share', meaning: 'promise from which on a second zone is asked for' } },
  message: '"{data}" is promised to be kept at {left}, and all copies of it are in one zone ({stores})',
  help: 'spread the copies over zones (leave `in` at the region, spread: zone), or state the chance of losing all (correlatedLoss)',
  *check(data, { model, option, literal }) {
    const stores = storesOf(model, data);
    const zones = new Set(stores.flatMap(({ places }) => places.names));
    const [first] = stores;
    const areTogether = zones.size <= 1 && stores.every((store) => isInOneOfSeveral(model, store));
    if (!first || !areTogether || stores.some(({ name }) => leafOf(model, `components.${name}.correlatedLoss`))) return;
    for (const { name, path } of promisesOf(model, data, 'durability'))
      yield {
        subject: `data.${data.name}`,
        at: `components.${first.name}`,
        because: [literal('requirements.quality.*.durability', name), '>=', option('target')],
        slots: { data: data.name, stores: stores.map((store) => `"${store.name}"`).join(', ') },
        related: [{ path, message: 'the promise' }],
      };
  },
});
