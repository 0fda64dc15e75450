import { defineRule } from '../rule.js';

/** Files between rows. */
export const blobInDatabase = defineRule({
  id: 'data/blob-in-database',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'Items of a megabyte or more lie in a database or a search engine.',
    why: 'They push rows that are asked for out of its memory, make its log, its copies and its backups many times larger, and hold its connections for as long as somebody downloads; many products refuse them (16 MB in MongoDB, 400 kB in DynamoDB).',
    cost: 'Two stores to be kept in step: the row is written after the object, and what no row names is removed.',
    source: 'R. Sears et al., To BLOB or Not To BLOB (2006): databases are faster below 256 kB, file systems above 1 MB',
    falsePositives: 'A few items, which nobody reads often.',
    good: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 1 req/s, path: api -> photos } }
components: { api: { kind: service }, photos: { kind: objectStore } }
data: { photos: { in: photos, item: 3 MB, addedBy: add, keep: 1 year } }
`,
    bad: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 1 req/s, path: api -> db } }
components: { api: { kind: service }, db: { kind: database } }
data: { photos: { in: db, item: 3 MB, addedBy: add, keep: 1 year } }
`,
  },
  reads: ['data.*.item'],
  options: { most: { value: '1 MB', field: 'bytes', meaning: 'size of an item that a database may hold' } },
  covers: ['data/dataset-needs-shards', 'data/node-slow-to-rebuild'],
  message: 'items of "{data}" are {left} each, and lie in "{store}", which is a database: they belong in an object store',
  help: 'keep them in an object store (kind: objectStore), and their place and what is searched for in "{store}"',
  *check({ name, stores }, { model, fact, option }) {
    for (const store of stores)
      if (model.components.get(store)?.traits.queried === 'items')
        yield {
          subject: `data.${name}`,
          key: store,
          because: [fact('data.*.item', name), '>=', option('most')],
          slots: { data: name, store },
          at: `data.${name}.item`,
          related: [{ path: `components.${store}`, message: 'where they lie' }],
        };
  },
});
