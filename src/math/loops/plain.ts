import { normalQuantile } from '../normal.js';
import type { QuantileSpread } from '../quantile-spread.js';

/**
 * The loops over samples in plain code: what they mean, and what runs where there is no WebAssembly (`index.ts`). Both give the same to the last bit,
 * so neither may change the order of its operations alone.
 */

/** A number, or a column of samples with a factor and a term: `values * scale + offset`. */
export type Operand = number | { readonly values: Float64Array; readonly scale: number; readonly offset: number };

/**
 * An operation on columns, sample by sample, into `out`. Each is a loop of its own: one loop that calls the operation costs a tenth of a whole estimate
 * more, since the engine hardly inlines what differs from call to call.
 */
type Elementwise = (out: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array) => void;

function multiply(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) * (b[i] as number);
}

function divide(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) / (b[i] as number);
}

function max(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i] as number, b[i] as number);
}

function min(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i] as number, b[i] as number);
}

function greater(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) > (b[i] as number) ? 1 : 0;
}

function greaterOrEqual(out: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) >= (b[i] as number) ? 1 : 0;
}

function choose(out: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (a[i] !== 0 ? b[i] : c[i]) as number;
}

function log(out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(a[i] as number);
}

/** The integral of growth ** s over s from one time to another. */
function compounded(out: Float64Array, growth: Float64Array, from: Float64Array, to: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    const factor = growth[i] as number;
    const start = from[i] as number;
    const rate = Math.abs(factor - 1) < 0.5 ? Math.log1p(factor - 1) : Math.log(factor);
    const span = (to[i] as number) - start;
    const exponent = rate * span;
    out[i] = Math.exp(rate * start) * span * (exponent === 0 ? 1 : Math.expm1(exponent) / exponent);
  }
}

/** The next whole number; one that is missed by rounding alone is taken for it. */
function ceil(out: Float64Array, a: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    const x = a[i] as number;
    const near = Math.round(x);
    out[i] = Math.ceil(Math.abs(x - near) <= 1e-9 * Math.max(1, Math.abs(x)) ? near : x);
  }
}

const OPERATIONS = { compounded, multiply, divide, max, min, greater, greaterOrEqual, if: choose, log, ceil } as const;

/** Operations with a loop of their own. */
export type LoopName = keyof typeof OPERATIONS;

/** An operation on up to three operands of n samples, sample by sample. */
export function combined(name: LoopName, operands: readonly Operand[], n: number): Float64Array {
  const [a = new Float64Array(n), b = a, c = a] = operands.map((operand) => columnOf(operand, n));
  const out = new Float64Array(n);
  const run: Elementwise = OPERATIONS[name];
  run(out, a, b, c);
  return out;
}

function columnOf(operand: Operand, n: number): Float64Array {
  if (typeof operand === 'number') return new Float64Array(n).fill(operand);
  const { values, scale, offset } = operand;
  return scale === 1 && offset === 0 ? values : scaled(values, scale, offset);
}

/** `values * scale + offset` */
export function scaled(values: Float64Array, scale: number, offset: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = (values[i] as number) * scale + offset;
  return out;
}

/** A column and its factor in a sum. */
export interface Term {
  readonly values: Float64Array;
  readonly scale: number;
}

/** The sum of multiples of columns of n samples. */
export function summed(terms: readonly Term[], n: number): Float64Array {
  const sum = new Float64Array(n);
  for (const { values, scale } of terms) addScaled(sum, values, scale);
  return sum;
}

function addScaled(sum: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (values[i] as number) * scale;
}

/** For each sample the value that a table has for its stratum. */
export function gathered(table: Float64Array, strata: Int32Array): Float64Array {
  const out = new Float64Array(strata.length);
  for (let i = 0; i < out.length; i++) out[i] = table[strata[i] as number] as number;
  return out;
}

/** `first`, and further by `step` from sample to sample, modulo n. Both are below n. */
export function lattice(first: number, step: number, n: number): Int32Array {
  const strata = new Int32Array(n);
  let stratum = first;
  for (let i = 0; i < n; i++) {
    strata[i] = stratum;
    stratum += step;
    if (stratum >= n) stratum -= n;
  }
  return strata;
}

/** The standard normal score of each of n equal strata, at its middle: quantiles of (k + 0.5) / n, ascending; the same on both sides. */
export function scoresOf(n: number): Float64Array {
  const scores = new Float64Array(n);
  for (let k = 0; 2 * k < n; k++) {
    const score = normalQuantile((k + 0.5) / n);
    scores[n - 1 - k] = -score;
    scores[k] = score;
  }
  return scores;
}

/** A spread by its median and its deviation on either side, in the space in which it is normal. */
export interface Sides {
  readonly family: Exclude<QuantileSpread['family'], 'growth'>;
  readonly p50: number;
  readonly below: number;
  readonly above: number;
}

/** Values of a spread at standard normal scores. */
export function spreadAt(scores: Float64Array, { family, p50, below, above }: Sides): Float64Array {
  const out = scores.slice();
  for (let i = 0; i < out.length; i++) out[i] = ((out[i] as number) < 0 ? below : above) * (out[i] as number);
  if (family === 'log-normal') for (let i = 0; i < out.length; i++) out[i] = p50 * Math.exp(out[i] as number);
  else if (family === 'normal') for (let i = 0; i < out.length; i++) out[i] = p50 + (out[i] as number);
  else for (let i = 0; i < out.length; i++) out[i] = p50 / (p50 + (1 - p50) * Math.exp(-(out[i] as number)));
  return out;
}

/** The smallest and the largest of at least one value; NaN if one of them is. */
export function extremesOf(values: Float64Array): readonly [number, number] {
  let least = values[0] as number;
  let most = least;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x < least) least = x;
    if (x > most) most = x;
    if (Number.isNaN(x)) return [x, x];
  }
  return [least, most];
}

/** Equal buckets from `least` on, `perUnit` of them per unit; the last takes what lies beyond. */
export interface Buckets {
  /** Up to 2,048. */
  readonly count: number;
  readonly least: number;
  readonly perUnit: number;
}

/** How many values lie before each bucket, and last of all how many there are. */
export function countsBefore(values: Float64Array, { count, least, perUnit }: Buckets): Int32Array {
  const before = new Int32Array(count + 1);
  for (let i = 0; i < values.length; i++) {
    const next = 1 + Math.trunc(Math.min(count - 1, ((values[i] as number) - least) * perUnit));
    before[next] = (before[next] as number) + 1;
  }
  for (let bucket = 1; bucket <= count; bucket++) before[bucket] = (before[bucket] as number) + (before[bucket - 1] as number);
  return before;
}

/** The values of one bucket, in the order of the samples. @param length how many they are */
export function membersOf(values: Float64Array, { count, least, perUnit }: Buckets, bucket: number, length: number): Float64Array {
  const members = new Float64Array(length);
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (Math.trunc(Math.min(count - 1, (x - least) * perUnit)) === bucket) members[found++] = x;
  }
  return members;
}

/** A weighted sum of columns, and the weights. */
export interface LinearFit {
  readonly line: Float64Array;
  readonly slopes: readonly number[];
}

/**
 * The weighted sum of columns that follows a target, or its logarithm: each column's weight is its mean product with what the others leave,
 * computed twice over.
 */
export function fitted(target: Float64Array, columns: readonly Float64Array[], byLogarithm = false): LinearFit {
  const remainder = target.slice();
  if (byLogarithm) log(remainder, target);
  const line = new Float64Array(target.length);
  const slopes = columns.map(() => 0);
  for (let round = 0; round < 2; round++)
    for (const [i, column] of columns.entries()) slopes[i] = (slopes[i] as number) + regress(remainder, line, column);
  return { line, slopes };
}

/** Moves from the remainder to the line what a column explains; the slope of that. */
function regress(remainder: Float64Array, line: Float64Array, column: Float64Array): number {
  let slope = 0;
  for (let i = 0; i < column.length; i++) slope += (column[i] as number) * (remainder[i] as number);
  slope /= column.length;
  for (let i = 0; i < column.length; i++) {
    const part = slope * (column[i] as number);
    remainder[i] = (remainder[i] as number) - part;
    line[i] = (line[i] as number) + part;
  }
  return slope;
}

/** What inputs explain of a target, by three functions of the stratum of each. */
export interface Explained {
  /** Of each input, the mean product of each of its functions with what is left of the target. */
  readonly slopes: readonly (readonly number[])[];
  readonly remainder: Float64Array;
}

/**
 * Backfitting: in each of so many rounds every input in turn is fitted to the residual that the others leave of a target.
 * @param table values of three orthonormal functions at each stratum, stratum by stratum
 * @param strata of each input, each stratum once
 */
export function explained(target: Float64Array, table: Float64Array, strata: readonly Int32Array[], rounds: number): Explained {
  const remainder = target.slice();
  const slopes = strata.map(() => [0, 0, 0]);
  for (let round = 0; round < rounds; round++)
    for (const [i, own] of strata.entries()) {
      const found = explain(remainder, table, own);
      slopes[i] = (slopes[i] as number[]).map((slope, k) => slope + (found[k] as number));
    }
  return { slopes, remainder };
}

/** Takes from the remainder what the functions of one input explain; their slopes. */
function explain(remainder: Float64Array, table: Float64Array, strata: Int32Array): readonly number[] {
  const n = remainder.length;
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const at = 3 * (strata[i] as number);
    const left = remainder[i] as number;
    a += (table[at] as number) * left;
    b += (table[at + 1] as number) * left;
    c += (table[at + 2] as number) * left;
  }
  [a, b, c] = [a / n, b / n, c / n];
  for (let i = 0; i < n; i++) {
    const at = 3 * (strata[i] as number);
    remainder[i] = (remainder[i] as number) - (a * (table[at] as number) + b * (table[at + 1] as number) + c * (table[at + 2] as number));
  }
  return [a, b, c];
}

/** Of a limit in a sample. */
export interface Neighbors {
  /** How many values are at most the limit. */
  readonly count: number;
  /** The largest of them; -Infinity if there is none. */
  readonly below: number;
  /** The smallest of the others; Infinity if there is none. */
  readonly above: number;
}

/** How many values are at most `limit`, and the nearest to it on either side. */
export function around(values: Float64Array, limit: number): Neighbors {
  let count = 0;
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x <= limit) {
      count++;
      if (x > below) below = x;
    } else if (x < above) above = x;
  }
  return { count, below, above };
}

/** How many values are at most `limit`, and of how many of those the line is at most `lineLimit`. */
export function countBelow(
  values: Float64Array,
  limit: number,
  line: Float64Array,
  lineLimit: number,
): { readonly atMost: number; readonly both: number } {
  let atMost = 0;
  let both = 0;
  for (let i = 0; i < values.length; i++) {
    if ((values[i] as number) > limit) continue;
    atMost++;
    if ((line[i] as number) <= lineLimit) both++;
  }
  return { atMost, both };
}

/** Number, average and sum of squared deviations of the finite values. */
export interface SampleMoments {
  readonly count: number;
  readonly average: number;
  readonly squares: number;
}

export function momentsOf(values: Float64Array): SampleMoments {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (!Number.isFinite(x)) continue;
    count++;
    sum += x;
  }
  const average = sum / count;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = (values[i] as number) - average;
    if (Number.isFinite(deviation)) squares += deviation * deviation;
  }
  return { count, average, squares };
}

/** By bin of equal strata. */
export interface Bins {
  /** Sums of the finite deviations from an average. */
  readonly sums: Float64Array;
  /** How many they are. */
  readonly counts: Int32Array;
}

/** @param bins up to 1,024 */
export function binned(values: Float64Array, average: number, strata: Int32Array, bins: number): Bins {
  const n = values.length;
  const sums = new Float64Array(bins);
  const counts = new Int32Array(bins);
  for (let i = 0; i < n; i++) {
    const deviation = (values[i] as number) - average;
    if (!Number.isFinite(deviation)) continue;
    const bin = Math.trunc(((strata[i] as number) * bins) / n);
    sums[bin] = (sums[bin] as number) + deviation;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { sums, counts };
}
