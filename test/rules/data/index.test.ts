import { describe, expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

const head = 'sysdesign: 1\nname: shop\n';
const of = (rule: string, spec: string) => messagesOf(`data/${rule}`, head + spec);

describe('dataset-needs-shards', () => {
  const spec = (items: string, db: string) => `
flows: { put: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, each: { disk: 2 TB }, ${db} } }
data: { orders: { in: db, item: 1 kB, items: ${items} } }
`;
  const LED = 'replication: { factor: 2, mode: leader }';

  test('a copy that just fits on a node needs none', async () => {
    // 2G x 1 kB = 2 TB a copy
    expect(await of('dataset-needs-shards', spec('2G', LED))).toEqual([]);
    expect(await of('dataset-needs-shards', spec('2.1G', LED))).toEqual([
      '"db" is to store 4.2 TB at the horizon (copies: 2); a node has 2 TB, and no shards are stated',
    ]);
  });

  test('shards, a key or a product that splits data answer it; a product of one leader does not', async () => {
    for (const db of [
      `${LED}, shards: 4`,
      `${LED}, partitionKey: id`,
      'replication: 2, use: cassandra',
      'replication: { factor: 2, mode: leaderless }',
    ])
      expect(await of('dataset-needs-shards', spec('9G', db)), db).toEqual([]);
    for (const db of ['replication: 2, use: postgres', 'replication: 2, failover: 30 s'])
      expect(await of('dataset-needs-shards', spec('9G', db)), db).toHaveLength(1);
    expect(await of('dataset-needs-shards', spec('9G', 'replicas: 3'))).toHaveLength(1);
  });

  test('copies without a word of a leader may lie anywhere', async () => {
    for (const db of [
      'replication: { factor: 3, read: quorum, write: quorum }',
      'replication: { factor: 3, write: quorum }, failover: 30 s',
    ])
      expect(await of('dataset-needs-shards', spec('9G', db)), db).toEqual([]);
  });

  test('what is uncertain is raised by how often it holds, and is no warning below one half', async () => {
    // Log-normal through 1G and 4G: its median is 2G, which is what two disks of 2 TB hold of two copies.
    const [found] = await foundBy('data/dataset-needs-shards', head + spec('1G..4G', LED));
    expect(found?.message).toMatch(/, in (?:4[89]|5[012])% of cases$/);
    // Median 1.5G: log(2 / 1.5) / (log(3 / 0.75) / 3.29) = 0.683 deviations above it, P = 24.7%.
    const [rare] = await foundBy('data/dataset-needs-shards', head + spec('0.75G..3G', LED));
    expect(rare?.message).toMatch(/, in 2[2-7]% of cases$/);
    expect(rare?.severity).toBe('info');
  });
});

test('node-slow-to-rebuild: from more than 5 TB a node on, unless it is stated how long it takes', async () => {
  const spec = (items: string, more = '') => `
flows: { put: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, instances: 4, replication: 2, each: { disk: 20 TB }${more} } }
data: { orders: { in: db, item: 1 kB, items: ${items} } }
`;
  // 10G x 1 kB x 2 copies = 20 TB = 4 x 5 TB
  expect(await of('node-slow-to-rebuild', spec('10G'))).toEqual([]);
  const [found] = await foundBy('data/node-slow-to-rebuild', head + spec('10.5G'));
  expect(found?.message).toBe('the 4 nodes of "db" hold 21 TB, more than 5 TB each: a lost one takes long to rebuild');
  expect(found?.math).toBe('21 TB > 4 x 5 TB = 20 TB');
  expect(await of('node-slow-to-rebuild', spec('10.5G', ', rebuild: 8 h'))).toEqual([]);
});

test('reads-need-replicas: load for two nodes, and reads five times the writes', async () => {
  const spec = (reads: number, writes: number, db = '') => `
flows:
  get: { kind: read, rate: ${reads} req/s, peak: 1, path: db }
  put: { kind: write, rate: ${writes} req/s, peak: 1, path: db }
components: { db: { kind: database, each: { reads: 1k req/s, writes: 1k req/s }, target: 100%${db} } }
`;
  // 900 / 1k + 100 / 1k = 1: one node
  expect(await of('reads-need-replicas', spec(900, 100))).toEqual([]);
  expect(await of('reads-need-replicas', spec(910, 100))).toEqual([
    '"db" gets 910 req/s and 100 req/s at peak, which takes 2 nodes; without copies or shards only one can serve them',
  ]);
  // 1.5k = 5 x 300
  expect(await of('reads-need-replicas', spec(1500, 300))).toEqual([]);
  expect(await of('reads-need-replicas', spec(1510, 300))).toHaveLength(1);
  for (const answer of [', replication: 3', ', shards: 3', ', instances: 3', ', replicas: 3', ', use: dynamodb'])
    expect(await of('reads-need-replicas', spec(1510, 300, answer)), answer).toEqual([]);
});

test('kept-for-ever: from more than 100 TB on', async () => {
  const spec = (items: string, more = '') => `
flows: { put: { kind: write, rate: 0 req/s, path: files } }
horizon: 1 year
components: { files: { kind: objectStore } }
data: { photos: { in: files, item: 1 MB, items: ${items}, addedBy: put${more} } }
`;
  expect(await of('kept-for-ever', spec('100M'))).toEqual([]);
  expect(await of('kept-for-ever', spec('110M'))).toEqual([
    '"photos" grows by 0 B/s to 110 TB at the horizon, and how long it is kept is not stated',
  ]);
  expect(await of('kept-for-ever', spec('110M', ', keep: forever'))).toEqual([]);
  expect(await of('kept-for-ever', spec('110M').replace(', addedBy: put', ''))).toEqual([]);
});

describe('caches', () => {
  const cached = (cache: string, items = '1M') => `
flows: { get: { kind: read, rate: 1k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] } }
components: { cache: { kind: cache, each: { memory: 1 GB }, ${cache} }, db: { kind: database } }
data: { products: { in: db, item: 1 kB, items: ${items}, readBy: get } }
`;

  test('cache-larger-than-data: half as much again as there is', async () => {
    // All of it is 1 GB; 1.5M items of 1 kB are half as much again.
    expect(await of('cache-larger-than-data', cached('holds: { products: 1.5M items }'))).toEqual([]);
    expect(await of('cache-larger-than-data', cached('holds: { products: 1.6M items }'))).toEqual([
      '"cache" takes 1.6 GB for "products", which is 1 GB in all',
    ]);
    // 20% of 1k x 86,400 reads are 17.3M items.
    expect(await of('cache-larger-than-data', cached('holds: { products: 20% of daily reads }'))).toEqual([
      '"cache" takes 17.3 GB for "products", which is 1 GB in all',
    ]);
    expect(await of('cache-larger-than-data', cached('holds: { products: 100% }, overhead: x2'))).toEqual([]);
  });

  test('hot-set-exceeds-memory: by what the stated instances have', async () => {
    // 18% of 10M x 1 kB = 1.8 GB, 90% of 2 GB
    expect(await of('hot-set-exceeds-memory', cached('instances: 2, holds: { products: 18% }', '10M'))).toEqual([]);
    expect(await of('hot-set-exceeds-memory', cached('instances: 2, holds: { products: 19% }', '10M'))).toEqual([
      '"cache" is to hold 1.9 GB, and its 2 instances have 2 GB',
    ]);
    expect(await of('hot-set-exceeds-memory', cached('instances: 2, holds: { products: 21% }', '10M'))).toEqual([
      '"cache" is to hold 2.1 GB, and its 2 instances have 2 GB',
    ]);
    expect(await of('hot-set-exceeds-memory', cached('holds: { products: 21% }', '10M'))).toEqual([]);
  });

  test('low-hit-ratio: below 30%', async () => {
    const hitting = (hit: string) => cached('holds: { products: 20% }').replace('hit: 90%', `hit: ${hit}`);
    expect(await of('low-hit-ratio', hitting('30%'))).toEqual([]);
    expect(await of('low-hit-ratio', hitting('29%'))).toEqual(['"cache" answers 29% of what "get" asks it, and passes on the rest']);
  });

  test('cache-as-truth: what is kept for longer than a month', async () => {
    const kept = (more: string, stores = 'cache') => `
flows: { put: { kind: write, rate: 1 req/s, path: [ cache, db ] } }
components: { cache: { kind: cache }, db: { kind: database } }
data: { carts: { in: ${stores}, item: 1 kB, addedBy: put${more} } }
`;
    expect(await of('cache-as-truth', kept(', keep: 30 d'))).toEqual([]);
    for (const keep of [', keep: 31 d', ', keep: forever', ''])
      expect(await of('cache-as-truth', kept(keep)), keep).toEqual(['"carts" lies in nothing but "cache", which may drop it at any time']);
    expect(await of('cache-as-truth', kept('', '[cache, db]'))).toEqual([]);
  });
});

test('read-flow-adds: only what is waited for, and only of what is called a read', async () => {
  const spec = (kind: string, call: string) => `
flows: { view: { ${kind} rate: 1 req/s, path: [ api: { calls: [ ${call} ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
data: { visits: { in: db, item: 1 kB, addedBy: view, keep: 1 d } }
`;
  expect(await of('read-flow-adds', spec('kind: read,', 'db'))).toEqual([
    '"view" is a read, and waits until "db" has what it adds to "visits"',
  ]);
  expect(await of('read-flow-adds', spec('kind: read,', 'db: { async: true }'))).toEqual([]);
  expect(await of('read-flow-adds', spec('', 'db'))).toEqual([]);
  expect(await of('read-flow-adds', spec('kind: write,', 'db'))).toEqual([]);
});

test('never-read: not where its store is read, or the readers are no flow', async () => {
  const spec = (kind: string, flows = '') => `
flows: { put: { kind: write, rate: 1 req/s, path: store }${flows} }
components: { store: { kind: ${kind} } }
data: { trail: { in: store, item: 1 kB, addedBy: put, keep: 1 d } }
`;
  expect(await of('never-read', spec('database'))).toEqual(['"trail" is added to, and no flow reads it']);
  expect(await of('never-read', spec('database', ', get: { kind: read, rate: 1 req/s, path: store }'))).toEqual([]);
  expect(await of('never-read', spec('warehouse'))).toEqual([]);
});

test('reported-too-seldom: what each source replaces is as old as its last report', async () => {
  const spec = (every: string, table: string, flows = '') => `
flows:
  report: { kind: write, concurrent: 1M, every: ${every}, peak: 1, path: pos }
  see: { rate: 1k req/s, peak: 2, path: pos }${flows}
components: { pos: { kind: cache, replication: { factor: 2, lag: 10 ms } } }
data: { table: { in: pos, item: 35 B, readBy: see, ${table} } }
requirements: { quality: { fresh: { data: table, staleness: 3 s } } }
`;
  const found = ['"table" may be 3 s old, and "report" brings it anew only every 10 s'];
  const kept = (keep: string): string => `addedBy: report, keep: ${keep}`;
  expect(await of('reported-too-seldom', spec('10 s', kept('10 s')))).toEqual(found);
  expect(await of('reported-too-seldom', spec('3 s', kept('3 s')))).toEqual([]);
  // What is kept for longer is a history: a new item is no older than what copies lack.
  expect(await of('reported-too-seldom', spec('10 s', kept('1 h')))).toEqual([]);
  // One item for each source is replaced as well; of more or fewer that is not known.
  expect(await of('reported-too-seldom', spec('10 s', 'items: 1M'))).toEqual(found);
  for (const items of ['100', '2M']) expect(await of('reported-too-seldom', spec('10 s', `items: ${items}`)), items).toEqual([]);
});
