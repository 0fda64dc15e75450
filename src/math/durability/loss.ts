import { shortOf } from '../redundancy/k-of-n.js';
import { meanTimeToShort } from '../redundancy/repaired.js';

/**
 * Chance that what fails (or is lost) once in `mean` on average does so within a time: 1 - exp(-time / mean). One unit of time. A disk
 * with an annual failure rate of 1.31% fails within a year with 1.3015%.
 */
export const lossWithin = (mean: number, time: number): number => -Math.expm1(-time / mean);

/**
 * Mean time between failures of units with an annual failure rate (failures per unit and year, 0.0131 for 1.31%), in the unit of `year`.
 */
export const meanTimeBetween = (annualRate: number, year: number): number => year / annualRate;

/** How lost shards are rebuilt: one after the other, or all at once. */
export type Rebuild = 'serial' | 'parallel';

/**
 * Mean time to data loss: until more than `tolerated` of n copies or shards are lost at once. Exact for exponential failures and rebuilds
 * (an absorbing chain whose states count the shards that are missing). One unit of time.
 * @param n copies, or shards of data and parity together
 * @param tolerated losses that cost no data: copies - 1, or the parity shards
 * @param mttf mean time to failure of one, @param mttr mean time to rebuild one
 * @source Patterson, Gibson and Katz 1988, SIGMOD; Chen et al. 1994, ACM Computing Surveys 26(2), without their approximation
 */
export const mttdl = (n: number, tolerated: number, mttf: number, mttr: number, rebuild: Rebuild): number =>
  meanTimeToShort(n, n - tolerated, 1 / mttf, mttr, rebuild === 'serial' ? 1 : Number.POSITIVE_INFINITY);

/**
 * The textbook's mean time to data loss, mttf^(m+1) / (n (n-1) ... (n-m) mttr^m), with rebuilds one after the other; in parallel m! times
 * that. Good where rebuilds are short beside lives: 0.06% off for 14 shards at mttr / mttf of 2e-5.
 * @source Chen et al. 1994, ACM Computing Surveys 26(2), section 5
 */
export function mttdlApproximate(n: number, tolerated: number, mttf: number, mttr: number, rebuild: Rebuild): number {
  let time = mttf / n;
  for (let lost = 1; lost <= tolerated; lost++) time *= (mttf / (n - lost) / mttr) * (rebuild === 'parallel' ? lost : 1);
  return time;
}

/** Chances of losing data within one window and within all of them. */
export interface WindowLoss {
  readonly window: number;
  readonly all: number;
}

/**
 * The window model: shards that fail within the time of one rebuild fail together, and each window starts with all of them.
 * - `binomial`: more than `tolerated` of n, each with chance `fails`
 * - `poisson`: exactly `tolerated` + 1 failures where n `fails` are expected, as the published figure has it; it leaves out what is rarer
 * still
 * @param fails chance (poisson: expected number) of failures of one shard within a window
 * @param windows rebuild times in the span looked at: 365 of a day in a year
 * @source binomial: Backblaze, erasure-coding-durability (calculator); poisson: Backblaze 2018, "Backblaze Durability is 99.999999999%"
 */
export function windowLoss(n: number, tolerated: number, fails: number, windows: number, law: 'binomial' | 'poisson'): WindowLoss {
  const window = law === 'binomial' ? shortOf(n, n - tolerated, fails) : exactly(tolerated + 1, n * fails);
  return { window, all: -Math.expm1(windows * Math.log1p(-window)) };
}

/** Poisson chance of a count. */
function exactly(count: number, expected: number): number {
  let chance = Math.exp(-expected);
  for (let i = 1; i <= count; i++) chance *= expected / i;
  return chance;
}
