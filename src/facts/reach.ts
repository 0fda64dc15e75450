import { rootBetween } from '../math/index.js';

/** Beyond this no growth is worth the word. */
const MOST_YEARS = 1000;

/**
 * Least time t >= 0 at which a growing amount reaches a limit; infinite if it does not within a thousand years.
 * Bracketed by doubling, then a root of the logarithm, which growth at a constant rate makes straight.
 * @param amountAt amount after so many years, in the limit's unit
 */
export function timeToReach(amountAt: (years: number) => number, limit: number): number {
  const distance = (years: number): number => Math.log(amountAt(years) / limit);
  let low = { x: 0, y: distance(0) };
  if (!(low.y < 0)) return Number.isNaN(low.y) ? Number.POSITIVE_INFINITY : 0;
  let high = { x: 1, y: distance(1) };
  while (high.y < 0) {
    if (high.x >= MOST_YEARS) return Number.POSITIVE_INFINITY;
    low = high;
    high = { x: 2 * low.x, y: distance(2 * low.x) };
  }
  return rootBetween(distance, low, high);
}
