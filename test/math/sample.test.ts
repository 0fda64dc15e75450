import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, normalCdf, normalQuantile, percentilesWithScores, sampleScores, sampleStrata, strataScores } from '../../src/math/index.js';

const SHARES = [0.05, 0.5, 0.95];

/** The largest relative error of p5, p50 and p95. */
const worst = (found: readonly number[], expected: readonly number[]): number =>
  Math.max(...found.map((value, i) => Math.abs(value / (expected[i] ?? Number.NaN) - 1)));

/** p5, p50 and p95 of f(scores) for one seed. */
function estimate(inputs: readonly number[], seed: number, f: (z: readonly number[]) => number): number[] {
  const columns = inputs.map((input) => sampleScores(input, seed));
  const values = new Float64Array(10_000);
  for (let i = 0; i < values.length; i++) values[i] = f(columns.map((column) => column[i] ?? Number.NaN));
  return percentilesWithScores(values, SHARES, columns);
}

/** Of 100 seeds, how many are within 1%. */
function seedsWithin(inputs: readonly number[], f: (z: readonly number[]) => number, expected: readonly number[]): number {
  let within = 0;
  for (let seed = 0; seed < 100; seed++) if (worst(estimate(inputs, seed, f), expected) < 0.01) within++;
  return within;
}

/**
 * Quantiles of a sum of independent log-normals (median 1) without sampling: P(S + X <= x) = integral of P(S <= x - e^(s z)) phi(z) dz, one
 * term after the other, by the midpoint rule over z and straight lines between 2,000 points in ln x.
 */
function quantilesOfSum(sigmas: readonly number[]): number[] {
  const points = 2000;
  const low = -6;
  const high = 6;
  const at = (i: number): number => low + ((high - low) * i) / (points - 1);
  const [first = 1, ...others] = sigmas;
  let cdf = Float64Array.from({ length: points }, (_, i) => normalCdf(at(i) / first));
  for (const sigma of others) {
    const next = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      const x = Math.exp(at(i));
      const top = Math.min(8, Math.log(x) / sigma);
      const step = (top + 8) / 300;
      if (step <= 0) continue;
      let sum = 0;
      for (let z = -8 + step / 2; z < top; z += step) {
        const place = ((Math.log(x - Math.exp(sigma * z)) - low) / (high - low)) * (points - 1);
        if (!(place > 0)) continue;
        const k = Math.min(points - 2, Math.floor(place));
        const [a = 0, b = 0] = cdf.subarray(k, k + 2);
        sum += (place >= points - 1 ? 1 : a + (place - k) * (b - a)) * Math.exp((-z * z) / 2);
      }
      next[i] = (sum * step) / Math.sqrt(2 * Math.PI);
    }
    cdf = next;
  }
  return SHARES.map((share) => {
    const i = cdf.findIndex((p) => p >= share);
    const [a = 0, b = 0] = cdf.subarray(i - 1, i + 1);
    return Math.exp(at(i - 1 + (share - a) / (b - a)));
  });
}

describe('scores of one input', () => {
  it('take the middle of each stratum once', () => {
    for (const [input, n] of [
      [0, 10_000],
      [7, 10_000],
      [60, 10_000],
      [3, 999],
    ] as const) {
      expect(Array.from(sampleScores(input, 5, n)).sort((a, b) => a - b)).toEqual(Array.from(strataScores(n)));
    }
    expect(strataScores(4)[3]).toBeCloseTo(normalQuantile(0.875), 14);
  });

  it('have mean 0 and variance 1 but for what the outermost strata lose', () => {
    const scores = sampleScores(2, 3);
    expect(mean(scores)).toBeCloseTo(0, 12);
    expect(mean(scores.map((z) => z * z))).toBeCloseTo(1, 3);
  });

  it('are the same for the same seed, and others for another', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.maxSafeNat(), (input, seed) => {
        expect(sampleStrata(input, seed, 500)).toEqual(sampleStrata(input, seed, 500));
        expect(sampleStrata(input, seed)).not.toEqual(sampleStrata(input, seed + 1));
      }),
      { seed: 5, numRuns: 30 },
    );
  });

  it('come from the same strata on every platform', () => {
    const hash = createHash('sha256');
    for (const [input, n] of [
      [0, 10_000],
      [47, 10_000],
      [48, 10_000],
      [1, 256],
    ] as const) {
      for (const stratum of sampleStrata(input, 20_261_101, n)) hash.update(`${stratum},`);
    }
    expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"25366e3aa8fa6b95"`);
  });

  it('are next to uncorrelated between inputs', () => {
    for (const [a, b] of [
      [0, 1],
      [0, 47],
      [12, 31],
      [5, 50],
    ] as const) {
      const other = sampleScores(b, 1);
      expect(Math.abs(mean(sampleScores(a, 1).map((z, i) => z * (other[i] ?? 0))))).toBeLessThan(0.03);
    }
  });

  it('refuse a sample of nothing', () => {
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => sampleScores(0, 1, n)).toThrow(RangeError);
  });
});

describe('p5, p50 and p95 with 10,000 samples are within 1% for at least 95 of 100 seeds', () => {
  it.each([2, 3, 4, 5, 6])('for a product of %i log-normals with sigma 0.7', (count) => {
    const inputs = Array.from({ length: count }, (_, i) => i);
    // The product of independent log-normals is log-normal with sigma = 0.7 sqrt(count).
    const expected = SHARES.map((p) => Math.exp(0.7 * Math.sqrt(count) * normalQuantile(p)));
    expect(seedsWithin(inputs, (z) => Math.exp(0.7 * z.reduce((sum, x) => sum + x, 0)), expected)).toBeGreaterThanOrEqual(95);
  });

  it.each([2, 3, 4, 5, 6])('for a sum of %i log-normals with sigma 0.7', (count) => {
    const inputs = Array.from({ length: count }, (_, i) => i);
    const expected = quantilesOfSum(inputs.map(() => 0.7));
    expect(seedsWithin(inputs, (z) => z.reduce((sum, x) => sum + Math.exp(0.7 * x), 0), expected)).toBeGreaterThanOrEqual(95);
  });

  it('for a quotient of unlike ones, whichever inputs they are', () => {
    const expected = SHARES.map((p) => Math.exp(Math.hypot(0.6, 0.2, 0.4) * normalQuantile(p)));
    expect(seedsWithin([31, 8, 50], ([a = 0, b = 0, c = 0]) => Math.exp(0.6 * a + 0.2 * b - 0.4 * c), expected)).toBeGreaterThanOrEqual(95);
  });
});
