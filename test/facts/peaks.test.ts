import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/facts/judge.js';
import { estimate, factsUnder, findingsOf, loaded, modelOf } from '../support/estimating.js';
import { runsOf } from '../support/full.js';

/** Ways to bring the same mean, and what multiplies it: a rate, an expression over assumptions, actors at once, another flow. */
const MEANS = {
  rate: { flow: (mean: number) => `rate: ${mean} req/s`, change: 'flows.f.rate' },
  users: { flow: (mean: number) => `rate: "= users * ${mean / 100} per user per s"`, change: 'assumptions.users' },
  concurrent: { flow: (mean: number) => `concurrent: ${mean * 10}, every: 10 s`, change: 'flows.f.concurrent' },
  follows: { flow: (mean: number) => `rate: "= flows.g.rate.mean * ${mean / 50}"`, change: 'flows.g.rate' },
} as const;

type Means = keyof typeof MEANS;

interface Case {
  readonly means: Means;
  readonly mean: number;
  /** Times the mean that the peak and the spike are stated at. */
  readonly peak: number;
  readonly spike: number;
  readonly growth: number;
  readonly open: number;
}

const specOf = ({ means, mean, peak, spike, growth, open }: Case): string => `sysdesign: 1
name: peaks
growth: ${growth}% per year
assumptions: { users: 100 users }
flows:
  g: { rate: 50 req/s, path: api }
  f:
    ${MEANS[means].flow(mean).replaceAll(', ', '\n    ')}
    active: ${open}
    peak: ${mean * peak} req/s
    spikes: { s: { rate: ${mean * spike} req/s, lasts: 1 min } }
    path: api
components: { api: { kind: service } }
`;

const cases = fc.record<Case>({
  means: fc.constantFrom<Means>('rate', 'users', 'concurrent', 'follows'),
  mean: fc.integer({ min: 1, max: 1000 }),
  peak: fc.integer({ min: 4, max: 30 }),
  spike: fc.integer({ min: 1, max: 100 }),
  growth: fc.integer({ min: 0, max: 80 }),
  open: fc.constantFrom(1, 0.5, 0.25),
});

const close = (got: number, wanted: number): void => expect(Math.abs(got / wanted - 1)).toBeLessThan(1e-9);

describe('a peak and a spike that are stated as rates', () => {
  test('stay as stated without a change, scale with the mean under one, and grow with the flow in any view', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(0.25, 1, 2, 10), fc.integer({ min: 0, max: 5 }), async (design, times, years) => {
        const model = await modelOf(specOf(design));
        const { mean, peak, spike, growth, means } = design;
        const filed = await factsUnder(model);
        close(filed.value('flows.f.rate.peak'), mean * peak);
        close(filed.value('flows.f.rate.spike.s'), mean * spike);
        const grown = (1 + growth / 100) ** years;
        const changed = await factsUnder(model, { set: { [MEANS[means].change]: `x${times}` } });
        close(changed.value('flows.f.rate.mean'), mean * times);
        for (const [facts, by] of [
          [filed, 1],
          [changed, times],
        ] as const) {
          close(facts.value(`flows.f.rate.peak.year${years}`), mean * peak * by * grown);
          close(facts.value(`flows.f.rate.spike.s.year${years}`), mean * spike * by * grown);
          close(facts.value('flows.f.peak'), peak);
        }
      }),
      { numRuns: runsOf(60) },
    );
  });

  test('are what a change sets them to, whatever it does to the mean', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(0.5, 2, 10), async (design, times) => {
        const model = await modelOf(specOf(design));
        const peak = design.mean * times * 50;
        const set = { [MEANS[design.means].change]: `x${times}`, 'flows.f.peak': `${peak} req/s` };
        const facts = await factsUnder(model, { set });
        close(facts.value('flows.f.rate.peak'), peak);
        // The spike is not set.
        close(facts.value('flows.f.rate.spike.s'), design.mean * times * design.spike);
      }),
      { numRuns: runsOf(30) },
    );
  });
});

const flow = (more: string, rest = ''): string => `sysdesign: 1
name: peaks
assumptions: { users: 80..120 users }
flows: { f: { ${more}, path: api } }
components: { api: { kind: service } }
${rest}`;

describe('known answers', () => {
  test('150 req/s under ten times the rate of 100 are 1.5k', async () => {
    const facts = await estimate(flow('rate: 100 req/s, peak: 150 req/s'), { set: { 'flows.f.rate': 'x10' } });
    facts.are({ 'flows.f.rate.mean': 1000, 'flows.f.rate.peak': 1500, 'components.api.rate.peak': 1500 });
  });

  test('a change that states a new key, and so makes the spec anew, is one all the same', async () => {
    const set = { 'flows.f.rate': '1k req/s', 'flows.f.request': '2 kB', horizon: '3 years' };
    (await estimate(flow('rate: 100 req/s, peak: 150 req/s'), { set })).are({ 'flows.f.rate.peak': 1500, 'flows.f.ingress.peak': 3e6 });
  });

  test('a change of something else leaves them alone, and so does a view', async () => {
    const spec = flow('rate: 100 req/s, peak: 150 req/s', 'scenarios: { later: { after: 2 years } }\n');
    for (const options of [{ set: { 'flows.f.request': '2 kB' } }, { scenario: 'later' }]) {
      const facts = await estimate(spec, options);
      facts.are({ 'flows.f.rate.peak': 150 });
      expect(facts.missing('flows.f.rate.filed.peak').length).toBeGreaterThan(0);
    }
  });

  test('a scenario scales what it does not set, in its view', async () => {
    const spec = flow(
      'rate: 100 req/s, peak: 150 req/s, growth: 50% per year, spikes: { s: { rate: 1k req/s } }',
      `scenarios:
  ten: { flows.f.rate: x10, after: 2 years }
  set: { flows.f.rate: x10, flows.f.peak: 2k req/s, after: 2 years }
`,
    );
    (await estimate(spec, { scenario: 'ten' })).are({
      'flows.f.rate.peak': 150 * 10 * 1.5 ** 2,
      'flows.f.rate.spike.s': 1000 * 10 * 1.5 ** 2,
      'flows.f.rate.filed.peak': 100,
    });
    (await estimate(spec, { scenario: 'set' })).are({
      'flows.f.rate.peak': 2000 * 1.5 ** 2,
      'flows.f.rate.spike.s': 1000 * 10 * 1.5 ** 2,
    });
    // What --set changes on top of it counts from the spec as well.
    (await estimate(spec, { scenario: 'ten', set: { 'flows.f.rate': '200 req/s' } })).are({ 'flows.f.rate.peak': 150 * 20 * 1.5 ** 2 });
  });

  test('of doubt: sample by sample', async () => {
    const spec = flow('rate: "= users * 1 per user per s", peak: 300 req/s');
    // Both means are the same ten times apart in each sample: the peak has no doubt of its own.
    const times = await estimate(spec, { set: { 'assumptions.users': 'x10' } });
    const peak = times.node('flows.f.rate.peak');
    expect(peak.value).toBeCloseTo(3000, 6);
    expect(times.sampler.spread(peak)).toBeNull();
    // Of a mean that is known by now, the peak is 300 x 200 / users: twice and four times, less and more.
    const known = await estimate(spec, { set: { 'assumptions.users': '200 users' } });
    const spread = known.sampler.spread(known.node('flows.f.rate.peak'));
    expect(spread?.p5).toBeCloseTo((300 * 200) / 120, 0);
    expect(spread?.p95).toBeCloseTo((300 * 200) / 80, 0);
    expect(known.sampler.drivers(known.node('flows.f.rate.peak'))).toEqual([{ input: 'assumptions.users', share: 1 }]);
    // Another interval is of the same unknown: where users are many, they are many in both.
    const moved = await estimate(spec, { set: { 'assumptions.users': '160..240 users' } });
    for (const value of moved.sampler.values(moved.node('flows.f.rate.peak'))) expect(value).toBeCloseTo(600, 6);
  });

  test('derived from what changes the mean as well, they are scaled once', async () => {
    const spec = `sysdesign: 1
name: peaks
assumptions: { users: 80..120 users, asked: 50 per user per s }
flows:
  f: { rate: "= users * 1 per user per s", peak: "= users * 5 per user per s", path: api, spikes: { s: { rate: = users * asked } } }
  g: { rate: = flows.f.rate.mean * 10%, peak: = flows.f.rate.peak * 10%, path: api }
  h: { rate: 5 req/s, peak: = flows.f.rate.peak * 10%, path: api }
components: { api: { kind: service } }
`;
    // The median of 80..120 is sqrt(80 x 120) = 97.98; twice as many ask for five times as much at peak, as before.
    const median = Math.sqrt(80 * 120);
    const twice = await estimate(spec, { set: { 'assumptions.users': 'x2' } });
    twice.are({
      'flows.f.rate.peak': 2 * 5 * median,
      'flows.f.rate.spike.s': 2 * 50 * median,
      'flows.g.rate.peak': median,
      'flows.h.rate.peak': median, // its mean is not changed, and what it is derived from is
    });
    expect(twice.sampler.spread(twice.node('flows.f.rate.peak'))?.p95).toBeCloseTo(2 * 5 * 120, 0);
    // What does not change the expression scales it, as it does a number.
    const alone = await estimate(spec, { set: { 'flows.f.rate': 'x3' } });
    alone.are({ 'flows.f.rate.peak': 3 * 5 * median, 'flows.g.rate.peak': 1.5 * median, 'flows.h.rate.peak': 1.5 * median });
    // What changes the expression alone is what it comes to.
    const asked = await estimate(spec, { set: { 'assumptions.asked': '80 per user per s' } });
    asked.are({ 'flows.f.rate.spike.s': 80 * median, 'flows.f.rate.peak': 5 * median });
  });

  test('where the mean is not known, or zero, the peak is as stated', async () => {
    (await estimate(flow('peak: 150 req/s'))).are({ 'flows.f.rate.peak': 150 });
    (await estimate(flow('concurrent: 10, peak: 150 req/s'), { set: { 'flows.f.concurrent': 'x10' } })).are({ 'flows.f.rate.peak': 150 });
    (await estimate(flow('rate: 0 req/s, peak: 150 req/s'), { set: { 'flows.f.rate': '10 req/s' } })).are({ 'flows.f.rate.peak': 150 });
  });

  test('of the root it is that of every flow', async () => {
    const spec = `sysdesign: 1
name: peaks
peak: 500 req/s
flows: { a: { rate: 100 req/s, path: api }, b: { rate: 50 req/s, path: api } }
components: { api: { kind: service } }
`;
    (await estimate(spec, { set: { 'flows.a.rate': 'x3' } })).are({ 'flows.a.rate.peak': 1500, 'flows.b.rate.peak': 500 });
  });
});

describe('a peak below its mean is an error, where it is stated', () => {
  test.each([
    ['rate: 1k req/s, peak: 150 req/s', '4:37 "150 req/s" the peak of "f", 150 req/s, is below its mean: 1k req/s'],
    [
      'rate: 100 req/s, active: 12 h per day, peak: 150 req/s',
      '"150 req/s" the peak of "f", 150 req/s, is below its mean while it is open: 200 req/s',
    ],
    [
      'rate: 100 req/s, peak: 1% of the day in 2 h',
      '"1% of the day in 2 h" the peak of "f", 1% of the day in 2 h, is below its mean: 100 req/s',
    ],
    ['rate: 100 req/s, spikes: { s: { rate: 50 req/s } }', '"50 req/s" the spike "s" of "f", 50 req/s, is below its mean: 100 req/s'],
    ['rate: "= users * 1 per user per s", peak: 90 req/s', '"90 req/s" the peak of "f", 90 req/s, is below its mean: 98 req/s'],
    ['rate: 100 req/s, peak: 0.5..1.2', '"0.5..1.2" the peak of "f", 0.5..1.2, is below its mean: 100 req/s'],
  ])('%s', async (more, wanted) => {
    const found = await findingsOf(flow(more));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('spec/peak-below-mean');
    expect(found[0]).toContain(wanted);
  });

  test('also of a factor, and of a scenario that sets it', async () => {
    expect(await findingsOf(flow('rate: 100 req/s, spikes: { s: { factor: 0.5 } }'))).toEqual([
      expect.stringContaining('spec/out-of-bounds'),
    ]);
    const scenario = 'scenarios: { less: { flows.f.peak: 50 req/s }, more: { flows.f.rate: x10 } }\n';
    expect(await findingsOf(flow('rate: 100 req/s, peak: 150 req/s', scenario))).toEqual([
      'spec/peak-below-mean 6:36 "50 req/s" the peak of "f", 50 req/s, is below its mean: 100 req/s (write a factor such as 3, or a rate above the mean)',
    ]);
  });

  test.each([
    'rate: 100 req/s, peak: 100 req/s',
    'rate: 100 req/s, peak: 1',
    'rate: 100 req/s, spikes: { s: { rate: 100 req/s } }',
  ])('at it it is none: %s', async (more) => expect(await findingsOf(flow(more))).toEqual([]));
});

test('a rate that is a product of actors and of how often counts requests, not actors', async () => {
  const facts = await estimate(`sysdesign: 1
name: portal
assumptions: { customers: 5.5M customers }
flows: { portal: { rate: = customers * 24 per month, path: api } }
components: { api: { kind: service } }
`);
  // 5.5e6 * 24 / (30 * 86,400) = 50.9
  expect(facts.node('stated.flows.portal.rate').unit).toBe('req/s');
  expect(facts.value('stated.flows.portal.rate')).toBeCloseTo((5.5e6 * 24) / (30 * 86_400), 9);
});

test('a promise of a flow that is one of data is led to the data that it reads', async () => {
  const { spec } = await loaded(`sysdesign: 1
name: posts
flows: { read: { rate: 5 req/s, path: db } }
components: { db: { kind: database } }
data: { notes: { in: db, item: 1 kB, items: 1M, readBy: read } }
requirements: { quality: { fresh: { flow: read, staleness: 1 min } } }
`);
  if (!spec) throw new Error('the spec is read');
  const check = (await factsUnder(spec)).graph.model.checks[0];
  if (!check) throw new Error('it has a promise');
  const { graph, sampler } = await factsUnder(spec);
  expect(judge(check, graph, sampler).missing).toEqual([
    { text: 'state data: notes in place of its flow, since staleness is promised of data' },
  ]);
});
