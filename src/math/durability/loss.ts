import { meanTimeToInsufficient } from '../redundancy/repaired.js';

/**
 * Chance that what fails (or is lost) once in `mean` on average does so within a time: 1 - exp(-time / mean). One unit of time. A disk
 * with an annual failure rate of 1.31% fails within a year with 1.3015%.
 */
export const lossWithin = (mean: number, time: number): number => -Math.expm1(-time / mean);

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
  meanTimeToInsufficient(n, n - tolerated, 1 / mttf, mttr, rebuild === 'serial' ? 1 : Number.POSITIVE_INFINITY);
