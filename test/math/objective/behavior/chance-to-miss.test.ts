import { describe, expect, test } from 'vitest';
import { chanceToMiss } from '../../../../src/math/index.js';
import { chanceToAccumulate } from '../../../../src/math/objective/accumulated.js';
import { classicAlerts, detectionTime, scaledAlerts } from '../../../../src/math/objective/alerts.js';
import { exhaustionTime } from '../../../../src/math/objective/budget.js';
import type { OutageModes } from '../../../../src/math/objective/outage-chain.js';
import { chanceToSpend } from '../../../../src/math/objective/spending.js';

const near = (got: number, want: number, relative = 1e-12): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

/** A generator of its own (Park and Miller 1988), so that the simulation shares nothing with what it checks. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('chance that events cost more than a budget', () => {
  /** Of one kind, none of them under way. */
  const spend = (count: number, cost: number, budget: number): number => chanceToSpend([{ count, cost, underWay: 0 }], budget);

  test('with as many events as the budget has room for has a closed form', () => {
    // Two Poisson counts of mean m are equal with exp(-2m) I0(2m); else either is the larger. exp(-2) I0(2) = 0.3085083226 (Abramowitz and Stegun, table 9.8).
    near(spend(1, 1, 1), (1 - 0.3085083226) / 2, 1e-9);
    // For large x, exp(-x) I0(x) is (1 + 1 / 8x + ...) / sqrt(2 pi x) (9.7.1): here x = 20,000, and the next term is 1e-10.
    near(spend(1e4, 0.5, 5e3), (1 - (1 + 1 / 160_000) / Math.sqrt(40_000 * Math.PI)) / 2, 1e-9);
  });

  test('by one rare event is its chance to cost so much', () => {
    near(spend(1e-50, 1, 100), 1e-50 * Math.exp(-100));
    // Or to be under way.
    near(chanceToSpend([{ count: 0, cost: 2, underWay: 0.1 }], 6), 0.1 * Math.exp(-3));
  });

  test('adds up what each number of events contributes', () => {
    // Two at most matter at 0.001 of them: Q(1, x) = exp(-x), Q(2, x) = exp(-x) (1 + x).
    const [m, x] = [1e-3, 2];
    const sum = Math.exp(-m) * Math.exp(-x) * (m + (m ** 2 / 2) * (1 + x) + (m ** 3 / 6) * (1 + x + x ** 2 / 2) + (m ** 4 / 24) * (19 / 3));
    near(spend(m, 5, 10), sum, 1e-11);
  });

  test('of two rare kinds is that of either, or of one of each', () => {
    // Two exponentials of means a and b together exceed x with (a exp(-x / a) - b exp(-x / b)) / (a - b); three events come with 1e-9 here.
    const [n, a, b, x] = [1e-3, 3, 0.5, 2];
    const tail = (mean: number): number => Math.exp(-x / mean);
    const twice = (mean: number): number => tail(mean) * (1 + x / mean);
    const mixed = (a * tail(a) - b * tail(b)) / (a - b);
    const sum = Math.exp(-2 * n) * (n * (tail(a) + tail(b)) + (n ** 2 / 2) * (twice(a) + twice(b)) + n ** 2 * mixed);
    const kinds = [
      { count: n, cost: a, underWay: 0 },
      { count: n, cost: b, underWay: 0 },
    ];
    expect(Math.abs(chanceToSpend(kinds, x) - sum)).toBeLessThan(2e-9);
  });

  test.each([
    [0.4, 40],
    [0.9, 1000],
    [1.1, 1e5],
    [0.6, 1e9],
  ])('of very short events that cost %f of the budget, %f of them, is that of the rest of it', (mean, count) => {
    // What many events cost is near its mean: the other kind has to spend what that leaves. Its chances by the normal law of what many cost.
    const [n, cost] = [0.5, 0.7];
    const deviation = mean * Math.sqrt(2 / count);
    const beyond = (budget: number): number => (budget <= 0 ? 1 : chanceToSpend([{ count: n, cost, underWay: 0 }], budget));
    const steps = 4000;
    let expected = 0;
    for (let i = 0; i < steps; i++) {
      const z = -8 + (16 * (i + 0.5)) / steps;
      expected += (beyond(1 - mean - z * deviation) * ((16 / steps) * Math.exp((-z * z) / 2))) / Math.sqrt(2 * Math.PI);
    }
    const kinds = [
      { count, cost: mean / count, underWay: 0 },
      { count: n, cost, underWay: 0 },
    ];
    // Forty are not yet many: their law is skewed.
    expect(Math.abs(chanceToSpend(kinds, 1) - expected)).toBeLessThan(count < 100 ? 0.01 : 1e-3);
  });

  test('at its limits', () => {
    expect(spend(0, 1, 1)).toBe(0);
    expect(spend(3, 0, 1)).toBe(0);
    expect(spend(3, 1, Infinity)).toBe(0);
    // Far more than the budget allows, and far fewer.
    expect(spend(1e4, 1, 1e3)).toBe(1);
    expect(spend(1e12, 1e-9, 2e3)).toBe(0);
    expect(spend(1e12, 1e-9, 1e3)).toBeCloseTo(0.5, 6);
  });
});

describe('chance of missing an objective', () => {
  test('without a budget is that of any outage, begun before or within', () => {
    // Up for 2 and down for 3 by turns: up for 2 / 5 of the time, and for the whole window of 2 with exp(-1).
    near(chanceToMiss([{ rate: 0.5, outage: 3 }], 2, 0), 1 - 0.4 * Math.exp(-1));
    near(chanceToMiss([{ rate: 1e-20, outage: 3 }], 1, 0), 4e-20);
  });

  test('of one rare outage is that of one which reaches so far into the window', () => {
    // It begins less than the budget before the end, or is under way: rate (T - x + m) exp(-x / m). Of a share, it has to last longer for it.
    near(chanceToMiss([{ rate: 1e-12, outage: 5 }], 100, 10) / 1e-12, (100 - 10 + 5) * Math.exp(-2), 1e-9);
    near(chanceToMiss([{ rate: 1e-12, outage: 5, share: 0.4 }], 100, 10) / 1e-12, (100 - 25 + 5) * Math.exp(-5), 1e-9);
  });

  test('is certain or impossible where it is', () => {
    expect(chanceToMiss([], 1, 0.1)).toBe(0);
    expect(chanceToMiss([{ rate: 1, outage: 1 }], 1, 1)).toBe(0);
    // A tenth of the requests at most: never a fifth of the window.
    expect(chanceToMiss([{ rate: 1, outage: 9, share: 0.1 }], 10, 2)).toBe(0);
    expect(chanceToMiss([{ rate: 1, outage: Infinity }], 1, 0.5)).toBe(1);
    expect(chanceToMiss([{ rate: 1, outage: 1 }], 1, -1)).toBe(1);
    expect(chanceToMiss([{ rate: Number.NaN, outage: 1 }], 1, 0.1)).toBeNaN();
  });

  // Outages as they are: 50 h and 72 s, 4,000 h and 8 h, 99.9% of a month.
  const BLIPS = { rate: 1 / 50, outage: 0.02 };
  const LONG = { rate: 1 / 4000, outage: 8 };

  test('of blips beside long outages is about that of a long one', () => {
    // All but one in seven windows are without a long outage, and the blips cost less than half of the budget: 14.4 x 72 s of 43.2 min.
    const chance = chanceToMiss([BLIPS, LONG], 720, 0.72);
    expect(Math.abs(chance - 0.158)).toBeLessThan(1e-3);
    expect(chanceToMiss([BLIPS], 720, 0.72)).toBeLessThan(1e-3);
  });

  test.each([
    [[BLIPS, LONG], 720, 0.72],
    [[{ rate: 0.05, outage: 2 }], 24, 3],
    [
      [
        { rate: 0.02, outage: 4 },
        { rate: 0.5, outage: 0.1 },
      ],
      48,
      2,
    ],
    [
      [
        { rate: 0.02, outage: 4, share: 0.3 },
        { rate: 0.2, outage: 0.3 },
      ],
      100,
      2,
    ],
    [
      [
        { rate: 0.01, outage: 30, share: 0.5 },
        { rate: 0.01, outage: 12 },
      ],
      168,
      6,
    ],
  ] as const)('of %j in %f against %f is what happens in a simulation', (causes, window, budget) => {
    const next = uniforms(20_261_121);
    const exponential = (mean: number): number => -mean * Math.log(next());
    const down = causes.map(({ rate, outage }) => rate * outage);
    const whole = 1 + down.reduce((sum, load) => sum + load, 0);
    const windows = 100_000;
    let missed = 0;
    for (let i = 0; i < windows; i++) {
      // Begins anywhere: all is up, or one of the causes is under way.
      const draw = next() * whole - 1;
      const upTo = (last: number): number => down.slice(0, last + 1).reduce((sum, load) => sum + load, 0);
      let cause = draw < 0 ? -1 : down.findIndex((_, at) => draw < upTo(at));
      let [now, cost] = [0, 0];
      while (now < window) {
        if (cause >= 0) {
          const { outage, share = 1 }: { readonly outage: number; readonly share?: number } = causes[cause] as (typeof causes)[number];
          const until = Math.min(window, now + exponential(outage));
          cost += share * (until - now);
          now = until;
          cause = -1;
        } else {
          const starts = causes.map(({ rate }) => exponential(1 / rate));
          const first = Math.min(...starts);
          cause = starts.indexOf(first);
          now += first;
        }
      }
      if (cost > budget) missed++;
    }
    const chance = chanceToMiss(causes, window, budget);
    expect(Math.abs(missed / windows - chance)).toBeLessThan(3.3 * Math.sqrt((chance * (1 - chance)) / windows) + 5e-4);
  });
});

describe('chance that a chain of outages loses more than a budget', () => {
  const chance = (chain: OutageModes, window: number, budget: number): number => chanceToAccumulate(chain, window, budget) ?? Number.NaN;

  test.each([
    [{ rate: 0.02, outage: 0.5, share: 1 }, 720, 7.2],
    [{ rate: 1, outage: 0.02, share: 1 }, 720, 14],
    [{ rate: 100, outage: 2e-4, share: 1 }, 720, 14.2],
    [{ rate: 0.01, outage: 8, share: 0.3 }, 168, 3],
  ] as const)('of one mode %j in %f against %f is that of Poisson numbers of events and of fitting', (mode, window, budget) => {
    const exact = chanceToMiss([mode], window, budget);
    expect(Math.abs(chance({ modes: [mode], overlaps: [] }, window, budget) - exact)).toBeLessThan(1e-6);
    // Half of it each time in one of two modes, that differ in nothing.
    const half = { ...mode, rate: mode.rate / 2 };
    expect(Math.abs(chance({ modes: [half, half], overlaps: [] }, window, budget) - exact)).toBeLessThan(1e-6);
  });

  test('of two modes that only together lose anything is that of one of the two kinds in which they begin', () => {
    // Rare enough for one at most: both begin at 0.001 x 0.001 x (5 + 5) an hour, and end with the first, after 2.5 h: that reach so far into the window.
    const mode = { rate: 1e-3, outage: 5, share: 0 };
    const both = chance({ modes: [mode, mode], overlaps: [{ of: [0, 1], share: 1 }] }, 100, 2.5);
    near(both, 1e-5 * (100 - 2.5 + 2.5) * Math.exp(-1), 0.02);
  });

  test('of one mode within another of no loss is that of it alone', () => {
    // Begins as often, and comes back to the outer one: rare enough for one at most.
    const outer = { rate: 1e-3, outage: 5, share: 0 };
    const inner = { rate: 1e-5, outage: 2.5, share: 1, within: 0 };
    near(chance({ modes: [outer, inner], overlaps: [] }, 100, 2.5), 1e-5 * 100 * Math.exp(-1), 0.02);
  });

  test('of two independent modes of half of the requests each is that of twice one of them, where both lose all', () => {
    // Lost is the sum of two that are independent: chances of pairs of windows, from the law of one of them, on a grid of 1/4000 of the budget.
    const mode = { rate: 0.002, outage: 6, share: 0.5 };
    const [window, budget, steps] = [400, 12, 4000];
    const beyond = (lost: number): number => (lost <= 0 ? 1 : chanceToMiss([mode], window, lost));
    const none = 1 - chanceToMiss([mode], window, 0);
    let sum = none * beyond(budget) + beyond(budget);
    let before = 1 - none;
    for (let i = 1; i <= steps; i++) {
      const after = beyond((i * budget) / steps);
      sum += (before - after) * beyond(budget - ((i - 0.5) * budget) / steps);
      before = after;
    }
    const both = chance({ modes: [mode, mode], overlaps: [{ of: [0, 1], share: 1 }] }, window, budget);
    expect(Math.abs(both - sum)).toBeLessThan(1e-4);
  });

  test('is not known where outages last as long as the window, and cost hardly more than the budget then', () => {
    expect(chanceToAccumulate({ modes: [{ rate: 0.1, outage: 50, share: 0.05 }], overlaps: [] }, 24, 1)).toBeUndefined();
  });
});

describe('burn-rate alerts', () => {
  const DAY = 86_400;

  test('are the same for 30 days, and differ for 28', () => {
    expect(classicAlerts.map(({ rate }) => rate)).toEqual([14.4, 6, 3, 1]);
    for (const [i, { rate }] of scaledAlerts(30 * DAY).entries()) near(rate, [14.4, 6, 3, 1][i] ?? 0);
    for (const [i, { rate }] of scaledAlerts(28 * DAY).entries()) near(rate, [13.44, 5.6, 2.8, 2.8 / 3][i] ?? 0);
  });

  test('have windows of an hour, six, a day and three, and a twelfth of each', () => {
    for (const alerts of [classicAlerts, scaledAlerts(7 * DAY)]) {
      expect(alerts.map(({ window }) => window / 3600)).toEqual([1, 6, 24, 72]);
      expect(alerts.map(({ shortWindow }) => shortWindow / 60)).toEqual([5, 30, 120, 360]);
      expect(alerts.map(({ severity }) => severity)).toEqual(['page', 'page', 'ticket', 'ticket']);
      for (const { source } of alerts) expect(source).not.toBe('');
    }
    expect(scaledAlerts(7 * DAY)[0]?.source).not.toBe(classicAlerts[0]?.source);
  });

  test('detect a total outage and errors at the threshold, and spend the budget, as the workbook has it', () => {
    const [hour = classicAlerts[0]] = classicAlerts;
    if (!hour) throw new Error('no alert');
    // (1 - SLO) / error ratio x window x burn rate: 0.1% x 1 h x 14.4 if all fail, the window at 1.44%, never below.
    near(detectionTime(hour, 0.001, 1), 51.84);
    near(detectionTime(hour, 0.001, 0.0144), 3600);
    expect(detectionTime(hour, 0.001, 0.0143)).toBe(Number.POSITIVE_INFINITY);
    // Site Reliability Workbook, table 5-4, of 30 days: 1 in 30 days, 2 in 15, 10 in 3, 1,000 in 43 minutes.
    expect([1, 2, 10, 1000].map((rate) => exhaustionTime(rate, 30 * DAY))).toEqual([30 * DAY, 15 * DAY, 3 * DAY, 2592]);
  });

  test('detect errors when those of both windows, second by second, are as many as the threshold', () => {
    for (const { window, shortWindow, rate } of classicAlerts.slice(0, 2)) {
      for (const errors of [0.0144, 0.03, 0.2, 1]) {
        const [threshold, last] = [rate * 0.001, 2 * window];
        let fires = 0;
        const within = (length: number): number => (Math.min(fires, length) * errors) / length;
        while (fires < last && (within(window) < threshold - 1e-12 || within(shortWindow) < threshold - 1e-12)) fires++;
        const detected = detectionTime({ window, rate }, 0.001, errors);
        expect(Math.abs(fires - detected)).toBeLessThan(1);
      }
    }
  });
});
