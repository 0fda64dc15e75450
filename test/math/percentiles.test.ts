import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, normalCdf, percentiles, percentilesWithScores, sampleScores } from '../../src/math/index.js';

const numbers = fc.float64Array({ minLength: 1, maxLength: 200, noNaN: true, min: -1e9, max: 1e9 });

describe('percentiles', () => {
  it('put the k-th smallest of n at (k - 0.5) / n, with straight lines between', () => {
    const values = Float64Array.of(40.5, 10.5, 30.5, 20.5);
    expect(percentiles(values, [0.125, 0.375, 0.5, 0.875])).toEqual([10.5, 20.5, 25.5, 40.5]);
    expect(percentiles(values, [0, 0.05, 0.95, 1])).toEqual([10.5, 10.5, 40.5, 40.5]);
    expect(Array.from(values)).toEqual([40.5, 10.5, 30.5, 20.5]);
  });

  it('do not make fractions of whole numbers', () => {
    expect(percentiles(Float64Array.of(7, 8, 8, 9), [0.2, 0.5, 0.8])).toEqual([7, 8, 9]);
  });

  it('lie within the sample and do not fall with the share', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, a, b) => {
        const [low = 0, high = 0] = percentiles(values, [Math.min(a, b), Math.max(a, b)]);
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
      { seed: 6 },
    );
  });

  it('count the infinite as the largest', () => {
    expect(percentiles(Float64Array.of(1, Number.POSITIVE_INFINITY, 2), [0.5, 0.9])).toEqual([2, Number.POSITIVE_INFINITY]);
  });

  it('refuse NaN, nothing, and what is not a share', () => {
    expect(() => percentiles(Float64Array.of(1, Number.NaN), [0.5])).toThrow(RangeError);
    expect(() => percentiles(new Float64Array(0), [0.5])).toThrow(RangeError);
    expect(() => percentiles(Float64Array.of(1), [1.5])).toThrow(RangeError);
  });
});

describe('percentiles with the scores of the inputs', () => {
  const columns = [0, 1, 2].map((input) => sampleScores(input, 7));
  const result = (f: (a: number, b: number, c: number) => number): Float64Array =>
    Float64Array.from({ length: 10_000 }, (_, i) => f(columns[0]?.[i] ?? 0, columns[1]?.[i] ?? 0, columns[2]?.[i] ?? 0));

  it('are exact for a weighted sum, positive or not', () => {
    const values = result((a, b, c) => 10 + 3 * a - 4 * b + 12 * c);
    const [p5 = 0, p95 = 0] = percentilesWithScores(values, [0.05, 0.95], columns);
    // deviation sqrt(9 + 16 + 144) = 13
    expect(p5).toBeCloseTo(10 - 13 * 1.6448536, 2);
    expect(p95).toBeCloseTo(10 + 13 * 1.6448536, 2);
  });

  it('keep whole numbers whole', () => {
    const values = result((a, b, c) => Math.ceil(20 * Math.exp(0.5 * (a + b + c))));
    for (const value of percentilesWithScores(values, [0.05, 0.5, 0.95], columns)) expect(Number.isInteger(value)).toBe(true);
  });

  it('do as without scores when the result is infinite somewhere, does not vary, or has one input', () => {
    const some = result((a) => (a > 2 ? Number.POSITIVE_INFINITY : a));
    expect(percentilesWithScores(some, [0.5, 0.999], columns)).toEqual(percentiles(some, [0.5, 0.999]));
    expect(
      percentilesWithScores(
        result(() => 3),
        [0.05, 0.95],
        columns,
      ),
    ).toEqual([3, 3]);
    const one = result((a) => a ** 3);
    expect(percentilesWithScores(one, [0.3], columns.slice(0, 1))).toEqual(percentiles(one, [0.3]));
  });

  it('stay near the true ones where the result is far from a weighted sum', () => {
    const values = result((a, b) => Math.max(a, b));
    // P(max <= x) = Phi(x)^2
    const [p50 = 0, p95 = 0] = percentilesWithScores(values, [0.5, 0.95], columns);
    expect(normalCdf(p50) ** 2).toBeCloseTo(0.5, 2);
    expect(normalCdf(p95) ** 2).toBeCloseTo(0.95, 2);
  });
});

describe('the mean', () => {
  it('is the sum over the count', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeNaN();
    fc.assert(
      fc.property(numbers, (values) => {
        const plain = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(Math.abs(mean(values) - plain)).toBeLessThanOrEqual(1e-4);
      }),
      { seed: 7 },
    );
  });
});
