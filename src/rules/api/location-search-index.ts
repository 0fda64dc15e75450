import { defineRule } from '../rule.js';
import { hasSearchIndex } from './search-index.js';

/** Location + search -> geohash. */
export const locationSearchIndex = defineRule({
  id: 'api/location-search-index',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'Many items are found by where they are, and no index of places is stated.',
    why: 'An ordered index narrows down one of the two coordinates: all items in a band around the world are read to find those nearby. A geohash or another numbering of cells turns nearness into a range of keys.',
    cost: 'Cells next to the one that is asked for have to be read too; items that move are written to the index again and again.',
    source: 'Samet, Foundations of Multidimensional and Metric Data Structures (2006), chapter 1',
    falsePositives: 'Each search is limited to a few items first, those of one city for instance.',
    good: `sysdesign: 1
name: rides
flows:
  nearby: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  cars: { in: db, item: 40 B, items: 500k, readBy: { nearby: { items: 10, by: geo, index: spatial } } }
`,
    bad: `sysdesign: 1
name: rides
flows:
  nearby: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  cars: { in: db, item: 40 B, items: 500k, readBy: { nearby: { items: 10, by: geo } } }
`,
  },
  reads: ['data.*.items'],
  options: { scanned: { value: '10k', field: 'count', meaning: 'items whose distance may be worked out for one search' } },
  message: '"{flow}" looks for what is near among {left} items of "{data}", and no index of places is stated',
  help: 'index the items by cells: geohash, S2, H3 or an R-tree (index: spatial)',
  *check(data, { model, fact, option }) {
    for (const { flow, found } of data.readBy)
      if (found.by === 'geo' && found.index !== 'spatial' && !hasSearchIndex(model, data, flow))
        yield {
          subject: `data.${data.name}`,
          key: flow,
          because: [fact('data.*.items', data.name), '>', option('scanned')],
          slots: { data: data.name, flow },
        };
  },
});
