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
  const target = targetOf(result);
  const { count, average, squares } = momentsOf(target);
  const bins = Math.min(BINS, Math.max(2, Math.floor(n / 50)));
  // The average of equal numbers is off by their rounding, up to about 1e-12 of them: less than this is no variance.
  if (!(count > bins && squares > count * (1e-11 * average) ** 2)) return strata.map(() => 0);
  return strata.map((column) => {
    const sums = new Float64Array(bins);
    const counts = new Int32Array(bins);
    addToBins(sums, counts, target, average, column);
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

/** Number, average and sum of squared deviations of the finite ones. */
function momentsOf(target: Float64Array): { readonly count: number; readonly average: number; readonly squares: number } {
  let count = 0;
  let total = 0;
  for (let i = 0; i < target.length; i++) {
    const y = target[i] as number;
    if (y - y !== 0) continue;
    count++;
    total += y;
  }
  const average = total / count;
  let squares = 0;
  for (let i = 0; i < target.length; i++) {
    const deviation = (target[i] as number) - average;
    if (deviation - deviation === 0) squares += deviation * deviation;
  }
  return { count, average, squares };
}

/** Adds each finite deviation from the average to the bin of its stratum. */
function addToBins(sums: Float64Array, counts: Int32Array, target: Float64Array, average: number, strata: Int32Array): void {
  const bins = sums.length;
  const n = target.length;
  for (let i = 0; i < n; i++) {
    const deviation = (target[i] as number) - average;
    if (deviation - deviation !== 0) continue;
    const bin = Math.floor(((strata[i] as number) * bins) / n);
    sums[bin] = (sums[bin] as number) + deviation;
    counts[bin] = (counts[bin] as number) + 1;
  }
}

/** Logarithms where all values are positive, so that a product splits into a sum. */
function targetOf(result: Float64Array): Float64Array {
  const logs = new Float64Array(result.length);
  for (let i = 0; i < result.length; i++) {
    const value = result[i] as number;
    if (!(value > 0)) return result;
    logs[i] = Math.log(value);
  }
  return logs;
}
