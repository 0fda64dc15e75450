import { checkAtLeastZero, checkCount, checkPositive, checkShare, inDomain } from '../domain.js';
import type { Solved } from '../latency/ending.js';
import { exactWithin, meanWithin } from '../latency/exact.js';
import { inTurn, own, type Plan } from '../latency/plan.js';
import { solve } from '../latency/solve.js';
import * as times from '../latency/times.js';

/** How a time is made of others. Made by the functions here alone. */
export type TimePlan = Plan;

/**
 * A fixed time.
 * @param time 0 or more
 * @throws RangeError outside that domain
 */
export function fixed(time: number): TimePlan {
  checkAtLeastZero('time', time);
  return own(times.fixedTime(time));
}

/**
 * An exponential time, as a mean alone is taken to be.
 * @param mean above 0
 * @throws RangeError outside that domain
 */
export function exponential(mean: number): TimePlan {
  checkPositive('mean', mean);
  return own(times.exponentialTime(mean));
}

/**
 * The log-normal time through two percentiles.
 * @param through `p50` above 0, and `p99`, at least as much
 * @throws RangeError outside that domain
 * @source Crow and Shimizu 1988, Lognormal Distributions, ch. 1
 */
export function logNormal({ p50, p99 }: { readonly p50: number; readonly p99: number }): TimePlan {
  checkPositive('p50', p50);
  inDomain(p99 >= p50 && p99 < Number.POSITIVE_INFINITY, 'p99', p99, 'p50 or more, and finite');
  return own(times.logNormalTime(p50, p99));
}

/**
 * A gamma time with a mean and a squared coefficient of variation: 1 is exponential, 0 fixed.
 * @param of `mean` above 0; `variation`, variance over the squared mean, 0 or more
 * @throws RangeError outside that domain
 */
export function gamma({ mean, variation }: { readonly mean: number; readonly variation: number }): TimePlan {
  checkPositive('mean', mean);
  checkAtLeastZero('variation', variation);
  return own(times.gammaTime(mean, variation));
}

/**
 * Times one after the other: their distribution is the convolution of theirs, and no percentile of it the sum of percentiles.
 * @param plans independent of each other
 */
export const sequential = (plans: readonly TimePlan[]): TimePlan => inTurn(...plans);

/**
 * Times that begin at once: until all have ended, or as many as are enough (an order statistic).
 * @param plans independent of each other
 * @param enough 1 to as many as there are; all of them by default
 * @throws RangeError outside that domain
 */
export function concurrent(plans: readonly TimePlan[], enough = plans.length): TimePlan {
  checkCount('enough', enough, 1);
  inDomain(enough <= plans.length, 'enough', enough, `at most ${plans.length}`);
  return { kind: 'together', of: plans, enough };
}

/**
 * So many times that are alike, begun at once: a fan-out, or a quorum.
 * @param plan one of them
 * @param of `count` of them, 1 or more, of which `enough` answers are: all by default
 * @throws RangeError outside that domain
 * @source Dean and Barroso 2013, The Tail at Scale, Comm. ACM 56(2)
 */
export function fanOut(plan: TimePlan, { count, enough = count }: { readonly count: number; readonly enough?: number }): TimePlan {
  checkCount('count', count, 1);
  checkCount('enough', enough, 1);
  inDomain(enough <= count, 'enough', enough, `at most ${count}`);
  return { kind: 'copies', plan, count, enough };
}

/**
 * One of several times, by chance.
 * @param parts `share` of each, 0 to 1, which come to 1
 * @throws RangeError outside that domain
 */
export function mixture(parts: readonly { readonly share: number; readonly plan: TimePlan }[]): TimePlan {
  for (const [i, { share }] of parts.entries()) checkShare(`parts[${i}].share`, share);
  const sum = parts.reduce((all, { share }) => all + share, 0);
  inDomain(Math.abs(sum - 1) < 1e-9, 'the sum of shares', sum, '1');
  return { kind: 'either', of: parts };
}

/**
 * A call that is sent again when the first takes longer than a delay; the first answer counts.
 * @param plan one attempt
 * @param after the delay, 0 or more
 * @source Dean and Barroso 2013: hedged requests
 */
export function hedged(plan: TimePlan, after: number): TimePlan {
  checkAtLeastZero('after', after);
  return { kind: 'hedged', plan, after, extra: 1 };
}

/**
 * A call that is given up after a time, and tried again.
 * @param plan one attempt
 * @param policy `timeout` above 0; `retries`, 0 to 100; `wait` between attempts, 0 or more and 0 by default
 * @throws RangeError outside that domain
 */
export function withTimeout(
  plan: TimePlan,
  { timeout, retries, wait = 0 }: { readonly timeout: number; readonly retries: number; readonly wait?: number },
): TimePlan {
  checkPositive('timeout', timeout);
  checkCount('retries', retries);
  inDomain(retries <= 100, 'retries', retries, 'at most 100');
  checkAtLeastZero('wait', wait);
  return {
    kind: 'attempts',
    plan,
    timeout,
    waits: Array.from({ length: retries }, () => times.fixedTime(wait)),
    on: { timeout: true, error: true },
  };
}

/**
 * Percentiles of a plan, each with a bracket that surely holds it and is at most 1% wide from p50 to p99.9; without sums they are exact to the last digits.
 * @param plan of the functions here
 * @returns percentiles of what is answered, the share that is not, and the share that takes at most so long
 */
export const latencyOf = (plan: TimePlan): Pick<Solved, 'percentile' | 'failed' | 'within'> => solve(plan);

/**
 * The mean of a plan without sums and timeouts, by quadrature: about 12 digits where its distribution is smooth.
 * @param plan of `fanOut`, `concurrent`, `mixture` and single times
 * @throws RangeError for a plan with sums, retries or timeouts
 */
export function meanTime(plan: TimePlan): number {
  const within = exactWithin(plan);
  if (!within) throw new RangeError('the mean is of plans without sums and timeouts');
  return meanWithin(within);
}

/**
 * Chance that at least one of several is slow: 1 - (1 - p)^n, to the last digit.
 * @param of `count` of them, 0 or more, each `slow` with that chance
 * @throws RangeError outside that domain
 * @example anySlow({ count: 100, slow: 0.01 }) // 0.634
 */
export function anySlow({ count, slow }: { readonly count: number; readonly slow: number }): number {
  checkCount('count', count);
  checkShare('slow', slow);
  return slow === 1 ? Number(count > 0) : -Math.expm1(count * Math.log1p(-slow));
}

/**
 * The percentile that each of several has to keep for all to keep another: target^(1/n).
 * @param of `count` of them, 1 or more; `target`, above 0 and up to 1
 * @returns that share, and what is left of it to 1
 * @throws RangeError outside that domain
 */
export function leafPercentile({ count, target }: { readonly count: number; readonly target: number }): {
  readonly share: number;
  readonly tail: number;
} {
  checkCount('count', count, 1);
  inDomain(target > 0 && target <= 1, 'target', target, 'above 0, up to 1');
  const log = Math.log(target) / count;
  return { share: Math.exp(log), tail: -Math.expm1(log) };
}

/**
 * What retries come to where each attempt fails with the same chance: calls sent for one, and the chance that all fail.
 * @param of `failing`, 0 to 1; `retries`, 0 or more
 * @throws RangeError outside that domain
 */
export function retriesOf({ failing, retries }: { readonly failing: number; readonly retries: number }): {
  readonly sent: number;
  readonly failed: number;
} {
  checkShare('failing', failing);
  checkCount('retries', retries);
  const failed = failing ** (retries + 1);
  return { sent: failing === 1 ? retries + 1 : (1 - failed) / (1 - failing), failed };
}
