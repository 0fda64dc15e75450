import type { Spread } from './quantity.js';

const logit = (p: number): number => Math.log(p / (1 - p));
const fromLogit = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * The family of an interval: log-normal if both ends are positive, logit-normal if it is a share inside (0, 1), else normal.
 * @param share both ends are written with %, or the field wants a share
 */
function familyOf(p5: number, p95: number, share: boolean): Spread['family'] {
  if (share && p5 > 0 && p95 < 1) return 'logit-normal';
  return p5 > 0 ? 'log-normal' : 'normal';
}

/** The 90% interval from p5 to p95, with the median where its family puts it. */
export function intervalSpread(p5: number, p95: number, share: boolean): Spread {
  const family = familyOf(p5, p95, share);
  const middle =
    family === 'log-normal' ? Math.sqrt(p5 * p95) : family === 'logit-normal' ? fromLogit((logit(p5) + logit(p95)) / 2) : p5 / 2 + p95 / 2;
  return { family, p5, p50: middle, p95 };
}

/**
 * Doubt about what something grows by, or about what comes on top of it: g such that 1 + g is log-normal, whatever its ends. It is no share, which
 * could not exceed 100%. The median is where that family puts it, unless it is stated.
 */
export const growthSpread = (p5: number, p95: number, p50 = Math.sqrt((1 + p5) * (1 + p95)) - 1): Spread => ({
  family: 'growth',
  p5,
  p50,
  p95,
});

/** `a..m..b`: all three percentiles stated. */
export const statedSpread = (p5: number, p50: number, p95: number, share: boolean): Spread => ({
  family: familyOf(p5, p95, share),
  p5,
  p50,
  p95,
});

/**
 * `~a`: within a factor of 2 of a, which stays the median.
 * @param whole a cannot exceed 1: from a half on, what is missing to 1 is within a factor of 2. `~90%` is 80%..95%
 */
export function roughSpread(a: number, share: boolean, whole: boolean): Spread {
  if (!whole || a < 0.5 || a >= 1) return statedSpread(a / 2, a, a * 2, share);
  return statedSpread(a > 0.5 ? Number((2 * a - 1).toPrecision(15)) : a / 2, a, 1 - (1 - a) / 2, true);
}
