import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, meanOf, percentiles, type QuantileSpread, quantileFunction, sampleScores, Z95 } from '../../src/math/index.js';

const sample = (spread: QuantileSpread): Float64Array => sampleScores(0, 1).map(quantileFunction(spread));
const positive = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const ordered = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value, value).map((three) => three.sort((a, b) => a - b) as [number, number, number]);

describe('a spread', () => {
  it('is log-normal about the geometric mean when that is its median: 80M..150M', () => {
    const at = quantileFunction({ family: 'log-normal', p5: 80e6, p50: Math.sqrt(80e6 * 150e6), p95: 150e6 });
    // sigma = ln(150/80) / (2 * 1.644854) = 0.628609 / 3.289707 = 0.191083; one sigma up is 109.5445M * e^0.191083 = 132.6102M
    expect(at(1) / 132.6102e6).toBeCloseTo(1, 5);
    expect(at(-1) * at(1)).toBeCloseTo(80e6 * 150e6, -8);
  });

  it('meets the three quantiles that it was given, in every family', () => {
    for (const [family, numbers] of [
      ['log-normal', ordered(positive)],
      ['logit-normal', ordered(share)],
      ['normal', ordered(fc.double({ min: -1e6, max: 1e6, noNaN: true }))],
    ] as const) {
      fc.assert(
        fc.property(numbers, ([p5, p50, p95]) => {
          const at = quantileFunction({ family, p5, p50, p95 });
          const size = Math.max(Math.abs(p5), Math.abs(p95));
          expect(Math.abs(at(-Z95) - p5)).toBeLessThanOrEqual(1e-12 * size + 1e-300);
          expect(Math.abs(at(0) - p50)).toBeLessThanOrEqual(1e-15 * size);
          expect(Math.abs(at(Z95) - p95)).toBeLessThanOrEqual(1e-12 * size + 1e-300);
        }),
        { seed: 3 },
      );
    }
  });

  it('stays within its domain and never falls', () => {
    fc.assert(
      fc.property(
        ordered(share),
        fc.double({ min: -8, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (three, z, step) => {
          const at = quantileFunction({ family: 'logit-normal', p5: three[0], p50: three[1], p95: three[2] });
          expect(at(z)).toBeGreaterThanOrEqual(0);
          expect(at(z)).toBeLessThanOrEqual(1);
          expect(at(z + step)).toBeGreaterThanOrEqual(at(z) * (1 - 1e-15));
        },
      ),
      { seed: 4 },
    );
  });

  it('gives back its stated percentiles to 0.1% when it is sampled', () => {
    for (const spread of [
      { family: 'log-normal', p5: 1, p50: 10, p95: 1000 },
      { family: 'logit-normal', p5: 0.1, p50: 0.6, p95: 0.97 },
      { family: 'normal', p5: -5, p50: 3, p95: 4 },
    ] as const) {
      const [p5, p50, p95] = percentiles(sample(spread), [0.05, 0.5, 0.95]) as [number, number, number];
      expect(Math.abs(p5 / spread.p5 - 1)).toBeLessThan(1e-3);
      expect(Math.abs(p50 / spread.p50 - 1)).toBeLessThan(1e-3);
      expect(Math.abs(p95 / spread.p95 - 1)).toBeLessThan(1e-3);
    }
  });

  it('has the mean of the log-normal, exp(mu + sigma^2 / 2), when it is symmetric in logarithms', () => {
    const sigma = Math.log(4) / Z95;
    expect(meanOf({ family: 'log-normal', p5: 25, p50: 100, p95: 400 })).toBeCloseTo(100 * Math.exp(sigma ** 2 / 2), 9);
    expect(meanOf({ family: 'normal', p5: 1, p50: 2, p95: 3 })).toBe(2);
    expect(meanOf({ family: 'logit-normal', p5: 0.1, p50: 0.2, p95: 0.3 })).toBeUndefined();
  });

  it('has a closed mean that its samples approach', () => {
    for (const spread of [
      { family: 'log-normal', p5: 20, p50: 100, p95: 200 },
      { family: 'normal', p5: 1, p50: 2, p95: 10 },
    ] as const) {
      expect(mean(sample(spread)) / (meanOf(spread) ?? Number.NaN)).toBeCloseTo(1, 3);
    }
  });

  it('refuses quantiles that contradict each other or leave the domain', () => {
    const refused = (family: QuantileSpread['family'], p5: number, p50: number, p95: number) =>
      expect(() => quantileFunction({ family, p5, p50, p95 })).toThrow(RangeError);
    refused('normal', 2, 1, 3);
    refused('log-normal', 0, 1, 2);
    refused('logit-normal', 0.5, 0.9, 1);
    refused('normal', 1, Number.NaN, 2);
  });

  it('may be no spread at all', () => {
    expect(quantileFunction({ family: 'log-normal', p5: 7, p50: 7, p95: 7 })(2)).toBeCloseTo(7, 12);
  });
});
