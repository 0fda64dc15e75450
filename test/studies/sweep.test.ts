import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/index.js';
import { type SweepOptions, type SweepResult, sweepSpec } from '../../src/studies/sweep.js';
import { close, estimate, modelOf, shown } from '../support/estimating.js';

/** 1M users x 2 a day x 3 = 69.4 req/s at peak: one instance of 100/s at 70% carries 70/s, which is 1.008M users. */
const shop = `sysdesign: 1
name: shop
horizon: 2 years
growth: 50% per year
assumptions:
  users: 1M users
  visits: 2 per user per day
  open: 50%
requirements:
  quality:
    budget: { cost: 5k USD/month }
flows:
  browse: { kind: read, rate: = users * visits, peak: 3, path: [ { cache: { hit: 0%, miss: [db] } } ] }
components:
  cache: { kind: cache, instances: 2, survives: none, each: { rate: 1k req/s, cost: 100 USD/month } }
  db: { kind: database, survives: none, each: { rate: 100 req/s, cost: 100 USD/month } }
scenarios:
  double: { assumptions.users: x2, flows.browse.peak: 6 }
`;

const sweep = async (asked: string, options: SweepOptions = {}, text = shop): Promise<SweepResult> =>
  await sweepSpec(await modelOf(text), asked, options);

async function refused(asked: string, options: SweepOptions = {}): Promise<readonly string[]> {
  try {
    await sweep(asked, options);
  } catch (error) {
    if (error instanceof UserError) return error.findings.map(shown);
    throw error;
  }
  throw new Error(`${asked} was swept`);
}

const perUser = (2 * 3) / 86_400;
const column = ({ columns, points }: SweepResult, id: string): readonly (number | string | null)[] => {
  const i = columns.findIndex((candidate) => candidate.id === id);
  return points.map(({ values }) => values[i] ?? null);
};

describe('the values of a sweep', () => {
  test('are even in the logarithm where they span ten times or more, else even', async () => {
    const wide = await sweep('assumptions.users=1M..100M', { points: 3 });
    expect(wide).toMatchObject({ scale: 'log', unit: 'users' });
    expect(wide.points.map(({ at }) => at)).toEqual([1e6, 1e7, 1e8]);
    const narrow = await sweep('assumptions.users=1M users..5M users', { points: 3 });
    expect(narrow.scale).toBe('linear');
    expect(narrow.points.map(({ at }) => at)).toEqual([1e6, 3e6, 5e6]);
    expect((await sweep('assumptions.users=1M..100M', { points: 3, scale: 'linear' })).points.map(({ at }) => at)).toEqual([
      1e6, 50.5e6, 1e8,
    ]);
    expect((await sweep('assumptions.users=1M..4M', { points: 3, scale: 'log' })).points.map(({ at }) => at)).toEqual([1e6, 2e6, 4e6]);
  });

  test('are whole where things are counted one by one', async () => {
    const { points } = await sweep('components.db.instances=1..4', { points: 20 });
    expect(points.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
  });

  test('may be multiples of what is stated, growth, shares up to both ends', async () => {
    const times = await sweep('flows.browse.rate=x1..x4', { points: 2, show: ['flows.browse.rate.peak'] });
    expect(times).toMatchObject({ times: true, unit: 'ratio' });
    for (const [i, users] of [1e6, 4e6].entries()) close(Number(column(times, 'flows.browse.rate.peak')[i]), users * perUser, `x at ${i}`);
    const growth = await sweep('growth=0.1%..50% per year', { points: 2, scale: 'linear', show: ['flows.browse.growth'] });
    close(Number(growth.points[1]?.at), 0.5, 'growth');
    close(Number(column(growth, 'flows.browse.growth')[1]), 0.5, 'growth told');
    const hit = await sweep('flows.browse.path.0.cache.hit=0%..100%', { points: 3, show: ['components.db.rate.peak'] });
    expect(hit.points.map(({ at }) => at)).toEqual([0, 0.5, 1]);
    for (const [i, miss] of [1, 0.5, 0].entries())
      close(Number(column(hit, 'components.db.rate.peak')[i]), 1e6 * perUser * miss, `miss ${i}`);
  });

  test('may be stated nowhere yet', async () => {
    const { points, columns } = await sweep('components.db.replication=1..3', { points: 3, show: ['components.db.copies'] });
    expect([columns.length, ...points.map(({ values }) => values[0])]).toEqual([1, 1, 2, 3]);
  });
});

describe('each point', () => {
  test.each([
    ['as it stands', {}],
    ['with another value set', { set: { 'components.db.each.cost': '300 USD/month' } }],
    ['in a scenario', { scenario: 'double' }],
    ['with a key that is new to the spec', { set: { 'flows.browse.lasts': '5 s' } }],
  ] as const)('is what an estimate with that value is, %s', async (_, options) => {
    const show = ['totals.cost', 'components.db.instances', 'components.db.binding', 'flows.browse.rate.peak', 'components.db.saturates'];
    const { columns, points } = await sweep('assumptions.visits=1..30 per user per day', { ...options, points: 4, show });
    expect(columns.map(({ id }) => id)).toEqual(show);
    for (const { at, values } of points) {
      const alone = await estimate(shop, {
        ...options,
        set: { ...('set' in options ? options.set : {}), 'assumptions.visits': `${at * 86_400} per user per day` },
      });
      for (const [i, id] of show.entries()) {
        const node = alone.node(id);
        if (node.word !== undefined) expect(values[i], id).toBe(node.word);
        else close(Number(values[i]), node.value, `${id} at ${at}`, 1e-9);
      }
    }
  });
});

describe('where the answer changes', () => {
  const thresholds = async (asked: string, options: SweepOptions = {}, text = shop): Promise<readonly string[]> =>
    (await sweep(asked, options, text)).thresholds.map(
      ({ at, kind, fact, from, to, check }) => `${Number(at.toPrecision(3))} ${kind} ${check?.name ?? fact.split('.')[1]} ${from} -> ${to}`,
    );

  test('an instance more is found between the points', async () => {
    const { thresholds: found } = await sweep('assumptions.users=500k..1.9M', { points: 3 });
    const [first] = found;
    expect(first).toMatchObject({ kind: 'instances', fact: 'components.db.instances', from: 1, to: 2 });
    close(first?.at ?? 0, 70 / perUser, 'one more', 1e-3); // 1.008M
    expect(first?.at).toBeGreaterThan(70 / perUser);
  });

  test('all of a few steps between two points are found, of many the first', async () => {
    expect(await thresholds('assumptions.users=500k..3.5M', { points: 2, scale: 'linear' })).toEqual([
      '1010000 instances db 1 -> 2',
      '2020000 instances db 2 -> 3',
      '3020000 instances db 3 -> 4',
    ]);
    const many = (await thresholds('assumptions.users=500k..9M', { points: 2 })).filter((threshold) =>
      threshold.includes(' instances db '),
    );
    expect(many[0]).toBe('1010000 instances db 1 -> 2');
  });

  test('a budget that is missed, a fleet that is full, a resource that takes over', async () => {
    // 5,000 USD are 2 caches and 48 stores; 48 x 70 / s is 48.4M users. 2 x 1000 / s is 28.8M users.
    const found = await thresholds('assumptions.users=10M..100M', { points: 10 });
    expect(found.filter((threshold) => !threshold.includes(' instances '))).toEqual([
      '28800000 overload cache within 100% -> over 100%',
      '48400000 check budget met -> missed',
    ]);
  });

  test('no threshold where nothing changes', async () => {
    expect(await thresholds('growth=10%..60%')).toEqual([]);
  });

  test('with the shares of a call the answer goes down', async () => {
    // 1.4M users ask for 97.2/s: two stores; one carries 70, which is a hit ratio of 28%.
    const found = await thresholds('flows.browse.path.0.cache.hit=1%..60%', { set: { 'assumptions.users': '1.4M users' }, points: 5 });
    expect(found).toEqual(['0.28 instances db 2 -> 1']);
  });
});

describe('what cannot be swept is one finding', () => {
  test.each([
    ['a reversed range', 'assumptions.users=100M..1M', /^quantity\/interval 1:19 "100M..1M" the interval is reversed.*"1M..100M"/],
    ['a path that leads nowhere', 'assumptions.user=1M..100M', /^spec\/unknown-path 1:13 "user" .*did you mean "users"/],
    ['no number', 'assumptions.users=few..many', /^quantity\/syntax 1:19 .*expected a number/],
    ['one value', 'assumptions.users=5M', /^usage\/sweep 1:19 .*only one/],
    ['an expression', 'assumptions.users== visits * 2', /^(?:usage\/sweep|quantity\/dimension|expression)/],
    ['another dimension', 'assumptions.users=5GB..10GB', /^quantity\/dimension 1:19/],
    ['a word', 'components.db.kind=a..b', /^schema\/unknown-value 1:20/],
    ['the name of the spec', 'name=a..b', /^usage\/sweep 1:6 "a..b" "name" is no quantity/],
    ['nothing at all', 'assumptions.users=', /^usage\/sweep - /],
    ['a rate without its time', 'flows.browse.rate=10..20', /^quantity\/dimension 1:19/],
  ])('%s', async (_, asked, wanted) => {
    const findings = await refused(asked);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(wanted);
  });

  test('a fact that does not exist, a scenario that does not exist, the logarithm of nothing', async () => {
    expect(await refused('assumptions.users=1M..2M', { show: ['totals.cots'] })).toEqual([
      'usage/unknown-fact - spec.sysdesign.yaml has no fact "totals.cots" (did you mean "totals.cost"?)',
    ]);
    expect(await refused('assumptions.users=1M..2M', { scenario: 'dubble' })).toHaveLength(1);
    expect(await refused('flows.browse.path.0.cache.hit=0%..50%', { scale: 'log' })).toEqual([
      'usage/sweep - a logarithmic sweep begins above zero, not at 0 (use --linear)',
    ]);
  });
});
