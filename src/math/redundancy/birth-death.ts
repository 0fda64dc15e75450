/**
 * Long-run chances of the states 0..n of a birth-death chain, which are in proportion to the products of its ratios. Only products, quotients and
 * sums of positive numbers: a chance of 1e-300 keeps its digits.
 * @param ratio rate from state i to i + 1 over the rate back, 0 to Infinity, never rising with i
 * @returns n + 1 chances that add up to 1
 * @source Karlin and McGregor 1957, Trans. AMS 85; Trivedi 2001, Probability and Statistics, section 8.2
 */
export function birthDeath(n: number, ratio: (state: number) => number): Float64Array {
  const chances = new Float64Array(n + 1);
  // From the likeliest state outwards every product shrinks, so that none overflows.
  let mode = 0;
  while (mode < n && ratio(mode) > 1) mode++;
  chances[mode] = 1;
  for (let i = mode; i < n; i++) chances[i + 1] = (chances[i] as number) * ratio(i);
  for (let i = mode; i > 0; i--) chances[i - 1] = (chances[i] as number) / ratio(i - 1);
  const total = tailOf(chances, 0);
  for (let i = 0; i <= n; i++) chances[i] = (chances[i] as number) / total;
  return chances;
}

/** Sum of all chances from a state on, the last first: where it is small, its small terms come first. */
export function tailOf(chances: Float64Array, from: number): number {
  let sum = 0;
  for (let i = chances.length - 1; i >= from; i--) sum += chances[i] as number;
  return sum;
}
