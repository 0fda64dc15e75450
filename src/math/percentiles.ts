import { normalQuantile } from './normal.js';

/** Arithmetic mean; NaN of nothing. Summed in chunks, so that rounding stays below the last digits shown. */
export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let start = 0; start < values.length; start += 256) {
    const end = Math.min(values.length, start + 256);
    let part = 0;
    for (let i = start; i < end; i++) part += values[i] as number;
    total += part;
  }
  return total / values.length;
}

let scratch = new Float64Array(0);

/** A copy of the values in the module's own buffer; NaN has no place in an order. */
function copied(values: Float64Array): Float64Array {
  if (values.length === 0) throw new RangeError('percentiles: no values');
  if (scratch.length < values.length) scratch = new Float64Array(values.length);
  const copy = scratch.subarray(0, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) throw new RangeError(`percentiles: value ${i} is not a number`);
    copy[i] = value;
  }
  return copy;
}

/**
 * Partly sorts so that place k holds what a full sort would put there, smaller ones before and larger ones after it.
 * Quickselect with three-way partitions: many equal values (rounded results) cost nothing extra.
 */
function select(values: Float64Array, k: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const a = values[low] as number;
    const b = values[(low + high) >> 1] as number;
    const c = values[high] as number;
    const pivot = a < b ? (b < c ? b : Math.max(a, c)) : a < c ? a : Math.max(b, c);
    let less = low;
    let more = high;
    let i = low;
    while (i <= more) {
      const value = values[i] as number;
      if (value < pivot) {
        values[i++] = values[less] as number;
        values[less++] = value;
      } else if (value > pivot) {
        values[i] = values[more] as number;
        values[more--] = value;
      } else i++;
    }
    if (k < less) high = less - 1;
    else if (k > more) low = more + 1;
    else return pivot;
  }
  return values[k] as number;
}

/** The quantile at p of values that may be reordered: value k of n stands at (k + 0.5) / n, straight lines between. */
function quantileInPlace(values: Float64Array, p: number): number {
  const n = values.length;
  const place = Math.min(n - 1, Math.max(0, p * n - 0.5));
  const k = Math.floor(place);
  const lower = select(values, k, 0, n - 1);
  const part = place - k;
  if (part < 1e-9 || k === n - 1) return lower;
  let upper = Number.POSITIVE_INFINITY;
  for (let i = k + 1; i < n; i++) {
    const value = values[i] as number;
    if (value < upper) upper = value;
  }
  return upper === lower ? lower : lower + part * (upper - lower);
}

function checkShares(ps: readonly number[]): void {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`percentiles: ${p} is not a share`);
}

/**
 * Quantiles of a sample, in its unit. The k-th smallest of n values stands at (k - 0.5) / n, as the strata of `sampleScores` do, with straight
 * lines between and the extremes beyond them; so one uncertain input gives back its stated p5, p50 and p95. The values are not reordered.
 * Infinite values count as the largest or smallest; a quantile may be infinite.
 * @param ps shares, 0 to 1
 * @throws RangeError for NaN among the values, for no values, or for a p outside 0..1
 * @source Hazen's plotting position: type 5 in Hyndman and Fan 1996, The American Statistician 50(4)
 */
export function percentiles(values: Float64Array, ps: readonly number[]): number[] {
  checkShares(ps);
  const copy = copied(values);
  return ps.map((p) => quantileInPlace(copy, p));
}

/**
 * Quantiles as in `percentiles`, with the sample's own luck taken out. What is left of a joint sample's error is mostly that of the direction
 * in which the result grows: a weighted sum L of the inputs' scores. L is exactly normal, so where the sample puts too many or too few points
 * below L's true quantile, the result is read at a share moved by as much, times the regression coefficient of the one event on the other.
 * The answer is still a value of the sample (or between two neighbours), so a result in whole numbers keeps them.
 *
 * A product of log-normals comes out exact but for interpolation. Falls back to `percentiles` where some value is infinite or all are equal.
 * @param scores the standard normal scores of every uncertain input that reaches the result, sample by sample
 * @throws RangeError as `percentiles`
 * @source control variates for quantiles: Hsu and Nelson 1990, Management Science 36(7)
 */
export function percentilesWithScores(values: Float64Array, ps: readonly number[], scores: readonly Float64Array[]): number[] {
  const surrogate = scores.length > 1 ? linearSurrogate(values, scores) : undefined;
  if (surrogate === undefined) return percentiles(values, ps);
  checkShares(ps);
  const copy = copied(values);
  const n = values.length;
  const { line, deviation } = surrogate;
  return ps.map((p) => {
    if (p < 2 / n || p > 1 - 2 / n) return quantileInPlace(copy, p);
    const lineAt = deviation * normalQuantile(p);
    const shareBelow = shareAt(line, lineAt);
    const valueAt = quantileInPlace(copy, shareBelow);
    let atMost = 0;
    let both = 0;
    for (let i = 0; i < n; i++) {
      if ((values[i] as number) > valueAt) continue;
      atMost++;
      if ((line[i] as number) <= lineAt) both++;
    }
    const agreement = (both / n - shareBelow * (atMost / n)) / (shareBelow * (1 - shareBelow));
    return quantileInPlace(copy, p + Math.min(1, Math.max(0, agreement)) * (shareBelow - p));
  });
}

/** The weighted sum of scores that follows the result (its logarithm where all of it is positive) best, and its exact deviation. */
function linearSurrogate(values: Float64Array, scores: readonly Float64Array[]): { line: Float64Array; deviation: number } | undefined {
  const n = values.length;
  let positive = true;
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) return undefined;
    if (value <= 0) positive = false;
  }
  const target = positive ? values.map(Math.log) : values;
  // Scores have mean 0, variance 1 and next to no correlation: each one's slope is its covariance with what the others leave. A second round
  // takes out the little correlation that a finite sample has.
  const rest = target.slice();
  const slopes = new Float64Array(scores.length);
  for (let round = 0; round < 2; round++) {
    scores.forEach((column, j) => {
      let slope = 0;
      for (let i = 0; i < n; i++) slope += (column[i] as number) * (rest[i] as number);
      slope /= n;
      slopes[j] = (slopes[j] as number) + slope;
      for (let i = 0; i < n; i++) rest[i] = (rest[i] as number) - slope * (column[i] as number);
    });
  }
  const deviation = Math.hypot(...slopes);
  if (!(deviation > 0)) return undefined;
  const line = target.map((value, i) => value - (rest[i] as number));
  return { line, deviation };
}

/** The share of a sample at or below a value, as a fractional rank: the inverse of the quantile's straight lines. */
function shareAt(sample: Float64Array, at: number): number {
  const n = sample.length;
  let count = 0;
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const value = sample[i] as number;
    if (value <= at) {
      count++;
      if (value > below) below = value;
    } else if (value < above) above = value;
  }
  if (count === 0) return 0.5 / n;
  if (count === n) return 1 - 0.5 / n;
  return (count - 0.5 + (at - below) / (above - below)) / n;
}
