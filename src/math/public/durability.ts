import { checkAtLeastZero, checkCount, checkPositive, checkShare, inDomain } from '../domain.js';
import { lossWithin, mttdl } from '../durability/loss.js';
import { unavailabilityOfKofN } from '../redundancy/k-of-n.js';

/**
 * Chance that what happens once in a mean time, at a constant rate, does so within a time: 1 - exp(-time / mean). A disk with an annual failure rate of
 * 1.31% fails within a year with 1.3015%.
 * @param times `mean` above 0 and `time` 0 or more, in one unit; `mean` may be Infinity
 * @returns 0 to 1
 * @throws RangeError outside that domain
 */
export function chanceWithin({ mean, time }: { readonly mean: number; readonly time: number }): number {
  checkPositive('mean', mean);
  checkAtLeastZero('time', time);
  return mean === Number.POSITIVE_INFINITY ? 0 : lossWithin(mean, time);
}

/**
 * Mean time to failure from an annual failure rate, in failures per unit and year (0.0131 for 1.31%).
 * @param rates `annualRate` 0 or more; `year` its length in the unit of the result, by default 8,760 (hours)
 * @throws RangeError outside that domain
 * @example mttfOfAnnualRate({ annualRate: 0.0131 }) // 668,702 hours
 */
export function mttfOfAnnualRate({ annualRate, year = 8760 }: { readonly annualRate: number; readonly year?: number }): number {
  checkAtLeastZero('annualRate', annualRate);
  checkPositive('year', year);
  return year / annualRate;
}

/** Copies of the same data, or the fragments of an erasure code. Times in one unit. */
export interface Shards {
  /** Copies, or fragments of data and parity together: 1 or more. */
  readonly n: number;
  /** Losses that cost no data, below n: copies - 1, or the parity fragments. */
  readonly tolerated: number;
  /** Mean time to failure of one, above 0. */
  readonly mttf: number;
  /** Mean time to rebuild one, above 0. */
  readonly rebuildTime: number;
  /** Lost shards are rebuilt one after the other, or all at once. */
  readonly rebuild: 'serial' | 'parallel';
}

/**
 * Mean time to data loss: until more than the tolerated shards are lost at once. Exact for exponential failures and rebuilds (an absorbing chain whose
 * states count the shards that are missing).
 * @param shards how many, how many may be lost, and how long they live and take to rebuild
 * @returns in the unit of the times: hours, where they are in hours
 * @throws RangeError outside the domain of `Shards`
 * @source Patterson, Gibson and Katz 1988, A case for RAID, SIGMOD; Chen et al. 1994, RAID, ACM Computing Surveys 26(2), without their approximation
 * @example meanTimeToDataLoss({ n: 2, tolerated: 1, mttf: 1e6, rebuildTime: 24, rebuild: 'serial' }) // 2.0835e10 hours
 */
export function meanTimeToDataLoss(shards: Shards): number {
  checkShards(shards);
  return mttdl(shards.n, shards.tolerated, shards.mttf, shards.rebuildTime, shards.rebuild);
}

/**
 * The textbook's mean time to data loss, mttf^(m+1) / (n (n-1) ... (n-m) rebuildTime^m) for m tolerated losses, rebuilt one after the other; in parallel m!
 * times that. Good where rebuilds are short beside lives: 0.06% off for 14 shards at a rebuild of 2e-5 lives. To compare with published figures.
 * @param shards as for `meanTimeToDataLoss`
 * @returns in the unit of the times
 * @throws RangeError outside the domain of `Shards`
 * @source Chen et al. 1994, RAID, ACM Computing Surveys 26(2), section 5
 */
export function approximateMeanTimeToDataLoss(shards: Shards): number {
  checkShards(shards);
  const { n, tolerated, mttf, rebuildTime, rebuild } = shards;
  let time = mttf / n;
  for (let lost = 1; lost <= tolerated; lost++) time *= (mttf / (n - lost) / rebuildTime) * (rebuild === 'parallel' ? lost : 1);
  return time;
}

function checkShards({ n, tolerated, mttf, rebuildTime }: Shards): void {
  checkCount('n', n, 1);
  checkCount('tolerated', tolerated);
  inDomain(tolerated < n, 'tolerated', tolerated, `below ${n}`);
  checkPositive('mttf', mttf);
  checkPositive('rebuildTime', rebuildTime);
}

/** Chances of losing data within one window and within all of them. */
export interface WindowLoss {
  readonly window: number;
  readonly all: number;
}

/**
 * The window model of published durabilities: shards that fail within the time of one rebuild fail together, and each window starts with all of them.
 * - `binomial`: more than `tolerated` of n, each with chance `failures`
 * - `poisson`: exactly `tolerated` + 1 failures where n `failures` are expected, as the published figure has it; rarer losses are left out
 *
 * Where rebuilds are short beside lives it comes to (tolerated + 1)! times fewer losses than `meanTimeToDataLoss` with serial rebuilds, 24 times for three
 * parity shards, and to tolerated + 1 times fewer with parallel ones: it leaves out failures that fall into two windows, and restores all lost shards at
 * once. Prefer the chain; use this to compare with a figure that was published.
 * @param model `n` shards, 1 or more; `tolerated` losses, below n; `failures` of one shard within a window: chance, or expected number; `windows` in the
 * span looked at, 0 or more: 365 of a day in a year
 * @throws RangeError outside that domain
 * @source binomial: Backblaze, erasure-coding-durability (calculator); poisson: Backblaze 2018, Backblaze durability is 99.999999999%
 */
export function windowModelLoss({
  n,
  tolerated,
  failures,
  windows,
  law,
}: {
  readonly n: number;
  readonly tolerated: number;
  readonly failures: number;
  readonly windows: number;
  readonly law: 'binomial' | 'poisson';
}): WindowLoss {
  checkCount('n', n, 1);
  checkCount('tolerated', tolerated);
  inDomain(tolerated < n, 'tolerated', tolerated, `below ${n}`);
  if (law === 'binomial') checkShare('failures', failures);
  else checkAtLeastZero('failures', failures);
  checkAtLeastZero('windows', windows);
  const window = law === 'binomial' ? unavailabilityOfKofN(n, n - tolerated, failures) : poissonChance(tolerated + 1, n * failures);
  return { window, all: -Math.expm1(windows * Math.log1p(-window)) };
}

/** Poisson chance of a count. */
function poissonChance(count: number, expected: number): number {
  let chance = Math.exp(-expected);
  for (let i = 1; i <= count; i++) chance *= expected / i;
  return chance;
}
