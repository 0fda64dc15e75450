/** Chances of the states `from`, `from + 1`, ... of a chain; what is left out is below 1e-307 of the largest. */
export interface Chances {
  readonly from: number;
  readonly values: Float64Array;
}

/** Below this doubles lose digits. */
const LEAST = 1e-307;

/**
 * Long-run chances of the states 0..n of a birth-death chain, which are in proportion to the products of its ratios. Only products,
 * quotients and sums of positive numbers: a chance of 1e-300 keeps its digits. Time grows with the states that have a chance, not with n.
 * @param n the last state; Infinity: there is none
 * @param ratio rate from state i to i + 1 over the rate back, 0 to Infinity, never rising with i
 * @param near a guess of the likeliest state: the search begins there
 * @source Karlin and McGregor 1957, Trans. AMS 85; Trivedi 2001, Probability and Statistics, section 8.2
 */
export function birthDeath(n: number, ratio: (state: number) => number, near: number): Chances {
  // From the likeliest state outwards every product shrinks, so that none overflows.
  let mode = near > 0 ? Math.min(n, Math.floor(near)) : 0;
  while (mode < n && ratio(mode) > 1) mode++;
  while (mode > 0 && ratio(mode - 1) < 1) mode--;
  const above: number[] = [];
  for (let i = mode, weight = ratio(i); i < n && weight >= LEAST; weight *= ratio(++i)) above.push(weight);
  const below: number[] = [];
  for (let i = mode, weight = 1 / ratio(i - 1); i > 0 && weight >= LEAST; weight /= ratio(--i - 1)) below.push(weight);
  const values = new Float64Array(below.length + 1 + above.length);
  const from = mode - below.length;
  values[below.length] = 1;
  for (let i = 0; i < below.length; i++) values[below.length - 1 - i] = below[i] as number;
  for (let i = 0; i < above.length; i++) values[below.length + 1 + i] = above[i] as number;
  const total = tailOf({ from, values }, 0);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / total;
  return { from, values };
}

/** Sum of all chances from a state on, the last first: where it is small, its small terms come first. */
export function tailOf({ from, values }: Chances, state: number): number {
  let sum = 0;
  for (let i = values.length - 1; i >= 0 && i >= state - from; i--) sum += values[i] as number;
  return sum;
}

export const chanceOf = ({ from, values }: Chances, state: number): number => values[state - from] ?? 0;
