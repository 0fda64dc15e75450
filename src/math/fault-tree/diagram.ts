/** A function in a diagram: twice its node, plus one if it is negated. 0 is true, 1 is false. */
export type Ref = number;

/** Thrown when a diagram would pass its limit of nodes; caught by who builds it, who then settles for bounds. */
export class TooLarge extends Error {}

const LAST_LEVEL = 0x7fffffff;
/** Recursion goes one call a level; deeper than this is as good as too large. */
const MAX_DEPTH = 5000;
const IF_THEN_ELSE = 3;

const hash = (a: number, b: number, c: number): number => {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

/**
 * Reduced ordered binary decision diagrams with complement edges, in typed arrays. Node n is tested at `level[n]`; `high` is followed where the
 * variable is true and is never negated, `low` where it is false. Equal functions have equal refs.
 * @source R. E. Bryant 1986, IEEE Trans. Computers C-35(8); K. Brace, R. Rudell and R. Bryant 1990, Efficient implementation of a BDD package
 */
export class Diagram {
  level = new Int32Array(1 << 10);
  high = new Int32Array(1 << 10);
  low = new Int32Array(1 << 10);
  size = 1;
  #table = new Int32Array(1 << 11);
  /** Triples (operands, result); a place is overwritten by whatever falls on it. */
  #cache = new Int32Array(4 << 11);
  #depth = 0;

  constructor(readonly maxNodes: number) {
    this.level[0] = LAST_LEVEL;
  }

  variable(level: number): Ref {
    return this.node(level, 0, 1);
  }

  node(level: number, high: Ref, low: Ref): Ref {
    if (high === low) return high;
    return (high & 1) === 1 ? this.#unique(level, high ^ 1, low ^ 1) ^ 1 : this.#unique(level, high, low);
  }

  and(f: Ref, g: Ref): Ref {
    if (f === g) return f;
    if (f < 2) return f === 0 ? g : 1;
    if (g < 2) return g === 0 ? f : 1;
    if ((f ^ g) === 1) return 1;
    const a = f < g ? f : g;
    const b = f < g ? g : f;
    const known = this.#cached(a, b, 0, 0);
    if (known >= 0) return known;
    const la = this.level[a >> 1] as number;
    const lb = this.level[b >> 1] as number;
    const level = Math.min(la, lb);
    this.#descend();
    const high = this.and(la === level ? this.highOf(a) : a, lb === level ? this.highOf(b) : b);
    const low = this.and(la === level ? this.lowOf(a) : a, lb === level ? this.lowOf(b) : b);
    this.#depth--;
    return this.#keep(a, b, 0, 0, this.node(level, high, low));
  }

  ifThenElse(f: Ref, g: Ref, h: Ref): Ref {
    if (f < 2) return f === 0 ? g : h;
    if (g === h) return g;
    if (g < 2 || h < 2 || g === f || h === f || (g ^ 1) === f || (h ^ 1) === f) {
      if (g === 0 || g === f) return this.and(f ^ 1, h ^ 1) ^ 1;
      if (g === 1 || (g ^ 1) === f) return this.and(f ^ 1, h);
      return h === 1 || h === f ? this.and(f, g) : this.and(f, g ^ 1) ^ 1;
    }
    if ((f & 1) === 1) return this.ifThenElse(f ^ 1, h, g);
    if ((g & 1) === 1) return this.ifThenElse(f, g ^ 1, h ^ 1) ^ 1;
    const known = this.#cached(f, g, h, IF_THEN_ELSE);
    if (known >= 0) return known;
    const lf = this.level[f >> 1] as number;
    const lg = this.level[g >> 1] as number;
    const lh = this.level[h >> 1] as number;
    const level = Math.min(lf, lg, lh);
    this.#descend();
    const high = this.ifThenElse(lf === level ? this.highOf(f) : f, lg === level ? this.highOf(g) : g, lh === level ? this.highOf(h) : h);
    const low = this.ifThenElse(lf === level ? this.lowOf(f) : f, lg === level ? this.lowOf(g) : g, lh === level ? this.lowOf(h) : h);
    this.#depth--;
    return this.#keep(f, g, h, IF_THEN_ELSE, this.node(level, high, low));
  }

  highOf(f: Ref): Ref {
    return (this.high[f >> 1] as number) ^ (f & 1);
  }

  lowOf(f: Ref): Ref {
    return (this.low[f >> 1] as number) ^ (f & 1);
  }

  #descend(): void {
    if (++this.#depth > MAX_DEPTH) throw new TooLarge();
  }

  #unique(level: number, high: Ref, low: Ref): Ref {
    let mask = this.#table.length - 1;
    let place = hash(level, high, low) & mask;
    for (let node = this.#table[place] as number; node !== 0; node = this.#table[place] as number) {
      if (this.low[node] === low && this.high[node] === high && this.level[node] === level) return 2 * node;
      place = (place + 1) & mask;
    }
    if (this.size > this.maxNodes) throw new TooLarge();
    if (this.size === this.level.length) {
      this.#grow();
      mask = this.#table.length - 1;
      place = hash(level, high, low) & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
    }
    const node = this.size++;
    this.level[node] = level;
    this.high[node] = high;
    this.low[node] = low;
    this.#table[place] = node;
    return 2 * node;
  }

  #grow(): void {
    const size = 2 * this.size;
    const longer = (of: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(size);
      to.set(of);
      return to;
    };
    this.level = longer(this.level);
    this.high = longer(this.high);
    this.low = longer(this.low);
    this.#table = new Int32Array(2 * size);
    const mask = 2 * size - 1;
    for (let node = 1; node < this.size; node++) {
      let place = hash(this.level[node] as number, this.high[node] as number, this.low[node] as number) & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
      this.#table[place] = node;
    }
    this.#cache = new Int32Array(4 * size);
  }

  /** The result kept for these operands, or -1. A place never used has the operands of no operation: (0, 0, 0). */
  #cached(a: number, b: number, c: number, operation: number): number {
    const at = 4 * (hash(a, b, c + operation) & (this.#cache.length / 4 - 1));
    const cache = this.#cache;
    return cache[at] === a && cache[at + 1] === b && cache[at + 2] === 4 * c + operation ? (cache[at + 3] as number) : -1;
  }

  #keep(a: number, b: number, c: number, operation: number, result: Ref): Ref {
    const at = 4 * (hash(a, b, c + operation) & (this.#cache.length / 4 - 1));
    const cache = this.#cache;
    cache[at] = a;
    cache[at + 1] = b;
    cache[at + 2] = 4 * c + operation;
    cache[at + 3] = result;
    return result;
  }
}
