import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuesAlong } from '../../src/math/along.js';

const N = 10_000;
const between = (low: number, high: number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => low + ((high - low) * ((i * 7919) % N)) / (N - 1));

/** How often it is called, and how far off the values are, of themselves. */
function tried(of: (x: number) => number, points: Float64Array): { readonly calls: number; readonly off: number } {
  let calls = 0;
  const counted = (x: number): number => {
    calls++;
    return of(x);
  };
  const got = valuesAlong(counted, points);
  let off = 0;
  for (const [i, value] of got.entries()) {
    const exact = of(points[i] as number);
    off = Math.max(off, value === exact ? 0 : Math.abs(value / exact - 1));
  }
  return { calls, off };
}

describe('a function along one number', () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ['a polynomial', (x) => 1 + x - 3 * x ** 3, 2, 5, 9],
    ['a chance', (x) => x ** 3 * (1 - x) + 0.2, 0.1, 0.2, 9],
    ['a function over many powers of ten', (x) => Math.exp(-x), 0, 300, 4000],
    ['a constant', () => 4, 0, 1, 9],
    ['a small multiple of a number', (x) => 1e-15 * x, 1e-9, 2e-9, 9],
  ])('is worked out at few points of %s', (_, of, low, high, most) => {
    const { calls, off } = tried(of, between(low, high));
    expect(off).toBeLessThan(1e-6);
    expect(calls).toBeLessThanOrEqual(most);
  });

  it('is exact on both sides of a jump, and near a bend', () => {
    const jump = tried((x) => (x < 0.3217 ? 1 + x : 5 - x), between(0, 1));
    expect(jump.off).toBeLessThan(1e-6);
    expect(jump.calls).toBeLessThan(600);
    expect(tried((x) => Math.max(0, x - 0.3217), between(0, 1)).off).toBeLessThan(1e-4);
  });

  it('takes what is no number, or has no end, as it is', () => {
    const points = between(-1, 1);
    const got = valuesAlong((x) => Math.sqrt(x), points);
    for (const [i, value] of got.entries()) {
      const x = points[i] as number;
      if (x < 0) expect(value).toBeNaN();
      else expect(Math.abs(value - Math.sqrt(x))).toBeLessThanOrEqual(1e-4 * Math.sqrt(x));
    }
    expect(valuesAlong(() => Number.POSITIVE_INFINITY, points)).toEqual(points.map(() => Number.POSITIVE_INFINITY));
  });

  it('is exact of few points, and of points that are one', () => {
    expect(valuesAlong((x) => 1 / x, Float64Array.of(3, 2, 7))).toEqual(Float64Array.of(1 / 3, 1 / 2, 1 / 7));
    expect(valuesAlong((x) => 1 / x, new Float64Array(N).fill(3))).toEqual(new Float64Array(N).fill(1 / 3));
    expect(valuesAlong((x) => x, new Float64Array(0))).toEqual(new Float64Array(0));
  });

  it('never leaves a finite function without a value, however near its points are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 200 }), (list) => {
        const points = Float64Array.from(list);
        for (const [i, value] of valuesAlong((x) => 1 + x, points).entries())
          expect(Math.abs(value - 1 - (points[i] as number))).toBeLessThan(1e-9);
      }),
    );
  });
});
