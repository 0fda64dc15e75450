import { describe, expect, test } from 'vitest';
import { valuesAlong } from '../../src/math/index.js';

const N = 10_000;
/** Between 0.1 and 0.9, in no order. */
const points = Float64Array.from({ length: N }, (_, i) => 0.1 + (0.8 * ((i * 7919) % N)) / (N - 1));

/** Values at the points, and how often the function was computed. */
function counted(f: (x: number) => number, at = points): { readonly values: Float64Array; readonly calls: number } {
  let calls = 0;
  const values = valuesAlong(at, [], (i) => {
    calls++;
    return f(at[i] as number);
  });
  return { values, calls };
}

const largestError = (f: (x: number) => number, values: Float64Array): number =>
  Math.max(...values.map((value, i) => Math.abs(value / f(points[i] as number) - 1)));

describe('values of a costly function at many points', () => {
  test.each<readonly [string, (x: number) => number, most: number]>([
    ['a straight line takes as few as tell that it is one', (x) => 3 * x + 1, 9],
    ['a power', (x) => x ** 7, 17],
    ['an exponential', Math.exp, 17],
    ['chances over five decades, in pieces', (x) => 10 ** (-8 + 6 * x), 300],
    ['a fault tree of a share', (x) => 1 - (1 - 1e-4 * x) * (1 - 2e-3) * (1 - 1e-5 * (1 - x)), 17],
  ])('%s', (_, f, most) => {
    const { values, calls } = counted(f);
    expect(largestError(f, values)).toBeLessThan(1e-7);
    expect(calls).toBeLessThanOrEqual(most);
  });

  test.each<readonly [string, (x: number) => number]>([
    ['a kink', (x) => Math.max(x, 0.437)],
    ['a step', (x) => (x < 0.611 ? 1e-5 : 1.1e-5)],
    ['whole numbers', (x) => Math.ceil(20 * x)],
  ])('%s is found between the points beside it', (_, f) => {
    const { values, calls } = counted(f);
    expect(largestError(f, values)).toBeLessThan(1e-4);
    expect(calls).toBeLessThan(N / 2);
  });

  test('noise is computed at each point', () => {
    const noise = (x: number): number => 2 + Math.sin(1e9 * x * x);
    expect(counted(noise).values).toEqual(points.map(noise));
  });

  test('what has no value, or no end, in some of them', () => {
    const f = (x: number): number => (x < 0.3 ? Number.NaN : x > 0.7 ? Number.POSITIVE_INFINITY : x);
    const { values } = counted(f);
    for (const [i, x] of points.entries()) {
      if (x >= 0.3 && x <= 0.7) expect(values[i]).toBeCloseTo(x, 8);
      else expect(values[i]).toBe(f(x));
    }
  });

  test('is followed along what else is given by the place', () => {
    const cubes = points.map((x) => x ** 3);
    let calls = 0;
    const values = valuesAlong(points, [cubes], (i) => {
      calls++;
      return Math.exp(points[i] as number) * (1 + (cubes[i] as number));
    });
    expect(largestError((x) => Math.exp(x) * (1 + x ** 3), values)).toBeLessThan(1e-7);
    expect(calls).toBeLessThanOrEqual(17);
  });

  test('is computed at each point where something else is not', () => {
    const other = points.map((_, i) => 1 + ((i * 104_729) % N) / N);
    const f = (i: number): number => (points[i] as number) * (other[i] as number);
    expect(valuesAlong(points, [other], f)).toEqual(points.map((_, i) => f(i)));
  });

  test('where all are the same, it is computed once', () => {
    const half = new Float64Array(1000).fill(0.5);
    expect(counted((x) => x, half)).toEqual({ values: half, calls: 1 });
  });

  test('few are computed as they are', () => {
    const few = Float64Array.of(3, 1, 2, 1);
    expect(counted((x) => x / 3, few)).toEqual({ values: few.map((x) => x / 3), calls: 4 });
  });
});
