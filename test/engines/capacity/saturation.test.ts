import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimate, evaluateSpecs, type Facts, loaded } from '../../support/estimating.js';
import { runsOf } from '../../support/full.js';

/** Months until a load that rises from below meets a limit: by doubling and halving. */
function monthsUntil(load: (years: number) => number, limit: number): number {
  if (load(0) >= limit) return 0;
  let [low, high] = [0, 1];
  while (load(high) < limit) {
    if (high > 1000) return Number.POSITIVE_INFINITY;
    [low, high] = [high, 2 * high];
  }
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (load(middle) < limit) low = middle;
    else high = middle;
  }
  return 12 * low;
}

/** Two flows of 100 and 50 requests a second onto four instances. */
const two = (
  growth: readonly [string, string],
  { each = '75 req/s', rates = ['100 req/s', '50 req/s'], more = '' } = {},
): string => `sysdesign: 1
name: s
flows:
  a: { kind: read, rate: ${rates[0]}, peak: 1, growth: ${growth[0]}, path: api }
  b: { kind: read, rate: ${rates[1]}, peak: 1, growth: ${growth[1]}, path: api }
components: { api: { kind: service, instances: 4, each: { rate: ${each} } } }
scenarios:
  slow: { flows.b.growth: 20% }
  fast: { flows.b.growth: x4 per year }
  later: { after: 1 year }
  both: { flows.b.growth: x4 per year, after: 6 months, flows.a.rate: x1.1 }
${more}`;

const SATURATES = 'components.api.saturates';

describe('the time that is searched for is of the changed design, from the day that is looked at', () => {
  const load = (a: number, b: number) => (t: number) => 100 * a ** t + 50 * b ** t;

  test('under another growth, another rate, and years from today', async () => {
    const text = two(['20%', '100%']);
    const under = async (scenario?: string): Promise<number> =>
      (await estimate(text, scenario === undefined ? {} : { scenario })).value(SATURATES);
    expect(await under()).toBeCloseTo(monthsUntil(load(1.2, 2), 300), 8); // 20.5
    expect(await under('slow')).toBeCloseTo((12 * Math.log(2)) / Math.log(1.2), 8); // 150 doubles
    expect(await under('fast')).toBeCloseTo(monthsUntil(load(1.2, 4), 300), 8); // 11.2
    expect(await under('later')).toBeCloseTo(monthsUntil(load(1.2, 2), 300) - 12, 8);
    const half = 1 / 2; // six of the twelve months of a year
    const both = (t: number): number => 110 * 1.2 ** (t + half) + 50 * 4 ** (t + half);
    expect(await under('both')).toBeCloseTo(monthsUntil(both, 300), 8);
  });

  test('in a year of its own, and where a change makes it known or unknown', async () => {
    const facts = await estimate(two(['20%', '100%']));
    expect(facts.value(`${SATURATES}.year1`)).toBeCloseTo(monthsUntil(load(1.2, 2), 300) - 12, 8);
    const changed = await estimate(two(['20%', '100%']), { set: { 'flows.b.growth': '20%' } });
    expect(changed.value(`${SATURATES}.year1`)).toBeCloseTo((12 * Math.log(2)) / Math.log(1.2) - 12, 8);
    const never = await estimate(two(['20%', '100%']), { set: { 'flows.a.growth': '0%', 'flows.b.growth': '-5%' } });
    expect(never.node(SATURATES).state).toBe('unbounded');
    const unlimited = two(['20%', '100%']).replace('{ rate: 75 req/s }', '{}');
    expect((await estimate(unlimited)).node(SATURATES).state).toBe('unknown');
    expect(
      (await estimate(unlimited, { set: { 'components.api.each.rate': '75 req/s' }, scenario: 'later' })).value(SATURATES),
    ).toBeCloseTo(monthsUntil(load(1.2, 2), 300) - 12, 8);
  });

  test('of disks, from the stock of that day', async () => {
    const text = `sysdesign: 1
name: s
horizon: 5 years
flows: { f: { kind: write, rate: 100 req/s, growth: 30%, path: db } }
data:
  old: { in: db, item: 1 kB, items: 1G, growth: 10% }
  new: { in: db, item: 1 kB, addedBy: f }
components: { db: { kind: database, instances: 4, each: { disk: 3 TB } } }
scenarios: { later: { after: 1 year }, grown: { data.old.growth: 80%, flows.f.growth: 0% } }
`;
    const year = 365 * 86_400;
    const stored = (old: number, flow: number) => (t: number) =>
      1e12 * old ** t + (100 * 1000 * year * (flow === 1 ? t : flow ** t - 1)) / (flow === 1 ? 1 : Math.log(flow));
    const now = monthsUntil(stored(1.1, 1.3), 12e12);
    expect((await estimate(text)).value('components.db.saturates')).toBeCloseTo(now, 8);
    expect((await estimate(text, { scenario: 'later' })).value('components.db.saturates')).toBeCloseTo(now - 12, 8);
    expect((await estimate(text, { scenario: 'grown' })).value('components.db.saturates')).toBeCloseTo(
      monthsUntil(stored(1.8, 1), 12e12),
      8,
    );
  });

  test('connections of a pool do not grow with the load', async () => {
    // 10 of the pool, and 20 calls a second of 0.5 s that double each year: 20 of 30 at t = 1
    const facts = await estimate(`sysdesign: 1
name: s
growth: 100%
flows:
  f: { kind: read, rate: 1 req/s, peak: 1, path: api -> db }
  g: { kind: read, rate: 20 req/s, peak: 1, path: db }
components:
  api: { kind: service, instances: 2, pool: { size: 5 } }
  db: { kind: database, instances: 1, each: { connections: 30, serviceTime: 0.5 s } }
`);
    facts.are({ 'components.db.demand.connections': 20 });
    expect(facts.value('components.db.saturates.connections')).toBeCloseTo(12, 8);
  });
});

describe('each joint sample is searched for its own time', () => {
  const doubtful = two(['10%..30%', '-20%..60%'], { rates: ['80..120 req/s', '40..60 req/s'], each: '60..90 req/s' });

  /** The times by halving, sample by sample, from the samples of what is stated. */
  function timesOf(facts: Facts, after = 0): readonly number[] {
    const of = (id: string): Float64Array => facts.sampler.values(facts.node(id));
    const [a, b, each] = [of('stated.flows.a.rate'), of('stated.flows.b.rate'), of('stated.components.api.each.rate')];
    const [ga, gb] = [of('flows.a.growth'), of('flows.b.growth')];
    return [...a].map((rate, i) =>
      monthsUntil((t) => rate * (1 + (ga[i] ?? 0)) ** (t + after) + (b[i] ?? 0) * (1 + (gb[i] ?? 0)) ** (t + after), 4 * (each[i] ?? 0)),
    );
  }

  test.each([
    [{}, 0],
    [{ scenario: 'later' }, 1],
  ])('under %j', async (options, after) => {
    const facts = await estimate(doubtful, { ...options, samples: 500 });
    const got = facts.sampler.values(facts.node(SATURATES));
    for (const [i, months] of timesOf(facts, after).entries()) expect(got[i], `sample ${i}`).toBeCloseTo(months, 6);
    expect(got.some((months) => months > 0)).toBe(true);
  });

  test('its doubt comes from growth too, and so do its drivers', async () => {
    const facts = await estimate(two(['10%..30%', '20%']));
    const [driver] = facts.sampler.drivers(facts.node(SATURATES));
    expect(driver).toEqual({ input: 'stated.flows.a.growth.factor', share: 1 });
    expect(facts.node('components.api.demand.rate').uncertain).toBe(false);
  });

  test('a sample that never gets there is a sample: of the chance, and of the percentiles', async () => {
    // Of b alone, growth -20%..60% is log-normal in 0.8..1.6: above 1 with a median of sqrt(1.28)
    const text = two(['0%', '-20%..60%'], {
      rates: ['0 req/s', '150 req/s'],
      more: 'requirements: { quality: { room: { fact: components.api.saturates, target: at least 40 }, soon: { fact: components.api.saturates, target: at most 40 } } }\n',
    });
    const facts = await estimate(text);
    const growths = facts.sampler.values(facts.node('flows.b.growth'));
    const times = [...growths].map((g) => (g > 0 ? (12 * Math.log(2)) / Math.log1p(g) : Number.POSITIVE_INFINITY)).sort((a, b) => a - b);
    const never = times.filter((time) => time === Number.POSITIVE_INFINITY).length;
    expect(never).toBeGreaterThan(1000);
    const spread = facts.sampler.spread(facts.node(SATURATES));
    expect(spread?.p5).toBeCloseTo(((times[499] ?? 0) + (times[500] ?? 0)) / 2, 6);
    expect(spread?.p50).toBeCloseTo(((times[4999] ?? 0) + (times[5000] ?? 0)) / 2, 6);
    expect(spread?.p95).toBe(Number.POSITIVE_INFINITY);
    expect(spread?.mean).toBe(Number.POSITIVE_INFINITY);
    const [room, soon] = (await evaluateSpecs([await loaded(text)])).specs[0]?.checks ?? [];
    expect(room?.chance).toBeCloseTo(times.filter((time) => time >= 40).length / 10_000, 12);
    expect(room?.status).toBe('at-risk');
    expect(soon?.chance).toBeCloseTo(times.filter((time) => time <= 40).length / 10_000, 12);
  });

  test('where the design as it stands never gets there, the samples that do still count', async () => {
    const text = two(['0%', '-40%..60%'], {
      rates: ['0 req/s', '150 req/s'],
      more: 'requirements: { quality: { room: { fact: components.api.saturates, target: at least 40 } } }\n',
    });
    const facts = await estimate(text);
    expect(facts.node(SATURATES).state).toBe('unbounded'); // sqrt(0.6 x 1.6) < 1
    const growths = facts.sampler.values(facts.node('flows.b.growth'));
    const soon = [...growths].filter((g) => g > 0 && (12 * Math.log(2)) / Math.log1p(g) < 40).length / 10_000;
    expect(soon).toBeGreaterThan(0.1);
    const [room] = (await evaluateSpecs([await loaded(text)])).specs[0]?.checks ?? [];
    expect(room).toMatchObject({ status: 'at-risk', value: null, margin: null });
    expect(room?.chance).toBeCloseTo(1 - soon, 12);
  });
});

describe('of generated designs', () => {
  const percent = fc.integer({ min: -30, max: 300 });
  const designs = fc.record({
    growth: fc.tuple(percent, percent),
    rates: fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })),
    each: fc.integer({ min: 20, max: 400 }),
    years: fc.integer({ min: 1, max: 4 }),
    other: percent,
  });

  test('a look n years ahead is 12 n months nearer, and any growth gives the time that halving does', async () => {
    await fc.assert(
      fc.asyncProperty(designs, async ({ growth: [ga, gb], rates: [a, b], each, years, other }) => {
        const text = two([`${ga}%`, `${gb}%`], { rates: [`${a} req/s`, `${b} req/s`], each: `${each} req/s`, more: '' }).replace(
          'after: 1 year',
          `after: ${years} years`,
        );
        const until = (g: number, from = 0): number =>
          monthsUntil((t) => a * (1 + ga / 100) ** (t + from) + b * (1 + g / 100) ** (t + from), 4 * each);
        const of = async (options: Parameters<typeof estimate>[1]): Promise<number> =>
          (await estimate(text, options)).node(SATURATES).value;
        const now = await of({});
        const later = await of({ scenario: 'later' });
        const set = { 'flows.b.growth': `${other}%` };
        const near = (got: number, wanted: number): void => {
          if (Number.isFinite(wanted)) expect(got).toBeCloseTo(wanted, 5);
          else expect(got).toBe(wanted);
        };
        near(now, until(gb));
        near(later, until(gb, years));
        near(await of({ set }), until(other));
        near(await of({ set, scenario: 'later' }), until(other, years));
        // Load that only rises gets there once.
        if (ga >= 0 && gb >= 0 && now > 12 * years && Number.isFinite(now)) near(later, now - 12 * years);
      }),
      { numRuns: runsOf(100), seed: 20_261_130 },
    );
  });
});

test('a target in months is as many of the months that are shown, a twelfth of a year each; in days or years it is that time', async () => {
  // 300 of 300 x 2^(40/36) in 40 months: twice as much in 3 years.
  const capacity = 300 * 2 ** (40 / 36);
  const text = (target: string): string => `sysdesign: 1
name: d
growth: x2 per 3 years
flows: { f: { rate: 300 req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 1, each: { rate: ${capacity} req/s } } }
requirements: { quality: { later: { fact: components.api.saturates, target: ${target} } } }
`;
  const statusOf = async (target: string): Promise<string | undefined> =>
    (await evaluateSpecs([await loaded(text(target))])).specs[0]?.checks[0]?.status;
  // 40 / 12 years are 1216.7 days.
  for (const target of [
    'at least 39.99 months',
    'at most 40.01 months',
    '39.9..40.1 months',
    '40 months within 0.01%',
    'at least 1216 d',
    'at most 3.334 years',
  ])
    expect(await statusOf(target), target).toBe('met');
  for (const target of [
    'at least 40.1 months',
    'at most 39.9 months',
    'at least 1217 d',
    'at most 1216 d',
    'at least 3.334 years',
    '39.4..39.6 months',
  ])
    expect(await statusOf(target), target).toBe('missed');
});

test('the months that a horizon is stated in are those that capacity lasts for', async () => {
  const spec = (horizon: string, growth: string): string => `sysdesign: 1
name: months
horizon: ${horizon}
growth: ${growth}
components: { db: { kind: database, instances: 1, each: { disk: 8 TB } } }
data: { d: { in: db, item: 1 kB, items: 1G } }
scenarios: { later: { after: 12 months } }
`;
  // 1 TB doubles each year: 8 TB after three, which 36 months are.
  for (const [horizon, growth] of [
    ['36 months', 'x2 per 12 months'],
    ['3 years', 'x2 per year'],
    ['36 months', 'doubles every 12 months'],
  ] as const) {
    const facts = await estimate(spec(horizon, growth));
    facts.are({ 'data.d.size.logical': 8e12, 'components.db.saturates': 36, 'data.d.size.logical.year3': 8e12 });
    const later = await estimate(spec(horizon, growth), { scenario: 'later' });
    later.are({ 'data.d.size.logical': 2e12, 'components.db.saturates': 24 });
  }
  const monthly = await estimate(spec('12 months', '10% MoM'));
  monthly.are({ 'data.d.size.logical': 1e12 * 1.1 ** 12 });
});
