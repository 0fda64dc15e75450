import { expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

const head = 'sysdesign: 1\nname: shop\n';
const of = (rule: string, spec: string) => messagesOf(`cost/${rule}`, head + spec);

test('budget-at-horizon: more than a fifth above the budget in the last whole year', async () => {
  const spec = (growth: string, budget = '1k USD/month', horizon = '2 years') => `
horizon: ${horizon}
growth: ${growth}
requirements: { quality: { budget: { cost: ${budget} } } }
flows: { get: { rate: 100 req/s, peak: 1, path: fn } }
components: { fn: { kind: function, price: { requests: 2 USD per 1M requests } } }
`;
  // 100 x 2,592,000 s x 2e-6 = 518.4 USD a month; x 1.52^2 = 1,197.7; x 1.53^2 = 1,213.5
  expect(await of('budget-at-horizon', spec('52% per year'))).toEqual([]);
  expect(await of('budget-at-horizon', spec('53% per year'))).toEqual([
    'the budget of 1k USD/month holds at the load of today (518 USD/month), and in year 2 the cost is 1.21k USD/month',
  ]);
  // Missed today: the requirement says so itself.
  expect(await of('budget-at-horizon', spec('53% per year', '500 USD/month'))).toEqual([]);
  // The third year is not whole: 518.4 x 1.53 = 793 in the first.
  expect(await of('budget-at-horizon', spec('53% per year', '1k USD/month', '23 months'))).toEqual([]);
  // Two years, however they are written.
  expect(await of('budget-at-horizon', spec('53% per year', '1k USD/month', '24 months'))).toHaveLength(1);
  expect(await of('budget-at-horizon', `assumptions: { ahead: 2 years }${spec('53% per year', '1k USD/month', '= ahead')}`)).toHaveLength(
    1,
  );
  expect(await of('budget-at-horizon', `assumptions: { ahead: 2 years }${spec('53% per year', '1k USD/month', '= ahead / 4')}`)).toEqual(
    [],
  );
  // Twelve thousand a year are one thousand a month.
  expect(await of('budget-at-horizon', spec('53% per year', '12k USD/year'))).toHaveLength(1);
});

test('egress-dominates: more than 30% of the bill, and more than 1,000 USD', async () => {
  const spec = (fixed: string, response = '100 kB') => `
flows: { get: { kind: read, rate: 50 req/s, response: ${response}, path: web } }
components: { web: { kind: service, price: { egress: 0.1 USD/GB, fixed: ${fixed} } } }
`;
  // 50 x 100 kB x 2,592,000 s x 0.1e-9 = 1,296 USD a month; 30% of 4,320
  expect(await of('egress-dominates', spec('3024 USD/month'))).toEqual([]);
  expect(await of('egress-dominates', spec('3000 USD/month'))).toEqual([
    'of the 4.3k USD/month in all, 1.3k USD/month are for the 5 MB/s that "web" sends',
  ]);
  // Three quarters of that are 972 USD.
  expect(await of('egress-dominates', spec('0 USD/month', '75 kB'))).toEqual([]);
});

test('idle-fleet: more than twice what is needed, now and in a year', async () => {
  const spec = (instances: number, more = '', root = '') => `
${root}
flows: { get: { rate: 1k req/s, peak: 1${more}, path: web } }
components: { web: { kind: service, instances: ${instances}, survives: none, target: 50%, each: { rate: 200 req/s } } }
`;
  // 1k / (200 x 50%) = 10
  expect(await of('idle-fleet', spec(20))).toEqual([]);
  expect(await of('idle-fleet', spec(21))).toEqual(['"web" runs 21 instances where 10 are needed, and is used to 23.8% at peak']);
  // A spike of 2.5k/s is carried 21 x 200 / 2.5k = 1.68 times only.
  expect(await of('idle-fleet', spec(21, ', spikes: { sale: { factor: 2.5, lasts: 1 h } }'))).toEqual([]);
  // In a year 11 are needed.
  expect(await of('idle-fleet', spec(21, ', growth: 10% per year', 'horizon: 1 year'))).toEqual([]);
});

test('regions-beyond-promise: up to what zones can keep', async () => {
  const spec = (target: string, survives = 'region') => `
requirements: { quality: { up: { flow: get, availability: ${target}, window: 30 d } } }
flows: { get: { rate: 1k req/s, path: web } }
components: { web: { kind: service, in: [eu, us], survives: ${survives}, each: { rate: 500 req/s } } }
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
`;
  expect(await of('regions-beyond-promise', spec('99.95%'))).toEqual([]);
  expect(await of('regions-beyond-promise', spec('99.94%'))).toHaveLength(1);
  expect(await of('regions-beyond-promise', spec('99.94%', 'zone'))).toEqual([]);
});

test('blue-green-fleet: more than 30% of the bill', async () => {
  const spec = (other: number) => `
flows: { get: { rate: 1 req/s, path: [ web, db ] } }
components:
  web: { kind: service, instances: 3, each: { cost: 100 USD/month }, deploy: { strategy: blueGreen } }
  db: { kind: database, instances: 1, each: { cost: ${other} USD/month } }
`;
  // 300 of 1,000
  expect(await of('blue-green-fleet', spec(700))).toEqual([]);
  expect(await of('blue-green-fleet', spec(690))).toEqual([
    'blue-green takes a second fleet of 3 instances of "web", which is 300 USD/month of 990 USD/month',
  ]);
});

test('what is uncertain is raised by how often it holds', async () => {
  const spec = `${head}
flows: { get: { kind: read, rate: 50 req/s, response: 50 kB..200 kB, path: web } }
components: { web: { kind: service, price: { egress: 0.1 USD/GB, fixed: 0 USD/month } } }
`;
  // All of the bill; above 1,000 USD from 77.2 kB on: log(100 / 77.2) / (log(4) / 3.29) = 0.615 deviations below the median, P = 73%.
  const [found] = await foundBy('cost/egress-dominates', spec);
  expect(found?.message).toMatch(/, in 7[0-6]% of cases$/);
});

test('instance-per-shard: one a copy of each shard, and more than twice what load and data take', async () => {
  const spec = (index: string) => `
flows: { find: { rate: 20 req/s, peak: 3, path: index } }
components: { index: { kind: search, ${index}, each: { rate: 60 req/s } } }
`;
  // 60/s of 60/s, at most 70% of it in use (standard tier): 2 carry it; 6 shards x 2 copies are 12 nodes.
  expect(await of('instance-per-shard', spec('shards: 6, replication: 2'))).toEqual([
    '"index" has 12 instances, one for each shard (6) and copy (2), where its load and its data take 2',
  ]);
  expect(await of('instance-per-shard', spec('shards: 6, replication: 2, instances: 12'))).toHaveLength(1);
  expect(await of('instance-per-shard', spec('shards: 6, replication: 2, instances: 4'))).toEqual([]);
  // 2 shards x 2 copies are 4 nodes, twice what it takes.
  expect(await of('instance-per-shard', spec('shards: 2, replication: 2'))).toEqual([]);
  expect(await of('instance-per-shard', spec('replication: 6'))).toEqual([]);
});

test('idle-fleet: nothing is idle while it is not known how full the disks are', async () => {
  const spec = (item: string) => `
flows: { get: { kind: read, rate: 1k req/s, peak: 1, path: db } }
data: { d: { in: db, items: 1M${item} } }
components: { db: { kind: database, instances: 30, survives: none, target: 50%, each: { rate: 200 req/s, disk: 1 GB } } }
`;
  expect(await of('idle-fleet', spec(''))).toEqual([]);
  // 1M x 1 kB / (1 GB x 50%) = 2 disks, and 1k / (200 x 50%) = 10
  expect(await of('idle-fleet', spec(', item: 1 kB'))).toEqual([
    '"db" runs 30 instances where 10 are needed, and is used to 16.7% at peak',
  ]);
});
