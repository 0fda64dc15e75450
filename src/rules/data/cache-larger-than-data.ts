import { leafOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A cache with more memory than there is data to cache. */
export const cacheLargerThanData = defineRule({
  id: 'data/cache-larger-than-data',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'What a cache is sized to hold of a data set is more than all of the data set at the horizon, its overhead included.',
    why: 'A share of daily reads counts an item as often as it is read; beyond all items it is memory that nothing will ever be in.',
    cost: 'None: the cache becomes smaller.',
    source: "own derivation; the daily-reads rule of thumb (20% of a day's reads) as interview courses give it",
    falsePositives: 'A cache that is to hold other data too, which the spec does not state.',
    good: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 95%, miss: [ db ] } ] }
components:
  cache: { kind: cache, holds: { products: 20% }, each: { memory: 16 GB } }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 1M, readBy: show }
`,
    bad: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 95%, miss: [ db ] } ] }
components:
  cache: { kind: cache, holds: { products: 20% of daily reads }, each: { memory: 16 GB } }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 1M, readBy: show }
`,
  },
  reads: ['cache.*.memory', 'data.*.size.logical'],
  options: { times: { value: '1.5', field: 'ratio', meaning: 'times the data that a cache of it may take, its overhead included' } },
  message: '"{cache}" takes {left} for "{data}", which is {right} in all',
  help: 'let it hold a share of the items (`holds: { {data}: 20% }`), or all of them',
  *check({ name, isCache, holds, data }, { model, fact, option }) {
    const [only, ...others] = holds;
    if (!isCache || only === undefined || others.length + data.length > 0) return;
    // A share of the items is never more than all of them.
    if (leafOf(model, `components.${name}.holds.${only}`)?.value.kind === 'share') return;
    yield {
      subject: `components.${name}`,
      because: [fact('cache.*.memory', name), '>', fact('data.*.size.logical', only), option('times')],
      slots: { cache: name, data: only },
      at: `components.${name}.holds.${only}`,
      related: [{ path: `data.${only}`, message: 'what it holds some of' }],
    };
  },
});
