import { scaled, spreadAt } from './loops/index.js';
import { normalCdf, Z95 } from './normal.js';
import type { QuantileSpread } from './quantile-spread.js';

export type { QuantileSpread } from './quantile-spread.js';

const identity = (x: number): number => x;
const logit = (x: number): number => Math.log(x / (1 - x));

/** For each family its transform, what a step in the transformed space makes of the median, and its domain (open). */
const FAMILIES = {
  'log-normal': { to: Math.log, move: (p50: number, step: number) => p50 * Math.exp(step), least: 0, most: Number.POSITIVE_INFINITY },
  'logit-normal': { to: logit, move: (p50: number, step: number) => p50 / (p50 + (1 - p50) * Math.exp(-step)), least: 0, most: 1 },
  growth: {
    to: Math.log1p,
    move: (p50: number, step: number) => p50 + (1 + p50) * Math.expm1(step),
    least: -1,
    most: Number.POSITIVE_INFINITY,
  },
  normal: {
    to: identity,
    move: (p50: number, step: number) => p50 + step,
    least: Number.NEGATIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
  },
} as const;

/** In the transformed space: the median and a standard deviation for each side of it. */
function sidesOf(spread: QuantileSpread): { readonly middle: number; readonly below: number; readonly above: number } {
  const { family, p5, p50, p95 } = spread;
  const { to, least, most } = FAMILIES[family];
  if (!(least < p5 && p5 <= p50 && p50 <= p95 && p95 < most)) {
    throw new RangeError(`a ${family} spread needs ${least} < p5 <= p50 <= p95 < ${most}, not ${p5}, ${p50}, ${p95}`);
  }
  const middle = to(p50);
  return { middle, below: (middle - to(p5)) / Z95, above: (to(p95) - middle) / Z95 };
}

/**
 * The value of a spread at a standard normal score z: x = g(m + s z), where g is exp, the logistic function or nothing, m = g^-1(p50), and
 * s one of two deviations, below and above the median (a split normal in the transformed space). So all three quantiles are met exactly,
 * also where the median is not in the middle. Increasing in z; at z = 0 it is p50 itself.
 * @param spread its quantiles, in any unit
 * @returns the value at a score, in that unit
 * @throws RangeError unless p5 <= p50 <= p95 lie within the family's domain: above 0 for log-normal, between 0 and 1 for logit-normal,
 *   above -1 for growth
 * @source the split normal: Wallis 2014, Statistical Science 29(1)
 */
export function quantileFunction(spread: QuantileSpread): (z: number) => number {
  const { below, above } = sidesOf(spread);
  const { move } = FAMILIES[spread.family];
  const { p50 } = spread;
  return (z) => move(p50, (z < 0 ? below : above) * z);
}

/** The values of a spread at many scores: those of `quantileFunction`. */
export function quantilesAt(spread: QuantileSpread, scores: Float64Array): Float64Array {
  const { below, above } = sidesOf(spread);
  const { family, p50 } = spread;
  if (family !== 'growth') return spreadAt(scores, { family, p50, below, above });
  return scaled(spreadAt(scores, { family: 'log-normal', p50: 1 + p50, below, above }), 1, -1);
}

/**
 * Mean of a spread, in its unit; undefined for logit-normal, which has no closed form.
 * normal: m + (s2 - s1) / sqrt(2 pi) ; growth: one less than that of the log-normal of one more ; log-normal: p50 (e^(s1^2/2) Phi(-s1) + e^(s2^2/2) Phi(s2)), with s1 below and s2 above the median.
 * @param spread its quantiles, in any unit
 * @throws RangeError as `quantileFunction`
 */
export function meanOf(spread: QuantileSpread): number | undefined {
  const { middle, below, above } = sidesOf(spread);
  if (spread.family === 'normal') return middle + (above - below) / Math.sqrt(2 * Math.PI);
  const ofMedian = (): number => Math.exp((below * below) / 2) * normalCdf(-below) + Math.exp((above * above) / 2) * normalCdf(above);
  if (spread.family === 'log-normal') return spread.p50 * ofMedian();
  return spread.family === 'growth' ? (1 + spread.p50) * ofMedian() - 1 : undefined;
}
