/** Chances of `from`, `from + 1`, ...; what is left out is below 1e-300 of the largest. */
export interface Counts {
  readonly from: number;
  readonly chances: Float64Array;
}

const NEGLIGIBLE = 1e-300;

/**
 * Poisson chances of every count that matters, by ratios from the likeliest one outwards: no logarithms, full relative accuracy in the tails.
 * @param mean above 0; time and memory grow with its root
 */
export function poisson(mean: number): Counts {
  const mode = Math.floor(mean);
  const below: number[] = [];
  for (let n = mode, weight = 1; n > 0; n--) {
    weight *= n / mean;
    if (weight < NEGLIGIBLE) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let n = mode + 1, weight = 1; ; n++) {
    weight *= mean / n;
    if (weight < NEGLIGIBLE) break;
    above.push(weight);
  }
  const chances = Float64Array.from([...below.reverse(), 1, ...above]);
  const total = chances.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] as number) / total;
  return { from: mode - below.length, chances };
}
