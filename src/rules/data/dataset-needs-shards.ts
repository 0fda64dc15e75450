import { isItemStore } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { holdsAllData } from './partitioned.js';

/** Data set + growth -> sharding. */
export const datasetNeedsShards = defineRule({
  id: 'data/dataset-needs-shards',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['data/node-slow-to-rebuild', 'load/growth-reaches-capacity'],
  docs: {
    what: 'Each node of a database has all of the data (a leader with followers, no shards), and at the horizon that is more than the disk of a node.',
    why: 'A database without shards stops at the disk of one node. Splitting it later, under load and without a key that was chosen for it, is the dearest of all migrations.',
    cost: 'Queries and transactions across shards, hot shards, and moving data when shards are added. Archiving old rows may do.',
    source: 'Kleppmann, Designing Data-Intensive Applications, ch. 6',
    falsePositives: 'A product that splits data by itself and is not named in `use`; nodes that will have larger disks by then.',
    good: `sysdesign: 1
name: orders
horizon: 3 years
flows:
  order: { kind: write, rate: 200 req/s, path: db }
components:
  db: { kind: database, shards: 12, replication: { factor: 2, mode: leader }, each: { writes: 2k req/s, disk: 2 TB } }
data:
  orders: { in: db, item: 1 kB, addedBy: order, keep: 3 years }
`,
    bad: `sysdesign: 1
name: orders
horizon: 3 years
flows:
  order: { kind: write, rate: 200 req/s, path: db }
components:
  db: { kind: database, replication: { factor: 2, mode: leader }, each: { writes: 2k req/s, disk: 2 TB } }
data:
  orders: { in: db, item: 1 kB, addedBy: order, keep: 3 years }
`,
  },
  reads: ['components.*.copies', 'components.*.demand.disk'],
  message: '"{component}" is to store {left} at the horizon (copies: {copies}); a node has {right}, and no shards are stated',
  help: 'split it by a key that every query has (`shards`, `partitionKey`), or keep less in it (`keep`, an archive)',
  *check(component, { model, fact, literal, states }) {
    const { name, traits, data } = component;
    if (!isItemStore(traits) || data.length === 0 || states('components.*.shards', name) || !holdsAllData(model, component)) return;
    const copies = fact('components.*.copies', name);
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.demand.disk', name), '>', literal('components.*.each.disk', name), copies],
      slots: { component: name, copies },
      related: data.map((set) => ({ path: `data.${set}`, message: 'what it stores' })),
    };
  },
});
