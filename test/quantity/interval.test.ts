import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal, mended, placeOf, slipOf } from './support/words.js';

describe('an interval states the 5th and 95th percentile of one doubtful number', () => {
  test('two positive ends are log-normal: the median is their geometric mean', () => {
    expect(literal('4..9 s').spread).toEqual({ family: 'log-normal', p5: 4, p50: 6, p95: 9 });
    expect(literal('4..9 s').value).toBe(6);
  });

  test('a share is logit-normal: the median is halfway between the log odds', () => {
    // odds of 20% are 1/4, of 80% 4: halfway is 1, which is 50%
    expect(literal('20%..80%').spread).toMatchObject({ family: 'logit-normal', p5: 0.2, p95: 0.8 });
    expect(literal('20%..80%').value).toBeCloseTo(0.5, 12);
    expect(literal('0.2..0.8', 'share').spread?.family).toBe('logit-normal');
    expect(literal('0.2..0.8', 'ratio').spread?.family).toBe('log-normal');
  });

  test('where an end is zero or below it is normal', () => {
    expect(literal('-5..15').spread).toEqual({ family: 'normal', p5: -5, p50: 5, p95: 15 });
    expect(literal('0..10 GB').spread).toEqual({ family: 'normal', p5: 0, p50: 5e9, p95: 1e10 });
  });

  test('a middle states the median', () => {
    expect(literal('1..5..10 ms').spread).toEqual({ family: 'log-normal', p5: 0.001, p50: 0.005, p95: 0.01 });
    expect(literal('1..5..10 ms').value).toBe(0.005);
  });

  test('a tilde is within a factor of two, and the number stays the median', () => {
    expect(literal('~5k req/s').spread).toEqual({ family: 'log-normal', p5: 2500, p50: 5000, p95: 10_000 });
    expect(literal('~20%').spread).toEqual({ family: 'logit-normal', p5: 0.1, p50: 0.2, p95: 0.4 });
  });

  test.each([
    ['60..90 d', 60 * 86_400, 90 * 86_400],
    ['3-5 req/s', 3, 5],
    ['3 – 5 req/s', 3, 5],
    ['3 to 5 req/s', 3, 5],
    ['1h-2h', 3600, 7200],
    ['2x-4x', 2, 4],
    ['60 d..90 d', 60 * 86_400, 90 * 86_400],
    ['80M..150M users', 80e6, 150e6],
    ['10..20%', 0.1, 0.2],
    ['10%..20%', 0.1, 0.2],
    ['500 MB..2 GB', 5e8, 2e9],
    ['500 MB..2 GB per day', 5e8 / 86_400, 2e9 / 86_400],
    ['1..2 GB/day', 1e9 / 86_400, 2e9 / 86_400],
    ['x2..x4', 2, 4],
    ['x2..4', 2, 4],
    ['500..2k req/s', 500, 2000],
    ['0..10k', 0, 10_000],
    ['1h..1h30m', 3600, 5400],
  ])('the unit of the last part goes with the others: %s', (text, p5, p95) => {
    const { spread } = literal(text);
    expect(spread?.p5).toBeCloseTo(p5, 9);
    expect(spread?.p95).toBeCloseTo(p95, 9);
  });

  test('an interval without width is a number', () => {
    expect(literal('3..3').spread).toBeUndefined();
    expect(literal('3..3').value).toBe(3);
  });

  test('the stated percentiles are kept to the last digit, whatever they are', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.double({ min: 1.001, max: 1e6, noNaN: true }), (a, factor) => {
        const b = a * factor;
        const { spread } = literal(`${plain(a)}..${plain(b)}`);
        expect(spread?.p5).toBe(Number(plain(a)));
        expect(spread?.p95).toBe(Number(plain(b)));
        expect(spread?.p50).toBeCloseTo(Math.sqrt(Number(plain(a)) * Number(plain(b))), 6);
      }),
      { seed: 20_261_101, numRuns: 200 },
    );
  });
});

const plain = (x: number): string => x.toFixed(9);

describe('an interval that contradicts itself says how it was meant', () => {
  test.each([
    ['20..10 GB', '10..20 GB'],
    ['2 GB..500 MB', '500 MB..2 GB'],
    ['10GB..20', '10..20GB'],
    ['3...5', '3..5'],
  ])('%s -> %s', (text, better) => {
    const problem = slipOf(text);
    expect(problem.rule).toBe('quantity/interval');
    expect(mended(text, problem)).toBe(better);
  });

  test('a suffix on the last part alone has two readings, and both are shown', () => {
    const problem = slipOf('5..10k', 'count');
    expect(problem).toMatchObject({ rule: 'quantity/ambiguous', start: 0, end: 6 });
    expect(problem.message).toContain('5k..10k');
    expect(problem.message).toContain('5..10000');
    expect(problem.suggestion).toBeUndefined();
  });

  test.each([
    ['1..5..3', '1..5..3'],
    ['1..12..10', '1..12..10'],
    ['5..1..10', '5..1..10'],
    ['1..1..10', '1..1..10'],
    ['1..2..3..4', '1..2..3'],
    ['~5..10', '~5..10'],
    ['~0', '~0'],
    ['~-5', '~-5'],
    ['5 s..10 GB', '5 s..10 GB'],
    ['5 GB..10%', '5 GB..10%'],
  ])('%s', (text, place) => {
    const problem = slipOf(text);
    expect(problem.rule).toBe('quantity/interval');
    expect(placeOf(text, problem)).toBe(place);
  });

  test('an interval of a share stays inside 0% and 100%', () => {
    expect(slipOf('50%..100%', 'share').rule).toBe('quantity/interval');
    expect(slipOf('0%..10%', 'share').rule).toBe('quantity/interval');
    expect(slipOf('50%..120%', 'share').rule).toBe('quantity/range');
    // From a half on, what is missing to 100% is within a factor of 2: 40%, of 20%..80%.
    expect(literal('~60%', 'share').spread).toMatchObject({ p5: 0.2, p50: 0.6, p95: 0.8 });
    expect(literal('50%..99.9%', 'share').spread?.family).toBe('logit-normal');
  });
});
