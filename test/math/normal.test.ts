import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, Z95 } from '../../src/math/index.js';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

/** Phi(-z) for z > 0 by Laplace's continued fraction phi(z) / (z + 1/(z + 2/(z + ...))): another way than the one under test. */
function upperTail(z: number): number {
  let fraction = z;
  for (let k = 400; k >= 1; k--) fraction = z + k / fraction;
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / fraction;
}

/** Phi(z) - 1/2 by its power series z - z^3/6 + z^5/40 - ..., over sqrt(2 pi), in rational arithmetic on BigInt with 60 digits. */
function seriesCdf(numerator: bigint, denominator: bigint): number {
  const one = 10n ** 60n;
  const z = (numerator * one) / denominator;
  let power = z;
  let factorial = 1n;
  let sum = 0n;
  for (let k = 0n; k < 200n; k++) {
    sum += (k % 2n === 0n ? power : -power) / (factorial * 2n ** k * (2n * k + 1n));
    power = (((power * z) / one) * z) / one;
    factorial *= k + 1n;
  }
  return 0.5 + Number(sum) / 1e60 / Math.sqrt(2 * Math.PI);
}

describe('the normal distribution function', () => {
  it('agrees with its power series, summed with 60 digits', () => {
    for (const tenths of [-30n, -17n, -10n, -7n, -6n, -1n, 1n, 5n, 7n, 10n, 25n, 40n]) {
      expect(Math.abs(normalCdf(Number(tenths) / 10) - seriesCdf(tenths, 10n))).toBeLessThan(3e-16);
    }
  });

  it('keeps its digits far out in the lower tail', () => {
    // mpmath 1.3, 60 digits: ncdf(-6), ncdf(-10), ncdf(-20), ncdf(-37)
    for (const [z, p] of [
      [-6, 9.8658764503769814e-10],
      [-10, 7.6198530241605261e-24],
      [-20, 2.7536241186062337e-89],
      [-37, 5.7255712225245768e-300],
    ] as const) {
      expect(relative(normalCdf(z), p)).toBeLessThan(1e-14);
    }
    for (let z = 3; z < 30; z += 0.37) expect(relative(normalCdf(-z), upperTail(z))).toBeLessThan(1e-13);
  });

  it('is 0, 1/2 and 1 at the ends and in the middle', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(0), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 0.5, 1]);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it('never falls, and mirrors about 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: 1e-3, max: 1, noNaN: true }), (z, step) => {
        expect(normalCdf(z + step)).toBeGreaterThanOrEqual(normalCdf(z));
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
      }),
      { seed: 1 },
    );
  });
});

describe('the normal quantile', () => {
  it('gives the values of the published check (Wichura 1988, section 4)', () => {
    expect(relative(normalQuantile(0.25), -0.6744897501960817)).toBeLessThan(1e-15);
    expect(relative(normalQuantile(0.001), -3.090232306167814)).toBeLessThan(1e-15);
    expect(relative(normalQuantile(1e-20), -9.262340089798408)).toBeLessThan(1e-15);
  });

  it('gives the customary 90% and 95% limits', () => {
    expect(relative(normalQuantile(0.95), Z95)).toBeLessThan(1e-15);
    expect(relative(normalQuantile(0.975), 1.959963984540054)).toBeLessThan(1e-15);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('is infinite at the ends and refuses what is not a probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    for (const p of [-1e-9, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  it('undoes the distribution function, down to 1e-290', () => {
    fc.assert(
      fc.property(fc.double({ min: -36, max: 5, noNaN: true }), (z) => {
        const back = normalQuantile(normalCdf(z));
        // p near 1 is known to 1e-16 only: dz = dp / phi(z).
        const room = 1e-14 * Math.max(1, Math.abs(z)) + (2e-16 * Math.sqrt(2 * Math.PI)) / Math.exp((-z * z) / 2) / (z < 0 ? 1e300 : 1);
        expect(Math.abs(back - z)).toBeLessThan(room);
      }),
      { seed: 2 },
    );
  });
});
