import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootBetween } from '../../src/math/index.js';

/** The root of a function between two places, and how often it was worked out. */
function rootOf(f: (x: number) => number, from: number, to: number): { readonly root: number; readonly calls: number } {
  let calls = 0;
  const counted = (x: number): number => {
    calls++;
    return f(x);
  };
  return { root: rootBetween(counted, { x: from, y: f(from) }, { x: to, y: f(to) }), calls };
}

describe('the root of an increasing function', () => {
  it('is found at once where it is straight, as the logarithm of growth is', () => {
    // 100 growing by 40% a year reaches 1,000 after ln 10 / ln 1.4 years.
    const { root, calls } = rootOf((years) => Math.log((100 * 1.4 ** years) / 1000), 0, 1000);
    expect(root).toBeCloseTo(Math.log(10) / Math.log(1.4), 11);
    expect(calls).toBeLessThanOrEqual(2);
  });

  it('is that of known equations', () => {
    // Dottie's number, cos x = x; the plastic ratio, x^3 = x + 1; 2^(1/2); W(1), x e^x = 1.
    for (const [f, from, to, root] of [
      [(x: number) => x - Math.cos(x), 0, 1, 0.7390851332151607],
      [(x: number) => x ** 3 - x - 1, 1, 2, 1.324717957244746],
      [(x: number) => x * x - 2, 0, 2, Math.SQRT2],
      [(x: number) => x * Math.exp(x) - 1, 0, 1, 0.567143290409783873],
    ] as const) {
      const found = rootOf(f, from, to);
      expect(found.root).toBeCloseTo(root, 12);
      expect(found.calls).toBeLessThanOrEqual(12);
    }
  });

  it('is found where an end is infinite, flat or a step', () => {
    expect(rootOf((x) => Math.log(x), 0, 8).root).toBeCloseTo(1, 12);
    expect(rootOf((x) => (x < 1 ? -1 : Number.POSITIVE_INFINITY), 0, 8).root).toBeCloseTo(1, 12);
    expect(rootOf((x) => x ** 9, -1, 2).root).toBeCloseTo(0, 1);
    expect(rootOf((x) => Math.floor(x) - 2.5, 0, 10).root).toBeCloseTo(3, 12);
  });

  it('is an end that is zero', () => {
    expect(rootOf((x) => x, 0, 1).root).toBeCloseTo(0, 12);
    expect(rootOf((x) => x - 1, 0, 1)).toEqual({ root: 1, calls: 0 });
  });

  it('is where the sign changes, for sums of powers', () => {
    const positive = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (power, other, target) => {
        const f = (x: number): number => Math.log((x ** power + x ** other) / (2 * target));
        const { root, calls } = rootOf(f, 0, 1 + target ** (1 / Math.min(power, other)));
        const width = 1e-12 * Math.max(1, root);
        expect(f(Math.max(0, root - width))).toBeLessThanOrEqual(1e-13);
        expect(f(root + width)).toBeGreaterThanOrEqual(-1e-13);
        expect(calls).toBeLessThanOrEqual(100);
      }),
      { seed: 1 },
    );
  });
});
