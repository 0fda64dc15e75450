import { LOOPS } from '../generated/loops.js';
import { type Memory, moduleOf } from './module.js';
import type { LoopName, Operand } from './plain.js';

/** The WebAssembly of `scripts/loops.mjs`: its loops, and the memory that they work in. */

type Loop = (...args: readonly number[]) => number;
type OtherLoop =
  | 'scores'
  | 'scaled'
  | 'addScaled'
  | 'spread'
  | 'lattice'
  | 'gather'
  | 'extremes'
  | 'before'
  | 'members'
  | 'regress'
  | 'explain'
  | 'around'
  | 'both'
  | 'moments'
  | 'binned'
  | 'indexed'
  | 'appended';
type Loops = Readonly<Record<LoopName | OtherLoop, Loop>>;

/** Address of what loops return beside their result. */
export const RESULTS = 0;
/** Bytes before the first array. */
const FIRST = 1 << 14;
const PAGE = 1 << 16;

/** Arrays of n numbers, side by side in slots. A call of one loop or a few works in it, and takes its results out before the next. */
class Arena {
  readonly loops: Loops;
  readonly #memory: Memory;
  #bytes = new Uint8Array(0);
  #numbers = new Float64Array(0);
  #integers = new Int32Array(0);

  /** @throws where the host has no WebAssembly, forbids it, or has no room for its memory */
  constructor() {
    const { memory, ...loops } = moduleOf<Loops & { readonly memory: Memory }>(LOOPS, {
      math: { log: Math.log, exp: Math.exp, log1p: Math.log1p, expm1: Math.expm1 },
    });
    this.loops = loops;
    this.#memory = memory;
  }

  /** Makes room for so many arrays of n numbers. @throws RangeError where there is none */
  reserve(arrays: number, n: number): void {
    const wanted = this.address(arrays, n);
    if (wanted <= this.#bytes.length) return;
    const { byteLength } = this.#memory.buffer;
    if (wanted > byteLength) this.#memory.grow(Math.ceil((wanted - byteLength) / PAGE));
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#numbers = new Float64Array(buffer);
    this.#integers = new Int32Array(buffer);
  }

  /** Address of an array. */
  address(slot: number, n: number): number {
    return FIRST + slot * 8 * n;
  }

  /** Copies values to a slot. Like the other writers, it returns the address. */
  set(slot: number, values: Float64Array): number {
    const address = this.address(slot, values.length);
    this.#numbers.set(values, address >> 3);
    return address;
  }

  setOperand(slot: number, operand: Operand, n: number): number {
    const address = this.address(slot, n);
    if (typeof operand === 'number') {
      this.#numbers.fill(operand, address >> 3, (address >> 3) + n);
      return address;
    }
    const { values, scale, offset } = operand;
    this.set(slot, values);
    if (scale !== 1 || offset !== 0) this.loops.scaled(address, address, 8 * n, scale, offset);
    return address;
  }

  setStrata(slot: number, strata: Int32Array): number {
    const address = this.address(slot, strata.length);
    this.#integers.set(strata, address >> 2);
    return address;
  }

  clear(slot: number, n: number): number {
    const address = this.address(slot, n);
    this.#bytes.fill(0, address, address + 8 * n);
    return address;
  }

  /** A copy of an array, or of its first `length` numbers. */
  get(slot: number, n: number, length = n): Float64Array {
    return this.numbers(this.address(slot, n), length);
  }

  numbers(address: number, length: number): Float64Array {
    return this.#numbers.slice(address >> 3, (address >> 3) + length);
  }

  integers(address: number, length: number): Int32Array {
    return this.#integers.slice(address >> 2, (address >> 2) + length);
  }

  number(address: number): number {
    return this.#numbers[address >> 3] as number;
  }

  integer(address: number): number {
    return this.#integers[address >> 2] as number;
  }
}

let arena: Arena | 'none' | undefined;

/** The one arena of all loops, with room for so many arrays of n numbers; undefined where there is none. */
export function arenaFor(arrays: number, n: number): Arena | undefined {
  try {
    arena ??= new Arena();
  } catch {
    arena = 'none';
  }
  if (arena === 'none') return undefined;
  try {
    arena.reserve(arrays, n);
    return arena;
  } catch {
    return undefined;
  }
}
