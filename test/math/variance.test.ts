import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomPermutation, randomWords, sampleScores, sampleStrata, varianceShares } from '../../src/math/index.js';

const N = 10_000;
const columns = [0, 1, 2].map((input) => sampleScores(input, 11));
const strata = [0, 1, 2].map((input) => sampleStrata(input, 11));
const result = (f: (a: number, b: number, c: number) => number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => f(columns[0]?.[i] ?? 0, columns[1]?.[i] ?? 0, columns[2]?.[i] ?? 0));
const near = (found: readonly number[], expected: readonly number[]) =>
  expected.forEach((share, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - share)).toBeLessThan(0.02);
  });

describe('shares of the variance', () => {
  it('of a product of log-normals are sigma_i^2 over their sum', () => {
    // 0.36 + 0.04 + 0.60 = 1 with sigmas 0.6, 0.2 and 0.7746
    near(
      varianceShares(
        result((a, b, c) => Math.exp(0.6 * a - 0.2 * b + Math.sqrt(0.6) * c)),
        strata,
      ),
      [0.36, 0.04, 0.6],
    );
  });

  it('of small drivers are theirs, to half a point, whichever inputs they are', () => {
    // A product of log-normals with these shares; every driver in the place of every other, so that no pair of inputs is favored.
    const shares = [0.5, 0.3, 0.11, 0.05, 0.03, 0.01];
    for (const [n, places, tolerance] of [
      [N, [0, 1, 2, 3, 4, 5], 0.005],
      [N, [26, 47, 13, 25, 34, 43], 0.005],
      [N, [6, 8, 7, 18, 60, 61], 0.01],
      [5000, [0, 1, 2, 3, 4, 5], 0.01],
    ] as const) {
      for (let turn = 0; turn < shares.length; turn++) {
        const turned = shares.map((_, i) => shares[(i + turn) % shares.length] ?? 0);
        const scores = places.map((input) => sampleScores(input, 3, n));
        const product = Float64Array.from({ length: n }, (_, i) =>
          Math.exp(scores.reduce((sum, column, k) => sum + Math.sqrt(turned[k] ?? 0) * (column[i] ?? 0), 0)),
        );
        const found = varianceShares(
          product,
          places.map((input) => sampleStrata(input, 3, n)),
        );
        for (const [i, share] of turned.entries())
          expect(Math.abs((found[i] ?? 0) - share), `${share} of ${places[i]} in ${n}`).toBeLessThan(tolerance);
      }
    }
  });

  it('of small drivers are theirs also in sums, and through kinks and steps', () => {
    // exp(a) has variance e (e - 1); b^3 15; max(c, 0) 1/2 - 1/(2 pi); a step of d 1/4. The result has negative values, and so no logarithm.
    const own = [Math.E * (Math.E - 1), 15, 1 / 2 - 1 / (2 * Math.PI), 1 / 4];
    const variances = [0.6, 0.3, 0.06, 0.04];
    const scores = own.map((_, input) => sampleScores(input, 5));
    const kinds = [Math.exp, (x: number) => x ** 3, (x: number) => Math.max(x, 0), (x: number) => (x > 0 ? 1 : 0)];
    const values = Float64Array.from({ length: N }, (_, i) =>
      kinds.reduce((sum, of, k) => sum + Math.sqrt((variances[k] ?? 0) / (own[k] ?? 1)) * of(scores[k]?.[i] ?? 0), -10),
    );
    const found = varianceShares(
      values,
      own.map((_, input) => sampleStrata(input, 5)),
    );
    for (const [i, share] of variances.entries())
      expect(Math.abs((found[i] ?? 0) - share), `${share}`).toBeLessThan(share < 0.1 ? 0.005 : 0.02);
  });

  it('of a sum with an interaction leave out what the inputs do only together', () => {
    // Var(a + 2b + 2ab) = 1 + 4 + 4 = 9: 1/9 and 4/9 are first-order, 4/9 belongs to the pair.
    near(
      varianceShares(
        result((a, b) => a + 2 * b + 2 * a * b),
        strata,
      ),
      [1 / 9, 4 / 9, 0],
    );
  });

  it('see an input that works both ways, which no correlation would', () => {
    // Var(a^2) = 2 beside Var(b) = 1
    near(
      varianceShares(
        result((a, b) => a * a - 1 + b),
        strata,
      ),
      [2 / 3, 1 / 3, 0],
    );
  });

  it('do not depend on the order of the samples', () => {
    const values = result((a, b, c) => Math.exp(a + 0.5 * b) + c * c);
    const before = varianceShares(values, strata);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const order = randomPermutation(randomWords(seed, 0), N);
        const after = varianceShares(
          Float64Array.from(order, (i) => values[i] ?? 0),
          strata.map((column) => Int32Array.from(order, (i) => column[i] ?? 0)),
        );
        after.forEach((share, i) => {
          expect(share).toBeCloseTo(before[i] ?? Number.NaN, 9);
        });
      }),
      { seed: 8, numRuns: 10 },
    );
  });

  it('do not change with the unit of the result', () => {
    const values = result((a, b, c) => Math.exp(a) + Math.exp(0.5 * b) * Math.exp(c));
    const before = varianceShares(values, strata);
    varianceShares(
      values.map((value) => value * 1e12),
      strata,
    ).forEach((share, i) => {
      expect(share).toBeCloseTo(before[i] ?? Number.NaN, 6);
    });
  });

  it('are 0 where nothing varies, and leave infinite results out', () => {
    expect(
      varianceShares(
        result(() => 0.1 + 0.2),
        strata,
      ),
    ).toEqual([0, 0, 0]);
    near(
      varianceShares(
        result((a, b) => (b > 3 ? Number.POSITIVE_INFINITY : Math.exp(a))),
        strata,
      ),
      [1, 0, 0],
    );
  });

  it('refuse columns of another length', () => {
    expect(() => varianceShares(new Float64Array(3), [new Int32Array(2)])).toThrow(RangeError);
  });
});
