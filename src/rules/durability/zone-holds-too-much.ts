import { defineRule } from '../rule.js';
import { promisesOf, storesOf } from './promises.js';

/** A zone whose loss is a loss of data. */
export const zoneHoldsTooMuch = defineRule({
  id: 'durability/zone-holds-too-much',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'Copies or fragments of a data set that is promised to be kept are spread over zones, and one zone has more of them than may be lost.',
    why: 'The loss of that zone loses items, as if there were no parity at all: 8 + 4 fragments over two zones have six in each, and only four may go.',
    cost: 'A further zone, or more parity: 8 + 4 over three zones has four in each and stands the loss of one.',
    source: 'Ford et al. 2010, Availability in Globally Distributed Storage Systems, OSDI (placement over failure domains)',
    falsePositives: 'A store whose other copies are in another store or in a backup that is recent enough.',
    good: `sysdesign: 1
name: shop
flows: { put: { kind: write, rate: 10 req/s, path: files } }
topology: { regions: { eu: { zones: [a, b, c] } } }
components: { files: { kind: fileStore, replication: { data: 8, parity: 4 } } }
data: { photos: { in: files, item: 1 MB, addedBy: put, keep: 1 year } }
requirements: { quality: { safe: { data: photos, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { put: { kind: write, rate: 10 req/s, path: files } }
topology: { regions: { eu: { zones: [a, b] } } }
components: { files: { kind: fileStore, replication: { data: 8, parity: 4 } } }
data: { photos: { in: files, item: 1 MB, addedBy: put, keep: 1 year } }
requirements: { quality: { safe: { data: photos, durability: 99.999% } } }
`,
  },
  reads: ['components.*.copies.zone', 'components.*.copies.tolerated'],
  message: 'one zone of "{store}" has {left} copies or fragments of each item of "{data}", and {right} may be lost',
  help: 'spread them over more zones, or keep more parity than a zone has fragments',
  *check(data, { model, fact }) {
    const [store, another] = storesOf(model, data);
    // Data in one zone is the matter of another rule; data in two stores is lost only if both lose it.
    if (!store || another || store.places.zones < 2) return;
    for (const { path } of promisesOf(model, data, 'durability'))
      yield {
        subject: `data.${data.name}`,
        at: `components.${store.name}`,
        because: [fact('components.*.copies.zone', store.name), '>', fact('components.*.copies.tolerated', store.name)],
        slots: { data: data.name, store: store.name },
        related: [{ path, message: 'the promise' }],
      };
  },
});
