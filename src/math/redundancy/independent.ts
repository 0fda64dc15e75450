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

/** Unavailability where one is enough and they are independent: prod q. Of none: 1. */
export function inParallel(qs: ArrayLike<number>): number {
  let product = 1;
  for (let i = 0; i < qs.length; i++) product *= qs[i] as number;
  return product;
}

/** Nines of an unavailability: -log10 q. 0.0005 has 3.3; 0 has Infinity. */
export const ninesOf = (q: number): number => 0 - Math.log10(q);
