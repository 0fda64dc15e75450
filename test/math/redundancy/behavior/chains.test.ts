import { describe, expect, test } from 'vitest';
import {
  inSeries,
  meanTimeToInsufficient,
  ninesOf,
  repairedKofN,
  standbyKofN,
  unavailabilityOf,
  unavailabilityOfKofEach,
  unavailabilityOfKofN,
} from '../../../../src/math/index.js';
import { complementOf } from '../../../../src/quantity/index.js';
import { longRun, meanTimeUntil, shortByStates } from '../../support/chains.js';

const near = (got: number, want: number, relative = 1e-12): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('k of n', () => {
  test.each(range(1, 9))('of %i alike units, or of different ones, is what going through all states gives', (n) => {
    for (const q of [0, 1e-4, 0.03, 0.4, 0.97, 1]) {
      const alike = range(1, n).map(() => q);
      const mixed = range(1, n).map((i) => q ** (1 + (i % 3)));
      for (const k of range(0, n + 1)) {
        near(unavailabilityOfKofN(n, k, q), shortByStates(alike, k), 1e-11);
        near(unavailabilityOfKofEach(alike, k), shortByStates(alike, k), 1e-11);
        near(unavailabilityOfKofEach(mixed, k), shortByStates(mixed, k), 1e-11);
      }
    }
  });

  test('keeps the digits of what hardly ever happens', () => {
    // All three down: q^3. Two or three of three down: 3 q^2 (1 - q) + q^3, which is 3 q^2 to the last digit.
    near(unavailabilityOfKofN(3, 1, 1e-100), 1e-300);
    near(unavailabilityOfKofN(3, 2, 1e-100), 3e-200);
    near(unavailabilityOfKofEach([1e-100, 2e-100, 3e-100], 1), 6e-300);
    // 4 of 1,000 down or more: C(1000, 4) q^4 to first order, C(1000, 4) = 41417124750.
    near(unavailabilityOfKofN(1000, 997, 1e-12), 41_417_124_750e-48, 1e-8);
  });

  test('takes units whole, forgiving what rounding added', () => {
    expect(unavailabilityOfKofN(3.9, 2.1, 0.1)).toBe(unavailabilityOfKofN(3, 3, 0.1));
    expect(unavailabilityOfKofN(2.9999999999999996, 2.0000000000000004, 0.1)).toBe(unavailabilityOfKofN(3, 2, 0.1));
    expect([
      unavailabilityOfKofN(3, 0, 0.1),
      unavailabilityOfKofN(3, -1, 0.1),
      unavailabilityOfKofN(3, 4, 0.1),
      unavailabilityOfKofN(0, 1, 0),
    ]).toEqual([0, 0, 1, 1]);
  });

  test('of a fleet of any size takes as long as its spread asks for', () => {
    // A million of a billion are down on average, 1,000 more or less: as likely above as below, but for the skew and the half step.
    expect(unavailabilityOfKofN(1e9, 999e6, 1e-3)).toBeCloseTo(0.5, 3);
    expect(unavailabilityOfKofN(1e9, 0.9e9, 1e-3)).toBe(0);
    expect(unavailabilityOfKofN(1e9, 0.9999e9, 1e-3)).toBe(1);
    near(repairedKofN(1e9, 999e6, 1e-3 / 0.999, 1, Infinity).chance, unavailabilityOfKofN(1e9, 999e6, 1e-3), 1e-9);
  });

  test('of what is not known is not known', () => {
    expect([unavailabilityOfKofN(NaN, 1, 0.1), unavailabilityOfKofN(3, NaN, 0.1), unavailabilityOfKofN(3, 2, NaN)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
    expect(repairedKofN(3, 2, NaN, 1, 1)).toEqual({ chance: NaN, frequency: NaN });
    expect(standbyKofN(3, 2, 1, 1, 1, { takes: NaN, coverage: 1, manual: 1, cold: false }).chance).toBeNaN();
  });
});

describe('independent things', () => {
  test('in series keep what 1 - x would round away', () => {
    near(inSeries([1e-17, 2e-18]), 1.2e-17);
    near(inSeries([0.5, 0.5]), 0.75);
    expect([inSeries([]), inSeries([0, 1])]).toEqual([0, 1]);
  });

  test('are down for their share of the cycle', () => {
    expect(unavailabilityOf(99, 1)).toBe(0.01);
    expect([unavailabilityOf(Infinity, 5), unavailabilityOf(5, 0), unavailabilityOf(0, 5)]).toEqual([0, 0, 1]);
    expect([ninesOf(1e-17), ninesOf(1), ninesOf(0)]).toEqual([17, 0, Infinity]);
  });

  test('leave of a share written in decimals what is written', () => {
    expect([0.99999, 0.9995, 0.999999999, 0.7, 1, 0, 0.3].map(complementOf)).toEqual([0.00001, 0.0005, 1e-9, 0.3, 0, 1, 0.7]);
  });
});

/** A table of rates over states that are named. */
function chainOf(states: readonly string[], arrows: readonly (readonly [from: string, to: string, rate: number])[]): number[][] {
  const rates = states.map(() => states.map(() => 0));
  for (const [from, to, rate] of arrows) {
    const row = rates[states.indexOf(from)] ?? [];
    row[states.indexOf(to)] = (row[states.indexOf(to)] ?? 0) + rate;
  }
  return rates;
}

const shopOf = (n: number, failures: number, repair: number, crews: number): number[][] =>
  chainOf(
    range(0, n).map(String),
    range(0, n).flatMap((down): [string, string, number][] => [
      [`${down}`, `${down + 1}`, (n - down) * failures],
      [`${down}`, `${down - 1}`, Math.min(down, crews) / repair],
    ]),
  ).map((row) => row.slice(0, n + 1));

describe('repair', () => {
  const shops = [1, 2, 3, 5, 8].flatMap((n) =>
    range(1, n).flatMap((k) => [1, 2, n].map((crews) => [n, k, crews] as const).filter(([, , c]) => c <= n)),
  );

  test.each(shops)('of %i units, %i needed, by %i crews is what elimination gives', (n, k, crews) => {
    const [failures, repair] = [0.3, 0.7];
    const rates = shopOf(n, failures, repair, crews);
    const chances = longRun(rates);
    const { chance: short, frequency } = repairedKofN(n, k, failures, repair, crews);
    near(
      short,
      range(n - k + 1, n).reduce((sum, down) => sum + (chances[down] ?? 0), 0),
      1e-10,
    );
    near(frequency, (chances[n - k] ?? 0) * k * failures, 1e-10);
    near(meanTimeToInsufficient(n, k, failures, repair, crews), meanTimeUntil(rates, new Set(range(n - k + 1, n))), 1e-10);
  });

  test('with a crew for each is the binomial', () => {
    const q = unavailabilityOf(1 / 0.002, 4);
    for (const k of range(1, 6)) {
      near(repairedKofN(6, k, 0.002, 4, 6).chance, unavailabilityOfKofN(6, k, q));
      near(repairedKofN(6, k, 0.002, 4, Infinity).chance, unavailabilityOfKofN(6, k, q));
    }
  });

  test('at its limits', () => {
    expect(repairedKofN(3, 2, 0, Infinity, 1)).toEqual({ chance: 0, frequency: 0 });
    expect(repairedKofN(3, 2, 0.1, Infinity, 1)).toEqual({ chance: 1, frequency: 0 });
    expect(repairedKofN(3, 2, 0.1, 0, 1).chance).toBe(0);
    expect(repairedKofN(3, 0, 0.1, 1, 1)).toEqual({ chance: 0, frequency: 0 });
    expect(repairedKofN(3, 4, 0.1, 1, 1)).toEqual({ chance: 1, frequency: 0 });
    expect([
      meanTimeToInsufficient(3, 0, 1, 1, 1),
      meanTimeToInsufficient(3, 4, 1, 1, 1),
      meanTimeToInsufficient(3, 1, 0, Infinity, 1),
    ]).toEqual([Infinity, 0, Infinity]);
    // One after the other, never repaired: 1/3 + 1/2 + 1.
    near(meanTimeToInsufficient(3, 1, 1, Infinity, 1), 11 / 6);
    expect(meanTimeToInsufficient(3, 1, 1, 0, 1)).toBe(Infinity);
    // A million hours between failures: as often as twice within one repair of an hour, at 2 a^2 r.
    near(repairedKofN(2, 1, 1e-9, 1, 2).frequency, 2e-18, 1e-8);
  });
});

describe('failover', () => {
  const [failures, repair] = [0.2, 0.8];
  const quick = { takes: 0.05, coverage: 0.9, manual: 0.4 };
  // Longer than a repair takes, and, of several, than until the next of them is repaired.
  const slow = { takes: 0.3, coverage: 0.6, manual: 9 };
  const switching = quick;
  const groups = [
    [2, 1, 1],
    [2, 1, 2],
    [3, 1, 1],
    [4, 2, 2],
    [5, 3, 5],
    [3, 3, 1],
  ].flatMap(([n = 0, k = 0, crews = 0]) =>
    [true, false].flatMap((cold) => [quick, slow].map((switching) => [n, k, crews, cold, switching] as const)),
  );

  /** Until the first of those that are down is repaired: it takes the empty place, if nothing else has. */
  const backIn = (down: number, crews: number): number => repair / Math.min(down, crews);

  test.each(groups)('of %i units, %i active, %i crews, cold %s, switched %o, is what elimination gives', (n, k, crews, cold, switching) => {
    const states = range(0, n).flatMap((up) => (up >= k && up < n ? [`${up}`, `${up} over`, `${up} by hand`] : [`${up}`]));
    const arrows = range(0, n).flatMap((up): [string, string, number][] => {
      const back: [string, string, number] = [`${up}`, `${up + 1}`, Math.min(n - up, crews) / repair];
      if (up <= k) return [back, [`${up}`, `${up - 1}`, up * failures]];
      return [
        back,
        [`${up}`, `${up - 1} over`, k * failures * switching.coverage],
        [`${up}`, `${up - 1} by hand`, k * failures * (1 - switching.coverage)],
        [`${up}`, `${up - 1}`, cold ? 0 : (up - k) * failures],
        [`${up - 1} over`, `${up - 1}`, 1 / Math.min(switching.takes, backIn(n - up + 1, crews))],
        [`${up - 1} by hand`, `${up - 1}`, 1 / Math.min(switching.manual, backIn(n - up + 1, crews))],
      ];
    });
    const rates = chainOf(
      states,
      arrows.filter(([from, to]) => states.includes(from) && states.includes(to)),
    );
    const chances = longRun(rates);
    const isShort = (state: string): boolean => state.includes(' ') || Number(state) < k;
    const share = (member: (state: string) => boolean): number =>
      states.reduce((sum, state, i) => (member(state) ? sum + (chances[i] ?? 0) : sum), 0);
    let crossings = 0;
    for (const [i, from] of states.entries()) {
      for (const [j, to] of states.entries()) if (!isShort(from) && isShort(to)) crossings += (chances[i] ?? 0) * (rates[i]?.[j] ?? 0);
    }
    const found = standbyKofN(n, k, failures, repair, crews, { ...switching, cold });
    near(found.chance, share(isShort), 1e-10);
    near(
      found.failingOver,
      share((state) => state.endsWith('over')),
      1e-10,
    );
    near(
      found.uncovered,
      share((state) => state.endsWith('hand')),
      1e-10,
    );
    near(
      found.bothDown,
      share((state) => !state.includes(' ') && Number(state) < k),
      1e-10,
    );
    near(found.frequency, crossings, 1e-10);
  });

  test('that does not work lasts no longer than the repair', () => {
    // A failure in 1,000 h, every other one failed over in 10 s; people take 5 h, the repair 10 min. Both are up but for twice 1/6 h in 1,000:
    // 0.99967 x 0.001/h x (10 s + 600 s) / 2 = 8.47e-5; both are down in (1/6000)^2 = 3e-8. With the 5 h it would be 2.5e-3.
    const pair = { takes: 10 / 3600, coverage: 0.5, manual: 5, cold: false };
    near(standbyKofN(2, 1, 1e-3, 1 / 6, 2, pair).chance, 8.472e-5, 1e-3);
    // With no time to switch in, and nobody to do it: as long as the repair, whatever is stated.
    const never = standbyKofN(2, 1, 1e-3, 1 / 6, 2, { ...pair, coverage: 0, manual: Number.POSITIVE_INFINITY });
    expect(never.uncovered).toBe(standbyKofN(2, 1, 1e-3, 1 / 6, 2, { ...pair, coverage: 0, manual: 1 / 6 }).uncovered);
  });

  test('never gets better by taking longer', () => {
    for (const [n, k, crews] of groups)
      for (const what of ['takes', 'manual'] as const) {
        const chances = [0, 0.01, 0.2, 0.39, 0.4, 0.41, 0.79, 0.8, 0.81, 5, 1e6].map(
          (time) => standbyKofN(n, k, failures, repair, crews, { ...quick, cold: false, [what]: time }).chance,
        );
        expect(chances).toEqual(chances.toSorted((a, b) => a - b));
      }
  });

  test('at once and always leaves repair alone', () => {
    for (const k of range(1, 4)) {
      const found = standbyKofN(4, k, failures, repair, 2, { takes: 0, coverage: 1, manual: 9, cold: false });
      const plain = repairedKofN(4, k, failures, repair, 2);
      near(found.chance, plain.chance);
      near(found.frequency, plain.frequency);
    }
  });

  test('to a spare that does not fail in the cupboard is short less often', () => {
    // One crew, at once: 0, 1, 2 down in the proportions 1 : r : r^2 with r = failures * repair.
    const r = failures * repair;
    near(standbyKofN(2, 1, failures, repair, 1, { takes: 0, coverage: 1, manual: 0, cold: true }).chance, r ** 2 / (1 + r + r ** 2));
  });

  test('has nothing to switch where nothing or more than all is needed', () => {
    const none = { chance: 0, frequency: 0, failingOver: 0, uncovered: 0, bothDown: 0 };
    expect(standbyKofN(2, 0, failures, repair, 1, { ...switching, cold: false })).toEqual(none);
    expect(standbyKofN(2, 3, failures, repair, 1, { ...switching, cold: false })).toEqual({ ...none, chance: 1, bothDown: 1 });
  });
});
