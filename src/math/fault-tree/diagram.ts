import { checkTime } from '../../core/index.js';

/** A function in a diagram: twice its node, plus one if it is negated. 0 is true, 1 is false. */
export type Ref = number;

/** Thrown when a diagram would pass its limit of nodes; caught by who builds it, who then settles for bounds. */
export class TooLarge extends Error {}

const LAST_LEVEL = 0x7fffffff;
/** Recursion goes one call a level; deeper down a stack of its own is used, which is slower. So few leave most of the stack to who asks. */
const MAX_DEPTH = 500;
const FIRST_SIZE = 1 << 8;
/** More results than this are not cached: they would only be far from the processor. */
const MAX_KEPT = 1 << 19;
/** Nodes between two looks at the clock. */
const BLOCK = 1024;

/** For tables whose sizes are powers of two. */
const hash = (a: number, b: number, c: number): number => {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return h ^ (h >>> 15);
};

/**
 * Reduced ordered binary decision diagrams with complement edges, in typed arrays. A node is tested at its level; its high edge is followed where the
 * variable is true and is never negated, its low edge where it is false. Equal functions have equal refs.
 * @source R. E. Bryant 1986, IEEE Trans. Computers C-35(8); K. Brace, R. Rudell and R. Bryant 1990, Efficient implementation of a BDD package
 */
export class Diagram {
  /** How many nodes there are, the constant included. */
  size = 1;
  /** Of each node its level, high and low edge and its hash: side by side, for they are wanted together. */
  #nodes = new Int32Array(4 * FIRST_SIZE);
  /** Nodes by their hash, open addressing; 0 is an empty place. */
  #table = new Int32Array(2 * FIRST_SIZE);
  /**
   * Operands and result of what was computed; a place is overwritten by whatever falls on it. Never used, it has operands that never occur:
   * 0.
   */
  #cache = new Int32Array(4 * FIRST_SIZE);
  #depth = 0;

  /** @param maxNodes passing it throws TooLarge; the diagram is then of no use */
  constructor(readonly maxNodes: number) {
    this.#nodes[0] = LAST_LEVEL;
  }

  levelOf(f: Ref): number {
    return this.#nodes[(f >> 1) << 2] as number;
  }

  highOf(f: Ref): Ref {
    return (this.#nodes[((f >> 1) << 2) + 1] as number) ^ (f & 1);
  }

  lowOf(f: Ref): Ref {
    return (this.#nodes[((f >> 1) << 2) + 2] as number) ^ (f & 1);
  }

  variable(level: number): Ref {
    return this.node(level, 0, 1);
  }

  and(f: Ref, g: Ref): Ref {
    if (f === g) return f;
    if (f < 2) return f === 0 ? g : 1;
    if (g < 2) return g === 0 ? f : 1;
    if ((f ^ g) === 1) return 1;
    const a = f < g ? f : g;
    const b = f < g ? g : f;
    const place = hash(a, b, 0);
    const cache = this.#cache;
    const at = (place << 2) & (cache.length - 1);
    if (cache[at] === a && cache[at + 1] === b && cache[at + 2] === 0) return cache[at + 3] as number;
    const nodes = this.#nodes;
    const nodeA = (a >> 1) << 2;
    const nodeB = (b >> 1) << 2;
    const levelA = nodes[nodeA] as number;
    const levelB = nodes[nodeB] as number;
    let highA = a;
    let lowA = a;
    if (levelA <= levelB) {
      highA = (nodes[nodeA + 1] as number) ^ (a & 1);
      lowA = (nodes[nodeA + 2] as number) ^ (a & 1);
    }
    let highB = b;
    let lowB = b;
    if (levelB <= levelA) {
      highB = (nodes[nodeB + 1] as number) ^ (b & 1);
      lowB = (nodes[nodeB + 2] as number) ^ (b & 1);
    }
    if (this.#depth === MAX_DEPTH) return this.#andBelow(a, b);
    this.#depth++;
    const high = this.and(highA, highB);
    const low = this.and(lowA, lowB);
    this.#depth--;
    return this.#keep(a, b, 0, place, this.node(levelA < levelB ? levelA : levelB, high, low));
  }

  ifThenElse(f: Ref, g: Ref, h: Ref): Ref {
    if (f < 2) return f === 0 ? g : h;
    if (g === h) return g;
    if (g === 0 || g === f) return this.and(f ^ 1, h ^ 1) ^ 1;
    if (g === 1 || (g ^ 1) === f) return this.and(f ^ 1, h);
    if (h === 1 || h === f) return this.and(f, g);
    if (h === 0 || (h ^ 1) === f) return this.and(f, g ^ 1) ^ 1;
    if ((f & 1) === 1) return this.ifThenElse(f ^ 1, h, g);
    if ((g & 1) === 1) return this.ifThenElse(f, g ^ 1, h ^ 1) ^ 1;
    const place = hash(f, g, h);
    const cache = this.#cache;
    const at = (place << 2) & (cache.length - 1);
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === h) return cache[at + 3] as number;
    const levelF = this.levelOf(f);
    const levelG = this.levelOf(g);
    const levelH = this.levelOf(h);
    const level = Math.min(levelF, levelG, levelH);
    const highF = levelF === level ? this.highOf(f) : f;
    const lowF = levelF === level ? this.lowOf(f) : f;
    const highG = levelG === level ? this.highOf(g) : g;
    const lowG = levelG === level ? this.lowOf(g) : g;
    if (this.#depth === MAX_DEPTH) return this.and(this.and(f, g) ^ 1, this.and(f ^ 1, h) ^ 1) ^ 1;
    this.#depth++;
    const high = this.ifThenElse(highF, highG, levelH === level ? this.highOf(h) : h);
    const low = this.ifThenElse(lowF, lowG, levelH === level ? this.lowOf(h) : h);
    this.#depth--;
    return this.#keep(f, g, h, place, this.node(level, high, low));
  }

  /** `and` without recursion. */
  #andBelow(f: Ref, g: Ref): Ref {
    // Pairs to be computed; a negative first one means that the two results on top belong to the pair below it.
    const pairs: Ref[] = [f, g];
    const results: Ref[] = [];
    while (pairs.length > 0) {
      const b = pairs.pop() as Ref;
      const a = pairs.pop() as Ref;
      if (a < 0) {
        const low = results.pop() as Ref;
        const high = results.pop() as Ref;
        const of = ~a;
        const level = Math.min(this.levelOf(of), this.levelOf(b));
        results.push(this.#keep(of, b, 0, hash(of, b, 0), this.node(level, high, low)));
        continue;
      }
      const known = this.#andKnown(a, b);
      if (known >= 0) {
        results.push(known);
        continue;
      }
      const [first, second] = a < b ? [a, b] : [b, a];
      const level = Math.min(this.levelOf(first), this.levelOf(second));
      const [inFirst, inSecond] = [this.levelOf(first) === level, this.levelOf(second) === level];
      pairs.push(~first, second);
      pairs.push(inFirst ? this.lowOf(first) : first, inSecond ? this.lowOf(second) : second);
      pairs.push(inFirst ? this.highOf(first) : first, inSecond ? this.highOf(second) : second);
    }
    return results[0] as Ref;
  }

  /** What needs no work, or -1. */
  #andKnown(f: Ref, g: Ref): Ref {
    if (f === g || g === 0) return f;
    if (f === 0) return g;
    if (f === 1 || g === 1 || (f ^ g) === 1) return 1;
    const [a, b] = f < g ? [f, g] : [g, f];
    const cache = this.#cache;
    const at = (hash(a, b, 0) << 2) & (cache.length - 1);
    return cache[at] === a && cache[at + 1] === b && cache[at + 2] === 0 ? (cache[at + 3] as number) : -1;
  }

  /** What is `high` where the variable of a level is true, and `low` where it is not; both are of deeper levels. */
  node(level: number, high: Ref, low: Ref): Ref {
    if (high === low) return high;
    return (high & 1) === 1 ? this.#unique(level, high ^ 1, low ^ 1) ^ 1 : this.#unique(level, high, low);
  }

  #unique(level: number, high: Ref, low: Ref): Ref {
    const key = hash(high, low, level);
    const table = this.#table;
    const nodes = this.#nodes;
    const mask = table.length - 1;
    let place = key & mask;
    for (let node = table[place] as number; node !== 0; node = table[place] as number) {
      const at = node << 2;
      if (nodes[at + 1] === high && nodes[at + 2] === low && nodes[at] === level) return node << 1;
      place = (place + 1) & mask;
    }
    const node = this.size;
    if (node > this.maxNodes) throw new TooLarge();
    if (node % BLOCK === 0) checkTime('building a decision diagram');
    const at = node << 2;
    nodes[at] = level;
    nodes[at + 1] = high;
    nodes[at + 2] = low;
    nodes[at + 3] = key;
    table[place] = node;
    this.size++;
    if (at + 4 === nodes.length) this.#grow();
    return node << 1;
  }

  #keep(a: number, b: number, c: number, place: number, result: Ref): Ref {
    const cache = this.#cache;
    const at = (place << 2) & (cache.length - 1);
    cache[at] = a;
    cache[at + 1] = b;
    cache[at + 2] = c;
    cache[at + 3] = result;
    return result;
  }

  /** Twice the room. */
  #grow(): void {
    const nodes = new Int32Array(2 * this.#nodes.length);
    nodes.set(this.#nodes);
    this.#nodes = nodes;
    const table = new Int32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let node = 1; node < this.size; node++) {
      let place = (nodes[(node << 2) + 3] as number) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = node;
    }
    this.#table = table;
    const old = this.#cache;
    if (old.length >= 4 * MAX_KEPT) return;
    this.#cache = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 4) {
      const [a, b, c, result] = [old[at] as number, old[at + 1] as number, old[at + 2] as number, old[at + 3] as number];
      if (a !== 0) this.#keep(a, b, c, hash(a, b, c), result);
    }
  }
}
