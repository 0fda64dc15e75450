import { LOOPS } from './generated/loops.js';
import type { QuantileSpread } from './spread.js';

/**
 * The loops over samples, in WebAssembly (`scripts/loops.mjs` says why and how). Samples are copied into its memory and results out of it, which
 * costs a hundredth of what the loops save: arrays stay ordinary ones, of which nobody has to keep track.
 */

/** Operators with a loop of their own, for so many columns. */
const ARITY = { compounded: 3, multiply: 2, divide: 2, max: 2, min: 2, greater: 2, greaterOrEqual: 2, if: 3, log: 1, ceil: 1 } as const;
export type LoopName = keyof typeof ARITY;

type Loop = (...args: readonly number[]) => number;
type OtherLoop =
  | 'quantile'
  | 'scores'
  | 'scaled'
  | 'addScaled'
  | 'spread'
  | 'lattice'
  | 'taken'
  | 'extremes'
  | 'before'
  | 'members'
  | 'explain'
  | 'around'
  | 'both';
type Loops = Readonly<Record<LoopName | OtherLoop | 'moments' | 'binned' | 'indexed' | 'appended', Loop>>;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

// What of the standard is used: types of it come only with those of browsers.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, Loop>>>>,
  ) => { readonly exports: Loops & { readonly memory: Memory } };
};

/** Bytes before the first array: what loops tell beside their result. */
const TOLD = 0;
const FIRST = 1 << 14;
const PAGE = 1 << 16;

class Desk {
  readonly loops: Loops;
  readonly #memory: Memory;
  #bytes = new Uint8Array(0);
  #numbers = new Float64Array(0);
  #integers = new Int32Array(0);

  constructor() {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(LOOPS, 'base64')), {
      math: { log: Math.log, exp: Math.exp, log1p: Math.log1p, expm1: Math.expm1 },
    });
    this.loops = exports;
    this.#memory = exports.memory;
  }

  /** Makes room for so many arrays of n numbers. */
  room(arrays: number, n: number): this {
    const wanted = this.place(arrays, n);
    if (wanted > this.#bytes.length) {
      const { byteLength } = this.#memory.buffer;
      if (wanted > byteLength) this.#memory.grow(Math.ceil((wanted - byteLength) / PAGE));
      const { buffer } = this.#memory;
      this.#bytes = new Uint8Array(buffer);
      this.#numbers = new Float64Array(buffer);
      this.#integers = new Int32Array(buffer);
    }
    return this;
  }

  /** Address of an array. */
  place(slot: number, n: number): number {
    return FIRST + slot * 8 * n;
  }

  put(slot: number, values: Float64Array): number {
    const place = this.place(slot, values.length);
    this.#numbers.set(values, place >> 3);
    return place;
  }

  putOperand(slot: number, operand: Operand, n: number): number {
    const place = this.place(slot, n);
    if (typeof operand === 'number') {
      this.#numbers.fill(operand, place >> 3, (place >> 3) + n);
      return place;
    }
    const { values, scale, offset } = operand;
    this.put(slot, values);
    if (scale !== 1 || offset !== 0) this.loops.scaled(place, place, 8 * n, scale, offset);
    return place;
  }

  putStrata(slot: number, strata: Int32Array): number {
    const place = this.place(slot, strata.length);
    this.#integers.set(strata, place >> 2);
    return place;
  }

  clear(slot: number, n: number): number {
    const place = this.place(slot, n);
    this.#bytes.fill(0, place, place + 8 * n);
    return place;
  }

  taken(slot: number, n: number, length = n): Float64Array {
    const start = this.place(slot, n) >> 3;
    return this.#numbers.slice(start, start + length);
  }

  integers(address: number, n: number): Int32Array {
    return this.#integers.slice(address >> 2, (address >> 2) + n);
  }

  numbers(address: number, n: number): Float64Array {
    return this.#numbers.slice(address >> 3, (address >> 3) + n);
  }

  number(address: number): number {
    return this.#numbers[address >> 3] as number;
  }

  integer(address: number): number {
    return this.#integers[address >> 2] as number;
  }
}

let desk: Desk | undefined;

/** The one desk that all loops work at, with room on it. */
function deskFor(arrays: number, n: number): Desk {
  desk ??= new Desk();
  return desk.room(arrays, n);
}

/** The name of the loop for an operation on so many columns, if there is one: `log` may have a base, `ceil` a step, which have none. */
export const loopFor = (op: string, columns: number): LoopName | undefined =>
  Object.hasOwn(ARITY, op) && ARITY[op as LoopName] === columns ? (op as LoopName) : undefined;

/** A number, or a column with a factor and a term. */
export type Operand = number | { readonly values: Float64Array; readonly scale: number; readonly offset: number };

/** An operation on operands of n samples, sample by sample. */
export function combined(op: LoopName, operands: readonly Operand[], n: number): Float64Array {
  const at = deskFor(operands.length, n);
  const places = operands.map((operand, slot) => at.putOperand(slot, operand, n));
  at.loops[op](at.place(0, n), ...places, 8 * n);
  return at.taken(0, n);
}

/** The natural logarithm of each value. */
export const logarithms = (values: Float64Array): Float64Array => combined('log', [{ values, scale: 1, offset: 0 }], values.length);

/** `values * scale + offset` */
export function scaled(values: Float64Array, scale: number, offset: number): Float64Array {
  const n = values.length;
  const at = deskFor(1, n);
  at.putOperand(0, { values, scale, offset }, n);
  return at.taken(0, n);
}

/** The sum of multiples of columns of n numbers. */
export function summed(terms: readonly { readonly values: Float64Array; readonly scale: number }[], n: number): Float64Array {
  const at = deskFor(2, n);
  const sum = at.clear(0, n);
  for (const { values, scale } of terms) at.loops.addScaled(sum, at.put(1, values), 8 * n, scale);
  return at.taken(0, n);
}

/** For each sample the value that a table has for its stratum. */
export function taken(table: Float64Array, strata: Int32Array): Float64Array {
  const n = strata.length;
  const at = deskFor(3, n);
  at.loops.taken(at.place(2, n), at.put(0, table), at.putStrata(1, strata), 8 * n);
  return at.taken(2, n);
}

/** `first`, and further by `step` from sample to sample, modulo n. Both are below n. */
export function lattice(first: number, step: number, n: number): Int32Array {
  const at = deskFor(1, n);
  at.loops.lattice(at.place(0, n), 8 * n, first, step);
  return at.integers(at.place(0, n), n);
}

/** The standard normal score of each of n equal strata, at its middle: quantiles of (k + 0.5) / n, ascending. */
export function scoresOf(n: number): Float64Array {
  const at = deskFor(1, n);
  at.loops.scores(at.place(0, n), 8 * n);
  return at.taken(0, n);
}

/** Score below which a standard normal variable falls with probability p, from 0 to 1. */
export const quantileAt = (p: number): number => deskFor(0, 0).loops.quantile(p);

const FAMILIES: readonly QuantileSpread['family'][] = ['log-normal', 'logit-normal', 'normal'];

/** Values of a spread at standard normal scores. */
export function spreadAt(
  scores: Float64Array,
  {
    family,
    p50,
    below,
    above,
  }: { readonly family: QuantileSpread['family']; readonly p50: number; readonly below: number; readonly above: number },
): Float64Array {
  const n = scores.length;
  const at = deskFor(1, n);
  const place = at.put(0, scores);
  at.loops.spread(place, place, 8 * n, FAMILIES.indexOf(family), p50, below, above);
  return at.taken(0, n);
}

/** The smallest and the largest of at least one value; NaN if one of them is. */
export function extremesOf(values: Float64Array): readonly [number, number] {
  const n = values.length;
  const at = deskFor(1, n);
  const isOdd = at.loops.extremes(at.put(0, values), TOLD, 8 * n) !== 0;
  return isOdd ? [Number.NaN, Number.NaN] : [at.number(TOLD), at.number(TOLD + 8)];
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
  const at = deskFor(1, values.length);
  at.loops.before(at.put(0, values), TOLD, 8 * values.length, count, least, perUnit);
  return at.integers(TOLD, count + 1);
}

/** The values of one bucket, in the order of the samples. @param length how many they are */
export function membersOf(values: Float64Array, { count, least, perUnit }: Buckets, bucket: number, length: number): Float64Array {
  const n = values.length;
  const at = deskFor(2, n);
  at.loops.members(at.put(0, values), at.place(1, n), 8 * n, count, least, perUnit, bucket);
  return at.taken(1, n, length);
}

/**
 * The weighted sum of columns that follows a target, or its logarithm: each column's weight is its mean product with what the others leave,
 * worked out twice over.
 * @returns the sum and its weights
 */
export function followed(
  target: Float64Array,
  columns: readonly Float64Array[],
  byLogarithm = false,
): { readonly line: Float64Array; readonly slopes: readonly number[] } {
  const n = target.length;
  const at = deskFor(3, n);
  const rest = at.put(0, target);
  if (byLogarithm) at.loops.log(rest, rest, 8 * n);
  const line = at.clear(1, n);
  const slopes = columns.map(() => 0);
  for (let round = 0; round < 2; round++)
    for (const [i, column] of columns.entries()) slopes[i] = (slopes[i] as number) + at.loops.explain(rest, line, at.put(2, column), 8 * n);
  return { line: at.taken(1, n), slopes };
}

/** How many values are at most `limit`, the largest of them, and the smallest of the others. */
export function around(values: Float64Array, limit: number): { readonly count: number; readonly below: number; readonly above: number } {
  const at = deskFor(1, values.length);
  const count = at.loops.around(at.put(0, values), TOLD, 8 * values.length, limit);
  return { count, below: at.number(TOLD), above: at.number(TOLD + 8) };
}

/** How many values are at most `limit`, and of how many of those the line is at most `lineLimit`. */
export function countBelow(
  values: Float64Array,
  limit: number,
  line: Float64Array,
  lineLimit: number,
): { readonly atMost: number; readonly both: number } {
  const n = values.length;
  const at = deskFor(2, n);
  const atMost = at.loops.both(at.put(0, values), at.put(1, line), TOLD, 8 * n, limit, lineLimit);
  return { atMost, both: at.integer(TOLD) };
}

/** Number, average and sum of squared deviations of the finite values. */
export function momentsOf(values: Float64Array): { readonly count: number; readonly average: number; readonly squares: number } {
  const at = deskFor(1, values.length);
  const count = at.loops.moments(at.put(0, values), TOLD, 8 * values.length);
  return { count, average: at.number(TOLD), squares: at.number(TOLD + 8) };
}

/** Sums of finite deviations from the average, and how many they are, by bin of equal strata. @param bins up to 1,024 */
export function binned(
  values: Float64Array,
  average: number,
  strata: Int32Array,
  bins: number,
): { readonly sums: Float64Array; readonly counts: Int32Array } {
  const n = values.length;
  const at = deskFor(2, n);
  const counts = TOLD + 8 * bins;
  at.loops.binned(at.put(0, values), at.putStrata(1, strata), TOLD, counts, 8 * n, bins, average);
  return { sums: at.numbers(TOLD, bins), counts: at.integers(counts, bins) };
}

const MOST_DIFFERENT = 128;

/**
 * A number for each sample, the same where all columns have the same values. Columns with more than 128 different ones are left out.
 * Undefined where too many combinations are possible.
 */
export function alike(
  columns: readonly Float64Array[],
): { readonly numbers: Int32Array; readonly leftOut: readonly Float64Array[] } | undefined {
  const n = columns[0]?.length ?? 0;
  const at = deskFor(3, n);
  const numbers = at.clear(0, n);
  const leftOut: Float64Array[] = [];
  let possible = 1;
  for (const column of columns) {
    const different = at.loops.indexed(at.put(1, column), at.place(2, n), TOLD, 8 * n, MOST_DIFFERENT);
    if (different === 0) leftOut.push(column);
    else {
      possible *= different;
      if (possible > 2 ** 31) return undefined;
      at.loops.appended(numbers, at.place(2, n), 8 * n, different);
    }
  }
  return { numbers: at.integers(numbers, n), leftOut };
}
