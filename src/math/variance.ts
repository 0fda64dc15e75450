import { binned, extremesOf, logarithms, momentsOf } from './loops/index.js';

/** How many equal bins of strata an input is cut into: fine enough for a curve, coarse enough for a steady mean in each. */
const BINS = 200;

/**
 * First-order variance shares: for each input, Var(E[Y | input]) / Var(Y), where Y is the logarithm of the result if all of it is positive,
 * else the result. The share of the doubt that would go if the input were known; what is missing to 1 is interaction (or noise).
 *
 * E[Y | input] is the mean of each of 200 bins of the input, of equal count; the variance of these means is corrected for what chance alone
 * gives (epsilon squared). The order of the samples does not matter. Infinite results are left out. All 0 if the result does not vary.
 * @param result one value a sample
 * @param strata for each input the stratum of each sample, 0 to n - 1 each once, as `sampleStrata` gives them
 * @returns one share an input, 0 to 1
 * @throws RangeError if a column has another length than the result
 * @source first-order index: Sobol' 1993; the correction: Kelley 1935, PNAS 21(9)
 */
export function varianceShares(result: Float64Array, strata: readonly Int32Array[]): number[] {
  const n = result.length;
  for (const column of strata) if (column.length !== n) throw new RangeError(`varianceShares: ${column.length} strata for ${n} results`);
  if (n === 0) return strata.map(() => 0);
  const target = targetOf(result);
  const { count, average, squares } = momentsOf(target);
  const bins = Math.min(BINS, Math.max(2, Math.floor(n / 50)));
  // The average of equal numbers is off by their rounding, up to about 1e-12 of them: less than this is no variance.
  if (!(count > bins && squares > count * (1e-11 * average) ** 2)) return strata.map(() => 0);
  return strata.map((column) => {
    const { sums, counts } = binned(target, average, column, bins);
    let between = 0;
    let used = 0;
    for (let bin = 0; bin < bins; bin++) {
      const members = counts[bin] as number;
      if (members === 0) continue;
      used++;
      between += (sums[bin] as number) ** 2 / members;
    }
    const chance = ((used - 1) * (squares - between)) / (count - used);
    return Math.min(1, Math.max(0, (between - chance) / squares));
  });
}

/** Logarithms where all values are positive, so that a product splits into a sum. */
const targetOf = (result: Float64Array): Float64Array => (extremesOf(result)[0] > 0 ? logarithms(result) : result);
