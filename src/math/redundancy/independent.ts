import { checkShare } from '../domain.js';

/**
 * Unavailability of a thing that is up for `up` and down for `down` on average (any law, one unit of time): down / (up + down). Where a
 * manufacturer's MTBF means the whole cycle, `up` is that less `down`. What never fails is never down.
 * @source Barlow and Proschan 1975, section 7.2
 */
export const unavailabilityOf = (up: number, down: number): number =>
  up === Number.POSITIVE_INFINITY || down === 0 ? 0 : down / (up + down);

/** Unavailability where all are needed and independent: 1 - prod (1 - q), without that subtraction. */
export function inSeries(qs: ArrayLike<number>): number {
  let logs = 0;
  for (let i = 0; i < qs.length; i++) logs += Math.log1p(-(qs[i] as number));
  return 0 - Math.expm1(logs);
}

/**
 * Unavailability of parts of which one is enough, and which fail independently: q1 q2...
 * @param unavailabilities of the parts, each 0 to 1; of none it is 1
 * @throws RangeError outside that domain
 */
export function inParallel(unavailabilities: readonly number[]): number {
  for (const [i, q] of unavailabilities.entries()) checkShare(`unavailabilities[${i}]`, q);
  return unavailabilities.reduce((product, q) => product * q, 1);
}

/** Nines of an unavailability: -log10 q. 0.0005 has 3.3; 0 has Infinity. */
export const ninesOf = (q: number): number => 0 - Math.log10(q);
