import { expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

const head = 'sysdesign: 1\nname: shop\n';
const of = (rule: string, spec: string) => messagesOf(`simplicity/${rule}`, head + spec);

const sharded = (writes: string, items = '1M', root = '', reads = '1') => `
${root}
flows:
  put: { kind: write, rate: ${writes} req/s, peak: 1, path: db }
  get: { kind: read, rate: ${reads} req/s, peak: 1, path: db }
components: { db: { kind: database, shards: 4, replication: 2, each: { writes: 1k req/s, disk: 4 TB } } }
data: { notes: { in: db, item: 1 kB, items: ${items} } }
`;

test('sharding-not-needed: below 500 writes, 5,000 reads and 500 GB a copy', async () => {
  expect(await of('sharding-not-needed', sharded('500'))).toEqual([]);
  expect(await of('sharding-not-needed', sharded('499', '100M'))).toEqual([
    '"db" has 4 shards for 499 req/s of writes, 1 req/s of reads and 200 GB in all', // 100M x 1 kB x 2 copies
  ]);
  expect(await of('sharding-not-needed', sharded('499', '500M'))).toEqual([]);
  expect(await of('sharding-not-needed', sharded('499', '499M'))).toHaveLength(1);
  expect(await of('sharding-not-needed', sharded('499', '1M', '', '5000'))).toEqual([]);
  expect(await of('sharding-not-needed', sharded('499').replace('shards: 4', 'shards: 1'))).toEqual([]);
});

test('sharding-not-needed: by the load of the last year', async () => {
  // 300 x 1.3^2 = 507
  expect(await of('sharding-not-needed', sharded('300', '1M', 'horizon: 2 years\ngrowth: 30% per year'))).toEqual([]);
  expect(await of('sharding-not-needed', sharded('290', '1M', 'horizon: 2 years\ngrowth: 30% per year'))).toHaveLength(1);
});

test('what is uncertain is raised by how often it holds', async () => {
  // Log-normal through 250 and 1,000: its median is 500.
  const [found] = await foundBy('simplicity/sharding-not-needed', head + sharded('250..1000'));
  expect(found?.message).toMatch(/, in (?:4[89]|5[012])% of cases$/);
});

test('cache-not-needed: below a fifth of what one instance of the store carries, without a target of latency', async () => {
  const spec = (rate: number, root = '') => `
${root}
flows: { get: { kind: read, rate: ${rate} req/s, peak: 2, path: [ cache: { hit: 90%, miss: [ db ] } ] } }
components: { cache: { kind: cache }, db: { kind: database, each: { reads: 1k req/s, writes: 1k req/s } } }
`;
  // 20% of 1k is a mean of 100 at a peak of twice that.
  expect(await of('cache-not-needed', spec(100))).toEqual([]);
  expect(await of('cache-not-needed', spec(99))).toEqual([
    '"cache" keeps 198 req/s at most from "db", one instance of which carries 1k req/s',
  ]);
  expect(await of('cache-not-needed', spec(99, 'requirements: { quality: { fast: { flow: get, p99: 10 ms } } }'))).toEqual([]);
  // A year on: 109 x 2 = 218
  expect(await of('cache-not-needed', spec(99, 'horizon: 1 year\ngrowth: 10% per year'))).toEqual([]);
});

test('component-not-called: not what holds data, is a fallback, or works by itself', async () => {
  const spec = (more: string, call = '', data = '') => `
flows: { get: { rate: 1 req/s, path: [ api${call} ] } }
components: { api: { kind: service }, other: { ${more} } }
${data}
`;
  expect(await of('component-not-called', spec('kind: database'))).toEqual(['nothing calls "other", and no data lies in it']);
  expect(await of('component-not-called', spec('kind: worker'))).toEqual([]);
  expect(await of('component-not-called', spec('kind: database', ': { fallback: { to: other } }'))).toEqual([]);
  expect(await of('component-not-called', spec('kind: database', '', 'data: { rows: { in: other, item: 1 kB, items: 1k } }'))).toEqual([]);
  // No path is drawn at all.
  expect(await of('component-not-called', 'flows: { get: { rate: 1 req/s } }\ncomponents: { api: { kind: service } }\n')).toEqual([]);
});

test('unused-assumption: names are whole words, and scenarios and promises use them too', async () => {
  const spec = (rate: string, more = '') => `
assumptions: { page: 8, page-views: 10 per s }
flows: { get: { rate: ${rate}, path: api } }
components: { api: { kind: service } }
${more}
`;
  expect(await of('unused-assumption', spec('= page * 10/s'))).toEqual(['nothing uses the assumption "page-views"']);
  expect(await of('unused-assumption', spec('10/s'))).toHaveLength(2);
  expect(await of('unused-assumption', spec('= page * 10/s', 'scenarios: { more: { flows.get.rate: = page-views } }'))).toEqual([]);
});

test('undecided-options: unless the component uses one of them, or a decision takes one', async () => {
  const spec = (use: string, more = '') => `
flows: { get: { rate: 1 req/s, path: db } }
components: { db: { kind: database, use: ${use}, options: { postgres: { use: postgres }, dynamodb: { use: dynamodb } } } }
${more}
`;
  expect(await of('undecided-options', spec('mysql'))).toEqual(['of the options of "db" (postgres, dynamodb) none is chosen']);
  expect(await of('undecided-options', spec('postgres'))).toEqual([]);
  expect(await of('undecided-options', spec('mysql', 'decisions: { db: { chosen: dynamodb, over: [postgres] } }'))).toEqual([]);
});
