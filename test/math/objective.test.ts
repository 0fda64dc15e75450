import { describe, expect, test } from 'vitest';
import { chanceToMiss, classicAlerts, scaledAlerts } from '../../src/math/index.js';

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

describe('chance of missing an objective', () => {
  test('without a budget is that of any outage', () => {
    near(chanceToMiss(0.5, 3, 2, 0), 1 - Math.exp(-1));
    near(chanceToMiss(1e-20, 3, 1, 0), 1e-20);
  });

  test('with as many outages as the budget has room for has a closed form', () => {
    // Two Poisson counts of mean m are equal with exp(-2m) I0(2m); else either is the larger. exp(-2) I0(2) = 0.3085083226 (Abramowitz and Stegun, table 9.8).
    near(chanceToMiss(1, 1, 1, 1), (1 - 0.3085083226) / 2, 1e-9);
    // For large x, exp(-x) I0(x) is (1 + 1 / 8x + ...) / sqrt(2 pi x) (9.7.1): here x = 20,000, and the next term is 1e-10.
    near(chanceToMiss(1e4, 0.5, 1, 5e3), (1 - (1 + 1 / 160_000) / Math.sqrt(40_000 * Math.PI)) / 2, 1e-9);
  });

  test('by one rare outage is its chance to last so long', () => {
    // Outages once in 1e50 windows: one of mean 1 lasts longer than 100 with exp(-100).
    near(chanceToMiss(1e-50, 1, 1, 100), 1e-50 * Math.exp(-100));
  });

  test('adds up what each number of outages contributes', () => {
    // Two outages at most matter at 0.001 of them: Q(1, x) = exp(-x), Q(2, x) = exp(-x) (1 + x).
    const [m, x] = [1e-3, 2];
    const sum = Math.exp(-m) * Math.exp(-x) * (m + (m ** 2 / 2) * (1 + x) + (m ** 3 / 6) * (1 + x + x ** 2 / 2) + (m ** 4 / 24) * (19 / 3));
    near(chanceToMiss(m, 5, 1, 10), sum, 1e-11);
  });

  test.each([
    [2, 0.5, 1.5],
    [0.3, 2, 1],
    [12, 0.1, 2],
  ])('of %f outages of %f on average against %f is what happens in a simulation', (outages, mean, budget) => {
    const next = uniforms(20_261_121);
    const exponential = (): number => -Math.log(next());
    const windows = 200_000;
    let missed = 0;
    for (let i = 0; i < windows; i++) {
      let down = 0;
      for (let at = exponential() / outages; at < 1; at += exponential() / outages) down += mean * exponential();
      if (down > budget) missed++;
    }
    const chance = chanceToMiss(outages, mean, 1, budget);
    expect(Math.abs(missed / windows - chance)).toBeLessThan(3.3 * Math.sqrt((chance * (1 - chance)) / windows));
  });

  test('at its limits', () => {
    expect(chanceToMiss(0, 1, 1, 0)).toBe(0);
    expect(chanceToMiss(3, 0, 1, 1)).toBe(0);
    expect(chanceToMiss(3, 1, 1, Infinity)).toBe(0);
    near(chanceToMiss(3, Infinity, 1, 1), 1 - Math.exp(-3));
    // Far more outages than the budget allows, and far fewer.
    expect(chanceToMiss(1e4, 1, 1, 1e3)).toBe(1);
    expect(chanceToMiss(1e12, 1e-9, 1, 2e3)).toBe(0);
    expect(chanceToMiss(1e12, 1e-9, 1, 1e3)).toBeCloseTo(0.5, 6);
    expect(chanceToMiss(Number.NaN, 1, 1, 1)).toBeNaN();
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
});
