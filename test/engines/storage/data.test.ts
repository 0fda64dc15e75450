import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: data\n';
const YEAR = 365 * 86_400;

/** (g^b - g^a) / ln g */
const integral = (g: number, a: number, b: number): number => (g === 1 ? b - a : (g ** b - g ** a) / Math.log(g));

describe('items', () => {
  test('the items of today grow to the horizon; a size of today is so many items', async () => {
    const facts = await estimate(`${head}
horizon: 2 years
growth: 10% per year
data:
  users:  { item: { name: 100 B, mail: 28 B }, items: 1M }
  photos: { item: 2 MB, size: 40 TB }
  fixed:  { item: 1 kB, items: 50k, growth: 0% }
`);
    facts.are({
      'data.users.item': 128,
      'data.users.items': 1.21e6,
      'data.photos.items': (40e12 / 2e6) * 1.21,
      'data.photos.size.logical': 48.4e12,
      'data.fixed.size.logical': 5e7,
      'data.users.items.year0': 1e6,
      'data.users.items.year1': 1.1e6,
    });
  });

  test('without a horizon and without a keep, data that nothing adds to has its items of today; data that is added to is unknown', async () => {
    const facts = await estimate(`${head}
growth: 30% per year
flows: { post: { rate: 10 req/s } }
data:
  users:   { item: 1 kB, items: 5k }
  posts:   { item: 1 kB, items: 5k, addedBy: post }
  events:  { item: 1 kB, added: 7 per s }
  forever: { item: 1 kB, addedBy: post, keep: forever }
`);
    facts.are({ 'data.users.items': 5000, 'data.users.items.year1': 6500, 'data.posts.growth': 10_000, 'data.events.growth': 7000 });
    expect(facts.missing('data.posts.items')).toEqual(['horizon', 'data.posts.keep']);
    expect(facts.missing('data.posts.size.provisioned')).toEqual(['horizon', 'data.posts.keep']);
    expect(facts.missing('data.forever.size.stored')).toContain('horizon');
    // In a stated year they are known all the same.
    facts.are({ 'data.events.items.year1': 7 * YEAR * integral(1.3, 0, 1) });
  });

  test('a size that is stated counts without an item; what is added to it is left out, and named', async () => {
    const spec = (more = ''): string => `${head}${more}
growth: 10% per year
flows: { post: { rate: 10 req/s, path: db } }
components: { db: { kind: database, each: { disk: 10 TB }, target: { disk: 80% }, survives: none } }
data: { photos: { in: db, size: 300 TB, overhead: 20%, addedBy: post } }
`;
    const facts = await estimate(spec('horizon: 2 years'));
    // What is added is all that grows it: 300 TB x 1.2 = 360 TB; 360 / (10 x 80%) = 45 disks
    facts.are({ 'data.photos.size.logical': 300e12, 'data.photos.size.stored': 360e12, 'components.db.instances': 45 });
    for (const id of ['data.photos.size.stored', 'components.db.instances', 'totals.storage'])
      expect(facts.reasons(id), id).toContain('data.photos.item');
    expect(facts.missing('data.photos.growth')).toEqual(['data.photos.item']);
    // Today nothing has been added yet.
    facts.are({ 'data.photos.size.logical.year0': 300e12 });
    expect(facts.reasons('data.photos.size.logical.year0')).toEqual([]);
    const without = await estimate(spec());
    without.are({ 'data.photos.size.logical.year0': 300e12 });
    expect(without.reasons('data.photos.size.logical')).toEqual(['data.photos.item', 'horizon']);
  });

  test('without a horizon, a full keep is what counts', async () => {
    const facts = await estimate(`${head}
growth: 40% per year
flows: { post: { rate: 10 req/s } }
data:
  month: { item: 1 kB, addedBy: post, keep: 73 d }
  years: { item: 1 kB, addedBy: { post: 2 }, keep: 3 years }
`);
    // 73 days are a fifth of a year: 10 x 31,536,000 x (1.4^0.2 - 1) / ln 1.4
    facts.are({ 'data.month.items': 10 * YEAR * integral(1.4, 0, 0.2), 'data.years.items': 20 * YEAR * integral(1.4, 0, 3) });
  });

  test('with a horizon, what is older than the keep is gone', async () => {
    const facts = await estimate(`${head}
horizon: 3 years
growth: 40% per year
flows: { post: { rate: 10 req/s } }
data:
  kept:  { item: 1 kB, addedBy: post, keep: 1 year }
  all:   { item: 1 kB, addedBy: post, keep: forever }
  long:  { item: 1 kB, addedBy: post, keep: 9 years }
  still: { item: 1 kB, addedBy: post, keep: 1 year, growth: 0% }
`);
    facts.are({
      'data.kept.items': 10 * YEAR * integral(1.4, 2, 3),
      'data.all.items': 10 * YEAR * integral(1.4, 0, 3),
      'data.long.items': 10 * YEAR * integral(1.4, 0, 3), // there is nothing older than today
      'data.still.items': 10 * YEAR,
      'data.kept.items.year2': 10 * YEAR * integral(1.4, 1, 2),
      'data.kept.items.year1': 10 * YEAR * integral(1.4, 0, 1),
    });
    expect(facts.value('data.kept.items.year0')).toBe(0);
  });

  // 24M a day for 730 days are 17.52G: as many as leave are added, so that only growth makes more of them.
  test.each([
    ['without growth, as many', 'horizon: 3 years', '24M * 730', 17.52e9],
    ['within the retention, those that are left and those that are new', 'horizon: 1 year', '24M * 730', 17.52e9],
    ['fewer than the retention holds: half of them, and a year of new ones', 'horizon: 1 year', '8G', 4e9 + 8.76e9],
    ['more than it holds, after it: none of them', 'horizon: 2 years', '90G', 17.52e9],
    // 24M x 365 x (1.08^3 - 1.08) / ln 1.08 = 8.76G x (1.259712 - 1.08) / 0.0769610411
    ['that grow', 'horizon: 3 years\ngrowth: 8% per year', '24M * 730', (8.76e9 * 0.179712) / 0.0769610411361],
    // Half of those of today, and 8.76G x 0.08 / ln 1.08
    ['that grow, within it', 'horizon: 1 year\ngrowth: 8% per year', '24M * 730', 8.76e9 + (8.76e9 * 0.08) / 0.0769610411361],
    ['without a horizon: a full retention', 'tier: standard', '90G', 17.52e9],
  ])('with a keep, those of today leave within it, evenly: %s', async (_, root, items, then) => {
    const spec = (today: string, more = 'addedBy: w'): string =>
      `${head}${root}\nflows: { w: { kind: write, rate: 24M per day } }\ndata: { d: { item: 500 B, ${more}, keep: 2 years, ${today} } }\n`;
    const facts = await estimate(spec(`items: ${items}`));
    facts.are({ 'data.d.items': then, 'data.d.size.logical': then * 500 });
    // Stated as a size, or added as stated, it is the same.
    if (items !== '24M * 730') (await estimate(spec(`size: ${Number(items.slice(0, -1)) / 2} TB`))).are({ 'data.d.items': then });
    (await estimate(spec(`items: ${items}`, 'added: 24M per day'))).are({ 'data.d.items': then });
  });

  test('with a keep, and nothing that adds to them, those of today grow by themselves', async () => {
    (await estimate(`${head}horizon: 3 years\ngrowth: 10% per year\ndata: { d: { item: 1 kB, items: 1M, keep: 1 year } }\n`)).are({
      'data.d.items': 1.331e6,
      'data.d.items.year0': 1e6,
    });
  });

  // 40M items of 45 MB are 1.8 PB, and 10k a day are 450 GB a day. Added over 3 years that grow 35% each:
  // 3.65M x (1.35^3 - 1) / ln 1.35 = 3.65M x 1.460375 / 0.3001045925
  test.each([
    ['growth of the root', 'growth: 35% a year', 'addedBy: publish', ''],
    ['growth of its own', '', 'addedBy: publish', ', growth: 35% a year'],
    ['a rate that is stated', 'growth: 35% a year', 'added: 10k per day', ''],
  ])('the stock of what is added to does not grow by itself as well: %s', async (_, root, adding, own) => {
    const facts = await estimate(`${head}${root}
horizon: 3 years
flows: { publish: { kind: write, rate: 10k per day } }
data: { audio: { item: 45 MB, size: 1.8 PB, ${adding}${own} } }
`);
    const added = (3.65e6 * 1.460375) / 0.3001045924503381;
    facts.are({
      'data.audio.items': 40e6 + added,
      'data.audio.size.logical': 1.8e15 + added * 45e6,
      'data.audio.items.year1': 40e6 + (3.65e6 * 0.35) / 0.3001045924503381,
      'data.audio.items.year0': 40e6,
    });
  });

  test('what is there and what is added, stated and by flows, add up, each growing in its way', async () => {
    const facts = await estimate(`${head}
horizon: 2 years
growth: 20% per year
flows:
  a: { rate: 3 req/s }
  b: { rate: 5 req/s, growth: x3 per year }
data:
  d: { item: 100 B, items: 1M, added: 2 per s, addedBy: { a: 2, b: 10% } }
`);
    const items = 1e6 + 2 * YEAR * integral(1.2, 0, 2) + 6 * YEAR * integral(1.2, 0, 2) + 0.5 * YEAR * integral(3, 0, 2);
    facts.are({
      'data.d.items': items,
      'data.d.added': 8.5,
      'data.d.added.year1': 2 * 1.2 + 6 * 1.2 + 0.5 * 3,
      'data.d.size.logical': items * 100,
    });
  });

  test('data with a growth of its own grows by it, whatever feeds it', async () => {
    const facts = await estimate(`${head}
horizon: 2 years
growth: 20% per year
flows: { a: { rate: 3 req/s } }
data: { d: { item: 100 B, items: 1M, addedBy: a, growth: x2 per 18 months } }
`);
    const yearly = 2 ** (12 / 18);
    facts.are({
      'data.d.growthPerYear': yearly - 1,
      'data.d.items': 1e6 + 3 * YEAR * integral(yearly, 0, 2),
      'data.d.added.year1': 3 * yearly,
    });
  });

  test('reads and what they carry follow the flows that read', async () => {
    const facts = await estimate(`${head}
horizon: 1 year
flows: { a: { rate: 30 req/s }, b: { rate: 5 req/s } }
data: { d: { item: 2 kB, items: 10, readBy: { a: 20, b: 50% } } }
`);
    facts.are({ 'data.d.read': 602.5, 'data.d.served': 1_205_000, 'data.d.added': 0, 'data.d.growth': 0 });
  });

  test('an item that is not stated is named', async () => {
    const facts = await estimate(`${head}\ndata: { d: { items: 10 }, e: { item: 5 B } }\n`);
    expect(facts.missing('data.d.size.logical')).toEqual(['data.d.item']);
    expect(facts.missing('data.e.size.logical')).toEqual(['data.e.items']);
  });
});

describe('sizes', () => {
  test('overhead, compression and copies, of every store', async () => {
    const facts = await estimate(`${head}
data:
  one:   { in: db, item: 1 kB, items: 1M, overhead: 50%, compression: 3 }
  two:   { in: [db, blob], item: 1 kB, items: 1M }
  none:  { item: 1 kB, items: 1M, overhead: 25% }
components:
  db:   { kind: database, replication: { factor: 3 }, target: { disk: 50% } }
  blob: { kind: objectStore, replication: { data: 10, parity: 4 } }
`);
    facts.are({
      'data.one.item.stored': 500,
      'data.one.size.logical': 1e9,
      'data.one.size.stored': 1.5e9, // x 1.5 / 3 x 3
      'data.one.size.provisioned': 3e9,
      'data.two.size.stored': 4.4e9, // 3 copies and 1.4 copies
      'data.two.size.provisioned': 3e9 / 0.5 + 1.4e9 / 0.8, // each within its own target; 80% by default
      'data.none.size.stored': 1.25e9,
      'totals.storage': 1.5e9 + 4.4e9 + 1.25e9,
    });
  });

  test('the tier sets how full a disk may be, unless the spec does', async () => {
    const provisioned = async (lines: string): Promise<number> =>
      (await estimate(`${head}${lines}\ndata: { d: { in: db, item: 1 kB, items: 63 } }\ncomponents: { db: { kind: database } }\n`)).value(
        'data.d.size.provisioned',
      );
    expect(await provisioned('tier: critical')).toBeCloseTo(90_000, 6);
    expect(await provisioned('tier: internal')).toBeCloseTo(70_000, 6);
    expect(await provisioned('target: 63%')).toBeCloseTo(100_000, 6);
    expect(await provisioned('target: { disk: 90% }')).toBeCloseTo(70_000, 6);
  });

  test('the growth of a component is that of the data in it', async () => {
    const facts = await estimate(`${head}
growth: 100% per year
flows: { f: { rate: 10 req/s } }
data: { a: { in: db, item: 100 B, addedBy: f }, b: { in: [db, other], item: 10 B, addedBy: { f: 3 } }, c: { in: other, item: 1 B, items: 5 } }
components: { db: { kind: database }, other: { kind: database } }
`);
    facts.are({ 'components.db.growth': 1300, 'components.other.growth': 300, 'components.db.growth.year1': 2600 });
  });
});

describe('caches', () => {
  const spec = (holds: string, more = ''): string => `${head}
horizon: 1 year
growth: 100% per year
flows:
  read:  { kind: read, rate: 100 req/s, path: [ api: { calls: [ cache: { hit: 90%, miss: [db] } ] } ] }
  other: { kind: read, rate: 50 req/s, path: [ cache ] }
  write: { kind: write, rate: 20 req/s, path: [ cache, db ] }
components:
  api: { kind: service }
  db: { kind: database, replication: 3 }
  cache: { kind: cache, holds: { ${holds} }${more} }
data:
  posts: { in: db, item: 1 kB, items: 1M, overhead: 50%, compression: 2, readBy: read }
  likes: { in: db, item: 10 B, items: 5M }
`;

  test('a share of the items at the horizon; the overhead, compression and copies of the store do not apply', async () => {
    (await estimate(spec('posts: 20%'))).are({ 'cache.cache.memory': 0.2 * 2e6 * 1000, 'cache.cache.memory.year0': 0.2 * 1e6 * 1000 });
  });

  test('so many items', async () => {
    (await estimate(spec('posts: 30k items, likes: 1M'))).are({ 'cache.cache.memory': 30_000 * 1000 + 1e6 * 10 });
  });

  test('a share of the reads of a day, of those that arrive at this cache', async () => {
    // posts are read by `read` alone; likes say nothing, so every read here counts
    (await estimate(spec('posts: 20% of daily reads'))).are({ 'cache.cache.memory': 0.2 * 100 * 86_400 * 1000 });
    (await estimate(spec('likes: 20% of daily reads'))).are({ 'cache.cache.memory': 0.2 * 150 * 86_400 * 10 });
  });

  test('each with the overhead of the cache itself', async () => {
    (await estimate(spec('posts: 30k items', ', overhead: 40%'))).are({ 'cache.cache.memory': 42e6 });
  });

  test('behind another cache only the misses arrive', async () => {
    const facts = await estimate(`${head}
flows: { read: { kind: read, rate: 100 req/s, path: [ near: { hit: 75%, miss: [ far: { hit: 50%, miss: [db] } ] } ] } }
components:
  near: { kind: cache, holds: { posts: 10% of daily reads } }
  far:  { kind: cache, holds: { posts: 10% of daily reads } }
  db:   { kind: database }
data: { posts: { in: db, item: 1 kB, items: 1M } }
`);
    facts.are({ 'cache.near.memory': 0.1 * 100 * 86_400 * 1000, 'cache.far.memory': 0.1 * 25 * 86_400 * 1000 });
  });

  test('data that lives in a cache is in its memory, with all its copies', async () => {
    const facts = await estimate(`${head}
components: { cache: { kind: cache, replication: 2, holds: { posts: 1k items } }, db: { kind: database } }
data: { sessions: { in: cache, item: 100 B, items: 5k, overhead: 20% }, posts: { in: db, item: 1 kB, items: 1M } }
`);
    facts.are({ 'cache.cache.memory': 1e6 + 5000 * 120 * 2 });
  });

  test('a cache that does not say what it holds is unknown', async () => {
    const facts = await estimate(`${head}\ncomponents: { cache: { kind: cache } }\n`);
    expect(facts.missing('cache.cache.memory')).toEqual(['components.cache.holds']);
  });
});

describe('the calendar of a spec', () => {
  test('days, months and years move with it', async () => {
    const spec = (conventions: string): string => `${head}${conventions}
horizon: 1 year
flows: { f: { rate: 1M per day } }
data: { d: { item: 1 B, addedBy: f } , k: { item: 1 B, addedBy: f, keep: 1 month } }
`;
    (await estimate(spec(''))).are({ 'flows.f.rate.mean': 1e6 / 86_400, 'data.d.items': 365e6, 'data.k.items': 30e6 });
    (await estimate(spec('conventions: { day: 100k s }'))).are({ 'flows.f.rate.mean': 10, 'data.d.items': 365e6, 'data.k.items': 30e6 });
    (await estimate(spec('conventions: { month: 2.5M s }'))).are({ 'flows.f.rate.mean': 12, 'data.k.items': 30e6 });
    (await estimate(spec('conventions: { year: 12 months }'))).are({ 'flows.f.rate.mean': 1e6 / 86_400, 'data.d.items': 360e6 });
  });
});

describe('data that is told by other data', () => {
  const text = `sysdesign: 1
name: followed
horizon: 2 years
growth: 100% per year
flows: { f: { rate: 1 req/s } }
data:
  photos: { item: 1 MB, items: 100 }
  thumbs: { item: 10 kB, items: = data.photos.items * 3 }
  index:  { size: = data.photos.size.logical * 1% }
  copies: { item: 1 MB, items: = data.photos.items, growth: 0% per year }
  rows:   { item: 1 kB, items: = data.photos.items.year0 }
`;

  test('grows as that does, once', async () => {
    (await estimate(text)).are({
      'data.photos.items': 400, // doubled twice
      'data.thumbs.items': 1200,
      'data.thumbs.items.year0': 300,
      'data.thumbs.items.year1': 600,
      'data.thumbs.size.logical.year1': 6e6,
      'data.index.size.logical': 4e6,
      'data.index.size.logical.year1': 2e6,
      'data.copies.items': 400,
      'data.rows.items': 400, // what is told of a year is of today, and grows by itself
      'data.rows.items.year1': 200,
    });
  });

  test('in a look at a later year too', async () => {
    const later = `${text}scenarios: { next: { after: 1 year } }\n`;
    (await estimate(later, { scenario: 'next' })).are({
      'data.thumbs.items': 600,
      'data.index.size.logical': 2e6,
      'data.rows.items': 200,
    });
  });
});
