/**
 * Random numbers in integer arithmetic only: the same seed gives the same numbers in every engine and on every platform.
 */

/**
 * Mixes a 32-bit word so that each bit of the input flips about half of the output's.
 * @source Wellons' hash-prospector, `triple32` (bias 0.021)
 */
function mix(word: number): number {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
  x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
  x = Math.imul(x ^ (x >>> 15), 0x31848bab);
  return (x ^ (x >>> 14)) >>> 0;
}

/**
 * A stream of 32-bit integers; each (seed, stream) has its own. Counter based: word i is a hash of seed, stream and i.
 * @param seed any safe integer: both halves count
 * @param stream 32-bit integer
 */
export function randomWords(seed: number, stream: number): () => number {
  const key = mix(mix(seed >>> 0) ^ mix(Math.floor(seed / 0x1_0000_0000) + 0x9e3779b9) ^ mix(stream + 0x7f4a7c15));
  const step = mix(key ^ 0x85ebca6b) | 1;
  let counter = key;
  return () => {
    counter = (counter + step) >>> 0;
    return mix(counter ^ key);
  };
}

/** An integer from 0 to below - 1 without bias (rejection). @param below 1 to 2^32 */
export function randomBelow(words: () => number, below: number): number {
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % below);
  let word = words();
  while (word >= limit) word = words();
  return word % below;
}

/** The integers 0 to n - 1 in random order (Fisher and Yates). */
export function randomPermutation(words: () => number, n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = n - 1; i > 0; i--) {
    const j = randomBelow(words, i + 1);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}
