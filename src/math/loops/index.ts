import { type Alike, MOST_DIFFERENT, alike as plainlyAlike } from './alike.js';
import { arenaFor, RESULTS } from './arena.js';
import type { Bins, Buckets, Explained, LinearFit, LoopName, Neighbors, Operand, SampleMoments, Sides, Term } from './plain.js';
import * as plain from './plain.js';

/**
 * The loops over samples, in WebAssembly (`scripts/loops.mjs`), and in plain code where the host has none or no room for it: each does what its
 * namesake in `plain.ts` does, to the last bit. Samples are copied into the memory of WebAssembly and results out of it, which costs a hundredth of
 * what the loops save: arrays stay ordinary ones, of which nobody has to keep track.
 *
 * Measured with the plain loops in their place, CPU of whole processes on Node 20 / 22 / 24 / 26: `estimate` of 150 lines with ranges takes 1.29 / 1.33 /
 * 1.26 / 1.27 times as long, of 30 components with ranges 1.21 / 1.20 / 1.23 / 1.26. On 22 the loops alone take 26 ms and 75 ms of some 180: run a few
 * times each, plain ones are interpreted, and then compiled, most of that time. No loop is slower in WebAssembly.
 */

export type { Alike, Bins, Buckets, Explained, LinearFit, LoopName, Neighbors, Operand, SampleMoments, Sides, Term };

/** Operations with a loop of their own, for so many columns: `log` may have a base, `ceil` a step, which have none. */
const ARITY: Readonly<Record<LoopName, number>> = {
  compounded: 3,
  multiply: 2,
  divide: 2,
  max: 2,
  min: 2,
  greater: 2,
  greaterOrEqual: 2,
  if: 3,
  log: 1,
  ceil: 1,
};

const isLoop = (op: string): op is LoopName => Object.hasOwn(ARITY, op);

/** The name of the loop for an operation on so many columns, if there is one. */
export const loopFor = (op: string, columns: number): LoopName | undefined => (isLoop(op) && ARITY[op] === columns ? op : undefined);

export function combined(op: LoopName, operands: readonly Operand[], n: number): Float64Array {
  const arena = arenaFor(operands.length, n);
  if (!arena) return plain.combined(op, operands, n);
  const addresses = operands.map((operand, slot) => arena.setOperand(slot, operand, n));
  arena.loops[op](arena.address(0, n), ...addresses, 8 * n);
  return arena.get(0, n);
}

/** The natural logarithm of each value. */
export const logarithms = (values: Float64Array): Float64Array => combined('log', [{ values, scale: 1, offset: 0 }], values.length);

export function scaled(values: Float64Array, scale: number, offset: number): Float64Array {
  const n = values.length;
  const arena = arenaFor(1, n);
  if (!arena) return plain.scaled(values, scale, offset);
  arena.setOperand(0, { values, scale, offset }, n);
  return arena.get(0, n);
}

export function summed(terms: readonly Term[], n: number): Float64Array {
  const arena = arenaFor(2, n);
  if (!arena) return plain.summed(terms, n);
  const sum = arena.clear(0, n);
  for (const { values, scale } of terms) arena.loops.addScaled(sum, arena.set(1, values), 8 * n, scale);
  return arena.get(0, n);
}

export function gathered(table: Float64Array, strata: Int32Array): Float64Array {
  const n = strata.length;
  const arena = arenaFor(3, n);
  if (!arena) return plain.gathered(table, strata);
  arena.loops.gather(arena.address(2, n), arena.set(0, table), arena.setStrata(1, strata), 8 * n);
  return arena.get(2, n);
}

export function lattice(first: number, step: number, n: number): Int32Array {
  const arena = arenaFor(1, n);
  if (!arena) return plain.lattice(first, step, n);
  const strata = arena.address(0, n);
  arena.loops.lattice(strata, 8 * n, first, step);
  return arena.integers(strata, n);
}

export function scoresOf(n: number): Float64Array {
  const arena = arenaFor(1, n);
  if (!arena) return plain.scoresOf(n);
  arena.loops.scores(arena.address(0, n), 8 * n);
  return arena.get(0, n);
}

const FAMILIES: readonly Sides['family'][] = ['log-normal', 'logit-normal', 'normal'];

export function spreadAt(scores: Float64Array, sides: Sides): Float64Array {
  const n = scores.length;
  const arena = arenaFor(1, n);
  if (!arena) return plain.spreadAt(scores, sides);
  const address = arena.set(0, scores);
  arena.loops.spread(address, address, 8 * n, FAMILIES.indexOf(sides.family), sides.p50, sides.below, sides.above);
  return arena.get(0, n);
}

export function extremesOf(values: Float64Array): readonly [number, number] {
  const n = values.length;
  const arena = arenaFor(1, n);
  if (!arena) return plain.extremesOf(values);
  const hasNaN = arena.loops.extremes(arena.set(0, values), RESULTS, 8 * n) !== 0;
  return hasNaN ? [Number.NaN, Number.NaN] : [arena.number(RESULTS), arena.number(RESULTS + 8)];
}

export function countsBefore(values: Float64Array, buckets: Buckets): Int32Array {
  const arena = arenaFor(1, values.length);
  if (!arena) return plain.countsBefore(values, buckets);
  const { count, least, perUnit } = buckets;
  arena.loops.before(arena.set(0, values), RESULTS, 8 * values.length, count, least, perUnit);
  return arena.integers(RESULTS, count + 1);
}

export function membersOf(values: Float64Array, buckets: Buckets, bucket: number, length: number): Float64Array {
  const n = values.length;
  const arena = arenaFor(2, n);
  if (!arena) return plain.membersOf(values, buckets, bucket, length);
  const { count, least, perUnit } = buckets;
  arena.loops.members(arena.set(0, values), arena.address(1, n), 8 * n, count, least, perUnit, bucket);
  return arena.get(1, n, length);
}

export function fitted(target: Float64Array, columns: readonly Float64Array[], byLogarithm = false): LinearFit {
  const n = target.length;
  const arena = arenaFor(3, n);
  if (!arena) return plain.fitted(target, columns, byLogarithm);
  const remainder = arena.set(0, target);
  if (byLogarithm) arena.loops.log(remainder, remainder, 8 * n);
  const line = arena.clear(1, n);
  const slopes = columns.map(() => 0);
  for (let round = 0; round < 2; round++)
    for (const [i, column] of columns.entries())
      slopes[i] = (slopes[i] as number) + arena.loops.regress(remainder, line, arena.set(2, column), 8 * n);
  return { line: arena.get(1, n), slopes };
}

export function explained(target: Float64Array, table: Float64Array, strata: readonly Int32Array[], rounds: number): Explained {
  const n = target.length;
  const arena = arenaFor(5, n);
  if (!arena) return plain.explained(target, table, strata, rounds);
  const functions = arena.set(0, table);
  const remainder = arena.set(3, target);
  const slopes = strata.map(() => [0, 0, 0]);
  for (let round = 0; round < rounds; round++)
    for (const [i, own] of strata.entries()) {
      arena.loops.explain(remainder, arena.setStrata(4, own), functions, RESULTS, 8 * n);
      slopes[i] = (slopes[i] as number[]).map((slope, k) => slope + arena.number(RESULTS + 8 * k));
    }
  return { slopes, remainder: arena.get(3, n) };
}

export function around(values: Float64Array, limit: number): Neighbors {
  const arena = arenaFor(1, values.length);
  if (!arena) return plain.around(values, limit);
  const count = arena.loops.around(arena.set(0, values), RESULTS, 8 * values.length, limit);
  return { count, below: arena.number(RESULTS), above: arena.number(RESULTS + 8) };
}

export function countBelow(
  values: Float64Array,
  limit: number,
  line: Float64Array,
  lineLimit: number,
): { readonly atMost: number; readonly both: number } {
  const n = values.length;
  const arena = arenaFor(2, n);
  if (!arena) return plain.countBelow(values, limit, line, lineLimit);
  const atMost = arena.loops.both(arena.set(0, values), arena.set(1, line), RESULTS, 8 * n, limit, lineLimit);
  return { atMost, both: arena.integer(RESULTS) };
}

export function momentsOf(values: Float64Array): SampleMoments {
  const arena = arenaFor(1, values.length);
  if (!arena) return plain.momentsOf(values);
  const count = arena.loops.moments(arena.set(0, values), RESULTS, 8 * values.length);
  return { count, average: arena.number(RESULTS), squares: arena.number(RESULTS + 8) };
}

export function binned(values: Float64Array, average: number, strata: Int32Array, bins: number): Bins {
  const n = values.length;
  const arena = arenaFor(2, n);
  if (!arena) return plain.binned(values, average, strata, bins);
  const counts = RESULTS + 8 * bins;
  arena.loops.binned(arena.set(0, values), arena.setStrata(1, strata), RESULTS, counts, 8 * n, bins, average);
  return { sums: arena.numbers(RESULTS, bins), counts: arena.integers(counts, bins) };
}

export function alike(columns: readonly Float64Array[]): Alike | undefined {
  const n = columns[0]?.length ?? 0;
  const arena = arenaFor(3, n);
  if (!arena) return plainlyAlike(columns);
  const numbers = arena.clear(0, n);
  const index = arena.address(2, n);
  const leftOut: Float64Array[] = [];
  let possible = 1;
  for (const column of columns) {
    const different = arena.loops.indexed(arena.set(1, column), index, RESULTS, 8 * n, MOST_DIFFERENT);
    if (different === 0) leftOut.push(column);
    else {
      possible *= different;
      if (possible > 2 ** 31) return undefined;
      arena.loops.appended(numbers, index, 8 * n, different);
    }
  }
  return { numbers: arena.integers(numbers, n), leftOut };
}
