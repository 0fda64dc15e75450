import { COARSE, CONVOLUTION, FINE, ROOM_A_POINT, ROOM_BESIDES } from '../generated/convolution.js';
import { type Memory, moduleOf } from '../loops/module.js';
import type { Bracket, Lattice } from './lattice.js';
import { plainLogNormal, powers } from './plain-log-normal.js';
import { plainlyConvolved } from './plain-sums.js';
import type { Time } from './times.js';

interface Exports {
  readonly memory: Memory;
  readonly convolve: (...args: readonly number[]) => void;
  readonly logNormal: (...args: readonly number[]) => void;
}

const PAGE = 1 << 16;
/** Numbers before the table of the transform. */
const POWERS = COARSE + FINE;
/** Arrays of a lattice: both sides of two times and of their sum. */
const ARRAYS = 6;

/** The WebAssembly of `scripts/convolution.mjs` and its memory: a table of cosines and sines, the arrays, and room to work in. */
class Sums {
  readonly #exports: Exports;
  #numbers = new Float64Array(0);
  /** Points of the transform that the table is for. */
  #points = 0;

  /** @throws where the host has no WebAssembly, or forbids it */
  constructor() {
    this.#exports = moduleOf<Exports>(CONVOLUTION, {});
    this.#numbers = new Float64Array(this.#exports.memory.buffer);
    this.#numbers.set(powers());
  }

  /** @throws RangeError where there is no room */
  of(x: Bracket, y: Bracket, { block, octaves, size }: Lattice): Bracket {
    const points = 2 * block;
    const from = POWERS + points;
    const room = from + ARRAYS * size;
    this.#reserve(8 * room + ROOM_BESIDES + ROOM_A_POINT * block, points);
    this.#numbers.set(x.low, from);
    this.#numbers.set(x.high, from + size);
    this.#numbers.set(y.low, from + 2 * size);
    this.#numbers.set(y.high, from + 3 * size);
    const array = (i: number): number => 8 * (from + i * size);
    this.#exports.convolve(array(0), array(1), array(2), array(3), array(4), array(5), 8 * POWERS, 8 * points, 8 * room, block, octaves);
    return { low: this.#numbers.slice(from + 4 * size, from + 5 * size), high: this.#numbers.slice(from + 5 * size, from + 6 * size) };
  }

  /** Chances of a log-normal time at the points. @throws RangeError where there is no room */
  logNormal(mu: number, sigma: number, { block, size, logs }: Lattice): Float64Array {
    const from = POWERS + 2 * block;
    this.#reserve(8 * (from + 2 * size), 2 * block);
    this.#numbers.set(logs, from);
    this.#exports.logNormal(8 * (from + size), 8 * from, 0, size, mu, sigma);
    return this.#numbers.slice(from + size, from + 2 * size);
  }

  #reserve(bytes: number, points: number): void {
    const { memory } = this.#exports;
    if (bytes > memory.buffer.byteLength) {
      memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
      this.#numbers = new Float64Array(memory.buffer);
    }
    if (this.#points === points) return;
    this.#points = points;
    for (let k = 0; k < points / 2; k++) {
      this.#numbers[POWERS + k] = Math.cos((2 * Math.PI * k) / points);
      this.#numbers[POWERS + points / 2 + k] = Math.sin((2 * Math.PI * k) / points);
    }
  }
}

let sums: Sums | 'none' | undefined;

/** What WebAssembly gives; undefined where the host has none, or no room. */
function quickly<T>(of: (sums: Sums) => T): T | undefined {
  try {
    sums ??= new Sums();
  } catch {
    sums = 'none';
  }
  if (sums === 'none') return undefined;
  try {
    return of(sums);
  } catch {
    return undefined;
  }
}

/** The sum of two independent times. An octave of the sum takes both rounded to its own step: nothing beyond it is in it. */
export const convolved = (x: Bracket, y: Bracket, lattice: Lattice): Bracket =>
  quickly((of) => of.of(x, y, lattice)) ?? plainlyConvolved(x, y, lattice);

/** Chances to take at most so long, at each point of a lattice. */
export function chancesOf({ logNormal, within }: Time, lattice: Lattice): Float64Array {
  if (logNormal) {
    const { mu, sigma } = logNormal;
    return quickly((of) => of.logNormal(mu, sigma, lattice)) ?? plainLogNormal(mu, sigma, lattice.logs);
  }
  const { points, size } = lattice;
  const chances = new Float64Array(size);
  for (let i = 0; i < size; i++) chances[i] = within(points[i] as number);
  return chances;
}
