import { describe, expect, test } from 'vitest';
import type { SpreadResult } from '../../../src/core/index.js';
import { evaluate, render } from '../../../src/index.js';
import { evaluateSpecs, type Facts, factsUnder, loaded, modelOf } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: sampling\n';
/** Score of the 95th percentile of the standard normal distribution. */
const Z95 = 1.6448536269514722;

interface LogNormal {
  readonly mu: number;
  readonly sigma: number;
}

/** The log-normal of which 90% lie between low and high. */
const between = (low: number, high: number): LogNormal => ({
  mu: (Math.log(low) + Math.log(high)) / 2,
  sigma: Math.log(high / low) / (2 * Z95),
});
const product = (...factors: readonly LogNormal[]): LogNormal => ({
  mu: factors.reduce((sum, { mu }) => sum + mu, 0),
  sigma: Math.hypot(...factors.map(({ sigma }) => sigma)),
});
const percentilesOf = ({ mu, sigma }: LogNormal): readonly number[] => [-Z95, 0, Z95].map((z) => Math.exp(mu + sigma * z));

/** Standard normal distribution. @source Abramowitz and Stegun 26.2.17, error below 7.5e-8 */
function normalCdf(z: number): number {
  if (z < 0) return 1 - normalCdf(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}

/** Percentile of the sum of two log-normals, by convolution: P(A + B <= x) is the mean over A of P(B <= x - A). */
function percentileOfSum(a: LogNormal, b: LogNormal, p: number): number {
  const steps = 2000;
  const cdf = (x: number): number => {
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const z = -8 + (16 * (i + 0.5)) / steps;
      const rest = x - Math.exp(a.mu + a.sigma * z);
      if (rest > 0) sum += Math.exp((-z * z) / 2) * normalCdf((Math.log(rest) - b.mu) / b.sigma);
    }
    return (sum * 16) / steps / Math.sqrt(2 * Math.PI);
  };
  let low = 0;
  let high = 100 * (Math.exp(a.mu + 8 * a.sigma) + Math.exp(b.mu + 8 * b.sigma));
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function spreadOf(facts: Facts, id: string): SpreadResult {
  const spread = facts.sampler.spread(facts.node(id));
  if (!spread) throw new Error(`${id} has no spread`);
  return spread;
}

/** How many of a hundred seeds give p5, p50 and p95 of a fact within 1%. */
async function seedsWithin(text: string, id: string, wanted: readonly number[]): Promise<number> {
  const model = await modelOf(text);
  let good = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const { p5, p50, p95 } = spreadOf(await factsUnder(model, { seed }), id);
    if ([p5, p50, p95].every((got, i) => Math.abs(got / (wanted[i] ?? Number.NaN) - 1) < 0.01)) good++;
  }
  return good;
}

const clicks = `${head}
assumptions:
  users: 80M..150M users
  perUser: 6..24 per user per day
  size: 300 B..2 kB
flows:
  click: { kind: read, rate: = users * perUser, peak: 2..5, request: = size, response: 1 kB, path: api }
components:
  api: { kind: service }
`;

describe('products of what is uncertain', () => {
  test('have the percentiles of the product of log-normals, in 95 of 100 seeds within 1%', async () => {
    const rate = product(between(80e6, 150e6), between(6, 24));
    const wanted = percentilesOf(rate).map((x) => x / 86_400);
    expect(await seedsWithin(clicks, 'flows.click.rate.mean', wanted)).toBeGreaterThanOrEqual(95);
  });

  test('also of four factors', async () => {
    const bytes = product(between(80e6, 150e6), between(6, 24), between(2, 5), between(300, 2000));
    const wanted = percentilesOf(bytes).map((x) => x / 86_400);
    expect(await seedsWithin(clicks, 'components.api.ingress.peak', wanted)).toBeGreaterThanOrEqual(95);
  });

  test('the value is the formula at the medians, which for a product is the median', async () => {
    const facts = await factsUnder(await modelOf(clicks));
    const medians = (Math.sqrt(80e6 * 150e6) * Math.sqrt(6 * 24)) / 86_400;
    facts.are({ 'flows.click.rate.mean': medians });
    expect(Math.abs(spreadOf(facts, 'flows.click.rate.mean').p50 / medians - 1)).toBeLessThan(0.005);
  });

  test('the mean of a log-normal lies above its median', async () => {
    const facts = await factsUnder(await modelOf(clicks));
    const { mu, sigma } = product(between(80e6, 150e6), between(6, 24));
    expect(Math.abs(spreadOf(facts, 'flows.click.rate.mean').mean / (Math.exp(mu + sigma ** 2 / 2) / 86_400) - 1)).toBeLessThan(0.005);
  });
});

describe('sums of what is uncertain', () => {
  const sums = `${head}
flows:
  a: { rate: 10..60 req/s, path: api }
  b: { rate: 20..40 req/s, path: api }
components: { api: { kind: service } }
`;

  test('have the percentiles of the convolution, in 95 of 100 seeds within 1%', async () => {
    const [a, b] = [between(10, 60), between(20, 40)];
    const wanted = [0.05, 0.5, 0.95].map((p) => percentileOfSum(a, b, p));
    expect(await seedsWithin(sums, 'components.api.rate.mean', wanted)).toBeGreaterThanOrEqual(95);
  });

  test('the median of a sum is not the sum of the medians, and the value says the latter', async () => {
    const facts = await factsUnder(await modelOf(sums));
    facts.are({ 'components.api.rate.mean': Math.sqrt(600) + Math.sqrt(800) });
    expect(spreadOf(facts, 'components.api.rate.mean').p50).toBeGreaterThan(Math.sqrt(600) + Math.sqrt(800) + 0.5);
  });

  test('the same doubt on both sides does not average out', async () => {
    const facts = await factsUnder(
      await modelOf(`${head}
assumptions: { users: 1M..4M users }
flows: { a: { rate: = users * 1 per user per day }, b: { rate: = users * 3 per user per day } }
derived: { ratio: = flows.b.rate.mean / flows.a.rate.mean, less: = flows.b.rate.mean - flows.a.rate.mean }
`),
    );
    const { p5, p95 } = spreadOf(facts, 'totals.rate.mean');
    expect(p95 / p5).toBeCloseTo(4, 2); // as wide as the users
    const ratio = facts.sampler.spread(facts.node('derived.ratio'));
    expect([ratio?.p5, ratio?.p95].map((x) => x ?? 3)).toEqual([expect.closeTo(3, 9), expect.closeTo(3, 9)]);
    expect(spreadOf(facts, 'derived.less').p5).toBeCloseTo(2e6 / 86_400, 1);
  });
});

describe('stated intervals', () => {
  test.each([
    ['80M..150M', 80e6, 150e6],
    ['20%..60%', 0.2, 0.6],
    ['99%..99.9%', 0.99, 0.999],
    ['0.5..2', 0.5, 2],
    ['-5..15', -5, 15],
    ['10..30..200', 10, 200],
    ['10%..15%..60%', 0.1, 0.6],
    ['~100', 50, 200],
    ['3 GB..5 GB', 3e9, 5e9],
  ])('%s: 5%% below the one end, 5%% above the other, to 0.1%%', async (text, low, high) => {
    const facts = await factsUnder(await modelOf(`${head}assumptions: { x: ${text} }\n`));
    const { p5, p95 } = spreadOf(facts, 'assumptions.x');
    expect(Math.abs(p5 / low - 1)).toBeLessThan(1e-3);
    expect(Math.abs(p95 / high - 1)).toBeLessThan(1e-3);
  });

  test('a median in the middle is kept too', async () => {
    const facts = await factsUnder(await modelOf(`${head}assumptions: { x: 10..30..200, share: 10%..15%..60% }\n`));
    expect(Math.abs(spreadOf(facts, 'assumptions.x').p50 / 30 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(spreadOf(facts, 'assumptions.share').p50 / 0.15 - 1)).toBeLessThan(1e-3);
    facts.are({ 'assumptions.x': 30, 'assumptions.share': 0.15 });
  });

  test('no sample of a share leaves 0 to 1', async () => {
    const facts = await factsUnder(await modelOf(`${head}assumptions: { hit: 90%..99% }\nderived: { misses: = 1 - hit }\n`));
    expect(facts.sampler.chance(facts.node('derived.misses'), (x) => x > 0 && x < 1)).toBe(1);
  });
});

describe('seeds', () => {
  test('the same seed gives the same bytes, another one other bytes', async () => {
    const json = async (seed: number): Promise<string> => render(await evaluate(await loaded(clicks), { seed, samples: 2000 }), 'json');
    const first = await json(7);
    expect(await json(7)).toBe(first);
    expect((await json(8)).replace('"seed": 8', '"seed": 7')).not.toBe(first);
  });

  test('facts give the same samples in whatever order they are asked for', async () => {
    const model = await modelOf(clicks);
    const ids = ['flows.click.rate.mean', 'components.api.ingress.peak', 'flows.click.ingress.mean', 'components.api.rate.peak'];
    const forth = await factsUnder(model);
    const back = await factsUnder(model);
    const spreads = ids.map((id) => spreadOf(forth, id));
    expect([...ids].reverse().map((id) => spreadOf(back, id))).toEqual([...spreads].reverse());
  });

  test('an assumption more that is certain changes nothing', async () => {
    const model = await modelOf(clicks);
    const more = await modelOf(clicks.replace('assumptions:', 'assumptions:\n  aardvark: 7'));
    for (const id of ['flows.click.rate.mean', 'components.api.ingress.peak']) {
      expect(spreadOf(await factsUnder(more), id)).toEqual(spreadOf(await factsUnder(model), id));
    }
  });

  test('the order of keys changes nothing', async () => {
    const lines = ['  users: 80M..150M users', '  perUser: 6..24 per user per day', '  size: 300 B..2 kB'];
    const other = clicks.replace(lines.join('\n'), [...lines].reverse().join('\n'));
    expect(other).not.toBe(clicks);
    const [one, two] = [await factsUnder(await modelOf(clicks)), await factsUnder(await modelOf(other))];
    expect(spreadOf(two, 'components.api.ingress.peak')).toEqual(spreadOf(one, 'components.api.ingress.peak'));
    expect(two.sampler.drivers(two.node('components.api.ingress.peak'))).toEqual(
      one.sampler.drivers(one.node('components.api.ingress.peak')),
    );
  });
});

describe('drivers', () => {
  test('each factor has its share of the variance of the logarithm', async () => {
    const facts = await factsUnder(await modelOf(clicks));
    const sigmas: Readonly<Record<string, number>> = {
      'assumptions.users': between(80, 150).sigma,
      'assumptions.perUser': between(6, 24).sigma,
      'assumptions.size': between(300, 2000).sigma,
      'stated.flows.click.peak': between(2, 5).sigma,
    };
    const all = Object.values(sigmas).reduce((sum, sigma) => sum + sigma ** 2, 0);
    const drivers = facts.sampler.drivers(facts.node('components.api.ingress.peak'));
    expect(drivers.map(({ input }) => input)).toEqual([
      'assumptions.size',
      'assumptions.perUser',
      'stated.flows.click.peak',
      'assumptions.users',
    ]);
    for (const { input, share } of drivers) expect(Math.abs(share - (sigmas[input] ?? Number.NaN) ** 2 / all), input).toBeLessThan(0.015);
  });

  test('only what reaches a fact drives it', async () => {
    const facts = await factsUnder(await modelOf(clicks));
    const inputs = (id: string): readonly string[] => facts.sampler.drivers(facts.node(id)).map(({ input }) => input);
    expect([...inputs('flows.click.rate.mean')].sort()).toEqual(['assumptions.perUser', 'assumptions.users']);
    expect(inputs('flows.click.peak')).toEqual(['stated.flows.click.peak']);
    expect(inputs('flows.click.response')).toEqual([]);
  });

  test('doubt within an expression is named by the expression', async () => {
    const facts = await factsUnder(await modelOf(`${head}flows: { f: { rate: = 10..20 req/s * 1..4 } }\n`));
    const drivers = facts.sampler.drivers(facts.node('flows.f.rate.mean'));
    expect(drivers.map(({ input }) => input)).toEqual(['stated.flows.f.rate.literal2', 'stated.flows.f.rate.literal1']);
    const share = Math.log(4) ** 2 / (Math.log(4) ** 2 + Math.log(2) ** 2); // 0.8
    expect(Math.abs((drivers[0]?.share ?? 0) - share)).toBeLessThan(0.015);
  });
});

describe('promises under doubt', () => {
  test('are met if they hold in 95% of the samples, missed below half, else at risk', async () => {
    const { mu, sigma } = product(between(80e6, 150e6), between(6, 24));
    const atMost = (p: number): number => Math.exp(mu + sigma * p) / 86_400;
    const spec = `${clicks}
requirements:
  quality:
    sure:   { fact: flows.click.rate.mean, target: at most ${atMost(1.9)} req/s }
    likely: { fact: flows.click.rate.mean, target: at most ${atMost(1)} req/s }
    hardly: { fact: flows.click.rate.mean, target: at most ${atMost(-0.5)} req/s }
`;
    const [result] = (await evaluateSpecs([await loaded(spec)])).specs;
    expect(result?.findings).toEqual([]);
    const checks = result?.checks.map(({ name, status, chance }) => ({ name, status, chance }));
    expect(checks).toEqual([
      { name: 'sure', status: 'met', chance: expect.closeTo(normalCdf(1.9), 2) },
      { name: 'likely', status: 'at-risk', chance: expect.closeTo(normalCdf(1), 2) },
      { name: 'hardly', status: 'missed', chance: expect.closeTo(normalCdf(-0.5), 2) },
    ]);
  });

  test('an expectation compares the value alone', async () => {
    const value = Math.sqrt(80e6 * 150e6 * 6 * 24) / 86_400;
    const [result] = (await evaluateSpecs([await loaded(`${clicks}expect: { flows.click.rate.mean: at most ${value * 1.0001} req/s }\n`)]))
      .specs;
    expect(result?.checks.map(({ status, chance }) => ({ status, chance }))).toEqual([{ status: 'met', chance: null }]);
  });
});
