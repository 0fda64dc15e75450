import { gathered, lattice, scoresOf } from './loops/index.js';
import { normalQuantile } from './normal.js';
import { randomBelow, randomPermutation, randomWords } from './prng.js';

/** How many samples an estimate takes unless given. */
export const DEFAULT_SAMPLES = 10_000;

/**
 * Generating vector of a rank-1 lattice of 10,000 points, one component an input: the output of `node scripts/lattice-vector.mjs`. The order of
 * the components matters little: any few of them make a good lattice.
 */
const LATTICE: readonly number[] = [
  1, 3799, 4671, 3251, 3177, 2477, 1603, 4941, 1371, 2179, 2803, 4479, 2049, 4993, 1087, 4971, 2667, 523, 3643, 4029, 3751, 2111, 4303,
  3491, 1043, 4909, 113, 433, 4987, 1399, 4501, 381, 569, 1289, 3143, 3527, 2073, 167, 1171, 4849, 567, 2717, 2919, 3431, 2767, 2009, 4677,
  1017,
];

const tables = new Map<number, Float64Array>();

/** The standard normal score of stratum k of n equal ones, at its middle. */
export function strataScore(k: number, n: number): number {
  if (2 * k + 1 === n) return 0;
  return k < n >> 1 ? normalQuantile((k + 0.5) / n) : -normalQuantile((n - k - 0.5) / n);
}

/** The standard normal score of each of n equal strata, at its middle: quantiles of (k + 0.5) / n, ascending. Do not write to it. */
export function strataScores(n: number): Float64Array {
  const known = tables.get(n);
  if (known) return known;
  if (!(Number.isSafeInteger(n) && n > 0)) throw new RangeError(`a sample of ${n} is not a sample`);
  const table = scoresOf(n);
  tables.set(n, table);
  return table;
}

/**
 * For each sample, the stratum (0 to n - 1) from which uncertain input `input` is drawn. Each stratum comes once. Inputs are spread jointly: for
 * n = 10,000 and the first 48 inputs by a randomly shifted rank-1 lattice, beyond that by independent permutations (a Latin hypercube).
 * Integers only: the same seed gives the same strata everywhere.
 * @param input number of the uncertain input, from 0
 * @param seed any safe integer
 * @param n number of samples
 * @source lattices: Sloan and Joe 1994, Lattice Methods for Multiple Integration; Latin hypercubes: McKay, Beckman and Conover 1979
 */
export function sampleStrata(input: number, seed: number, n: number = DEFAULT_SAMPLES): Int32Array {
  const words = randomWords(seed, input);
  const step = n === DEFAULT_SAMPLES ? LATTICE[input] : undefined;
  if (step === undefined) return randomPermutation(words, n);
  return lattice(randomBelow(words, n), step, n);
}

/**
 * Standard normal scores of one uncertain input, sample by sample: the middles of n equal strata, each once, in the joint order of
 * `sampleStrata`. Scores may differ in the last bit between engines (they use the engine's logarithm), which the 12 digits shown do not see.
 * @param input number of the uncertain input, from 0
 * @param seed any safe integer
 * @param n number of samples
 */
export function sampleScores(input: number, seed: number, n: number = DEFAULT_SAMPLES): Float64Array {
  return gathered(strataScores(n), sampleStrata(input, seed, n));
}
