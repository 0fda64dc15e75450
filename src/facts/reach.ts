import { type Point, RootSearch } from '../math/index.js';

/** Months of a year, whatever the calendar: a twelfth of it each. */
export const MONTHS = 12;

const BEHIND = 1 + 1e-6;

/** Beyond this no growth is worth the word. */
const MOST_YEARS = 1000;

/**
 * Least times t >= 0 at which growing amounts reach their limits, one for each joint sample; infinite where one does not within a thousand years.
 * Bracketed by doubling, then the roots of logarithms, which growth at a constant rate makes straight. All samples are looked at together, each
 * at a time of its own.
 * @param amountsAt amounts after so many years: the same for all of them, or one for each
 * @param limits in the unit of the amounts, one for each
 */
export function timesToReach(amountsAt: (years: number | Float64Array) => Float64Array, limits: Float64Array): Float64Array {
  const distancesAt = (years: number | Float64Array): Float64Array =>
    amountsAt(years).map((amount, i) => Math.log(amount / (limits[i] as number)));
  const times = new Float64Array(limits.length).fill(Number.POSITIVE_INFINITY);
  let open: Bracket[] = [];
  for (const [i, y] of distancesAt(0).entries()) {
    // What is not a number, as 0 of 0, is never reached.
    if (y < 0) open.push({ i, low: { x: 0, y } });
    else if (y >= 0) times[i] = 0;
  }
  const searches: Search[] = [];
  const overflown: number[] = [];
  for (let x = 1; open.length > 0 && x < 2 * MOST_YEARS; x *= 2) {
    const distances = distancesAt(x);
    const further: Bracket[] = [];
    for (const { i, low } of open) {
      const high = { x, y: distances[i] as number };
      if (high.y < 0) further.push({ i, low: high });
      else if (!Number.isNaN(high.y)) {
        searches.push({ i, root: new RootSearch(low, high) });
        if (high.y === Number.POSITIVE_INFINITY) overflown.push(i);
      }
    }
    open = further;
  }
  solve(searches, distancesAt, times);
  if (overflown.length === 0) return times;
  // What is beyond all numbers, or none, right behind a root has not grown to its limit there: something it rests on is too large to be one.
  const behind = distancesAt(times.map((time) => (Number.isFinite(time) ? time * BEHIND : 0)));
  for (const i of overflown) if (!Number.isFinite(behind[i])) times[i] = Number.POSITIVE_INFINITY;
  return times;
}

/** The least such time of one amount. */
export const timeToReach = (amountAt: (years: number) => number, limit: number): number =>
  timesToReach(
    (years) => Float64Array.of(amountAt(typeof years === 'number' ? years : (years[0] as number))),
    Float64Array.of(limit),
  )[0] as number;

/** A sample that has not reached its limit at a time. */
interface Bracket {
  readonly i: number;
  readonly low: Point;
}

interface Search {
  readonly i: number;
  readonly root: RootSearch;
}

function solve(searches: readonly Search[], distancesAt: (years: Float64Array) => Float64Array, times: Float64Array): void {
  const years = new Float64Array(times.length);
  for (let left = searches; ; ) {
    left = left.filter(({ i, root }) => {
      if (root.root === undefined) return true;
      times[i] = root.root;
      return false;
    });
    if (left.length === 0) return;
    for (const { i, root } of left) years[i] = root.next;
    const distances = distancesAt(years.slice());
    for (const { i, root } of left) root.give(distances[i] as number);
  }
}
