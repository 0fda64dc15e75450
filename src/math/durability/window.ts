import { unavailabilityOfKofN } from '../redundancy/k-of-n.js';
import { lossWithin } from './loss.js';

/**
 * Chance to lose more than `tolerated` of n copies or shards within a time by the window model of published durabilities: those that fail within the time of
 * one rebuild fail together, and each window starts with all of them. One unit of time.
 *
 * It is kinder than the chain of `mttdl` where rebuilds are short beside lives: with m tolerated, (m + 1)! times as kind. Failures that fall into two
 * windows are left out (of m + 1 within a rebuild's time of the first, one in m + 1 is in one window), and lost shards are rebuilt at once, not one
 * after the other (m! times).
 * @param mttf mean time to failure of one, @param mttr time to rebuild one
 * @source Backblaze, erasure-coding-durability (calculator)
 */
export function windowLossWithin(n: number, tolerated: number, mttf: number, mttr: number, time: number): number {
  const window = unavailabilityOfKofN(n, n - tolerated, lossWithin(mttf, mttr));
  return -Math.expm1((time / mttr) * Math.log1p(-window));
}

/** Mean time between losses of which one comes within a time with this chance, at a constant rate: -time / ln(1 - chance). */
export const meanTimeBetween = (chance: number, time: number): number => -time / Math.log1p(-chance);
