/** Chances of the states `from`, `from + 1`, ... of a chain; what is left out is below 1e-307 of the largest. */
export interface StateChances {
  readonly from: number;
  readonly values: Float64Array;
}

/** Rate from a state i to i + 1 over the rate back, 0 to Infinity, never rising with i. */
export type Ratio = (state: number) => number;

/** A birth-death chain in its long run, asked for in sums over its states 0..n. */
export interface BirthDeathChain {
  readonly chanceOf: (state: number) => number;
  /** Sum of the chances of the states from `from` to below `to`, each times `f` of it. */
  readonly sum: (from: number, to: number, f?: (state: number) => number) => number;
}

/** Below this doubles lose digits. */
const LEAST = 1e-307;

/**
 * Long-run chances of the states 0..n of a birth-death chain, which are in proportion to the products of its ratios. Only products,
 * quotients and sums of positive numbers: a chance of 1e-300 keeps its digits. Time grows with the states that have a chance, not with n.
 * @param n the last state; Infinity: there is none
 * @param near a guess of the likeliest state: the search begins there
 * @source Karlin and McGregor 1957, Trans. AMS 85; Trivedi 2001, Probability and Statistics, section 8.2
 */
export const birthDeath = (n: number, ratio: Ratio, near: number): StateChances =>
  chancesAround(modeOf(n, ratio, near), n, ratio, Number.POSITIVE_INFINITY) as StateChances;

/** The same from the likeliest state on; undefined where more than so many states have a chance. */
export function chancesAround(mode: number, n: number, ratio: Ratio, most: number): StateChances | undefined {
  // Outwards every product shrinks, so that none overflows.
  const above: number[] = [];
  for (let i = mode, weight = ratio(i); i < n && weight >= LEAST; weight *= ratio(++i)) if (above.push(weight) > most) return undefined;
  const below: number[] = [];
  for (let i = mode, weight = 1 / ratio(i - 1); i > 0 && weight >= LEAST; weight /= ratio(--i - 1))
    if (below.push(weight) > most) return undefined;
  const values = new Float64Array(below.length + 1 + above.length);
  const from = mode - below.length;
  values[below.length] = 1;
  for (let i = 0; i < below.length; i++) values[below.length - 1 - i] = below[i] as number;
  for (let i = 0; i < above.length; i++) values[below.length + 1 + i] = above[i] as number;
  const total = tailOf({ from, values }, 0);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / total;
  return { from, values };
}

/** The likeliest state: the first from which the way on is no likelier than the way back. */
export function modeOf(n: number, ratio: Ratio, near: number): number {
  const guess = near > 0 ? Math.min(n, Math.floor(near)) : 0;
  const isBefore = (state: number): boolean => state < n && ratio(state) > 1;
  if (isBefore(guess)) return firstAfter(guess, (state) => !isBefore(state));
  const isAfter = (back: number): boolean => back < guess && ratio(guess - back - 1) < 1;
  return isAfter(0) ? guess - firstAfter(0, (back) => !isAfter(back)) : guess;
}

/** The first whole number after `from` that is so, with all that follow: in doubling steps, then by halves. */
function firstAfter(from: number, is: (state: number) => boolean): number {
  let low = from;
  let step = 1;
  while (!is(low + step)) {
    low += step;
    step *= 2;
  }
  let high = low + step;
  for (let middle = Math.floor((low + high) / 2); middle > low && middle < high; middle = Math.floor((low + high) / 2)) {
    if (is(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Sum of all chances from a state on, the last first: where it is small, its small terms come first. */
export function tailOf({ from, values }: StateChances, state: number): number {
  let sum = 0;
  for (let i = values.length - 1; i >= 0 && i >= state - from; i--) sum += values[i] as number;
  return sum;
}

export const chanceOf = ({ from, values }: StateChances, state: number): number => values[state - from] ?? 0;
