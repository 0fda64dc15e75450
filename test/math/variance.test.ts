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
