import { defineRule } from '../rule.js';
import { hasSearchIndex } from './search-index.js';

/** Text + search -> inverted index. */
export const textSearchIndex = defineRule({
  id: 'api/text-search-index',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'Many items are found by the words in their text, and neither an inverted index nor a search engine is stated.',
    why: 'Ordered and hashed indexes find values by their beginning or as a whole. Words within a text are found by reading every item, on every search.',
    cost: 'The index takes room and work at each write; one beside the store lags behind it and has to be filled from it.',
    source: 'Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), chapter 1',
    falsePositives: 'Each search is limited to a few items first, those of one user for instance.',
    good: `sysdesign: 1
name: shop
flows:
  search: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 5M, readBy: { search: { items: 20, by: text, index: inverted } } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  search: { rate: 100 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 5M, readBy: { search: { items: 20, by: text } } }
`,
  },
  reads: ['data.*.items'],
  options: { scanned: { value: '100k', field: 'count', meaning: 'items that may be read through for one search' } },
  message: '"{flow}" looks for words in {left} items of "{data}", and no inverted index is stated',
  help: 'add an inverted index (index: inverted), in the store or in a search engine that is filled from it',
  *check(data, { model, fact, option }) {
    for (const { flow, found } of data.readBy)
      if (found.by === 'text' && found.index !== 'inverted' && !hasSearchIndex(model, data, flow))
        yield {
          subject: `data.${data.name}`,
          key: flow,
          because: [fact('data.*.items', data.name), '>', option('scanned')],
          slots: { data: data.name, flow },
        };
  },
});
