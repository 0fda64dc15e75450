/**
 * Functions compiled: decision nodes, each after those that it leads to, in modules, each after those inside it. Variables are the events and then
 * the modules. A ref is twice a node plus one if negated; node 0 is true.
 */
export interface Program {
  readonly events: number;
  /** Of each node; that of node 0 is not used. */
  readonly variable: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Of each module: the node after its last one, and what it is true of. */
  readonly ends: Int32Array;
  readonly tops: Int32Array;
}

/** Samples are worked on in blocks of so many numbers, which stay in the cache of a processor; of so many samples at least, as memory allows. */
const BLOCK = 1 << 15;
const LEAST_SAMPLES = 32;
const MAX_BLOCK = 1 << 23;

/**
 * Chances of all variables of a program from those of its events. P(f) and P(not f) are carried apart, so that neither is ever the difference of two
 * numbers: 1e-15 keeps all its digits.
 * @source A. Rauzy 1993, New algorithms for fault trees analysis, Reliability Engineering and System Safety 40(3)
 */
export class VariableChances {
  /** Of each variable, and of its negation. */
  readonly yes: Float64Array;
  readonly no: Float64Array;
  /** Of each ref. */
  readonly #of: Float64Array;

  constructor(readonly program: Program) {
    const variables = program.events + program.tops.length;
    this.#of = new Float64Array(2 * program.variable.length);
    this.yes = new Float64Array(variables);
    this.no = new Float64Array(variables);
  }

  /** Fills `yes` and `no` where event i has chance q[i]. */
  fill(q: ArrayLike<number>): this {
    const { events, variable, high, low, ends, tops } = this.program;
    const { yes, no } = this;
    const of = this.#of;
    of[0] = 1;
    for (let i = 0; i < events; i++) {
      yes[i] = q[i] as number;
      no[i] = 1 - (q[i] as number);
    }
    let node = 1;
    for (let module = 0; module < tops.length; module++) {
      for (const end = ends[module] as number; node < end; node++) {
        const a = yes[variable[node] as number] as number;
        const b = no[variable[node] as number] as number;
        const h = high[node] as number;
        const l = low[node] as number;
        of[2 * node] = a * (of[h] as number) + b * (of[l] as number);
        of[2 * node + 1] = a * (of[h ^ 1] as number) + b * (of[l ^ 1] as number);
      }
      const top = tops[module] as number;
      yes[events + module] = of[top] as number;
      no[events + module] = of[top ^ 1] as number;
    }
    return this;
  }

  /** After `fill`: from how something changes with the chance of each variable to how it changes with that of each event. In place. */
  pullBack(slope: Float64Array): Float64Array {
    const { events, variable, high, low, ends, tops } = this.program;
    const of = this.#of;
    const weight = new Float64Array(variable.length);
    for (let module = tops.length - 1; module >= 0; module--) {
      const top = tops[module] as number;
      const start = module === 0 ? 1 : (ends[module - 1] as number);
      weight[top >> 1] = (top & 1) === 1 ? -(slope[events + module] as number) : (slope[events + module] as number);
      for (let node = (ends[module] as number) - 1; node >= start; node--) {
        const w = weight[node] as number;
        const v = variable[node] as number;
        const h = high[node] as number;
        const l = low[node] as number;
        const first = of[h] as number;
        const second = of[l] as number;
        // Of P and 1 - P the smaller pair has the exacter difference.
        const rise = first + second <= 1 ? first - second : (of[l ^ 1] as number) - (of[h ^ 1] as number);
        slope[v] = (slope[v] as number) + w * rise;
        weight[h >> 1] = (weight[h >> 1] as number) + w * (this.yes[v] as number);
        weight[l >> 1] = (weight[l >> 1] as number) + ((l & 1) === 1 ? -w : w) * (this.no[v] as number);
      }
    }
    return slope.slice(0, events);
  }
}

/**
 * Chances of variables of a program over n joint samples, in blocks.
 * @param q of each event one number, or n of them
 * @param each called with the first sample of a block, how many it has, and for each variable v their chances at v * width and on
 */
export function eachBlock(
  { events, variable, high, low, ends, tops }: Program,
  q: readonly (number | Float64Array)[],
  n: number,
  each: (from: number, size: number, yes: Float64Array, width: number) => void,
): void {
  const nodes = variable.length;
  const wanted = Math.max(LEAST_SAMPLES, Math.floor(BLOCK / nodes));
  const width = Math.max(1, Math.min(n, wanted, Math.floor(MAX_BLOCK / nodes)));
  const of = new Float64Array(2 * nodes * width);
  const yes = new Float64Array((events + tops.length) * width);
  const no = new Float64Array((events + tops.length) * width);
  of.fill(1, 0, width);
  for (let from = 0; from < n; from += width) {
    const size = Math.min(width, n - from);
    for (let i = 0; i < events; i++) {
      const chance = q[i] as number | Float64Array;
      for (let s = 0; s < size; s++) {
        const value = typeof chance === 'number' ? chance : (chance[from + s] as number);
        yes[i * width + s] = value;
        no[i * width + s] = 1 - value;
      }
    }
    let node = 1;
    for (let module = 0; module < tops.length; module++) {
      for (const end = ends[module] as number; node < end; node++) {
        const v = (variable[node] as number) * width;
        const h = (high[node] as number) * width;
        const l = (low[node] as number) * width;
        const notH = ((high[node] as number) ^ 1) * width;
        const notL = ((low[node] as number) ^ 1) * width;
        const to = 2 * node * width;
        for (let s = 0; s < size; s++) {
          const a = yes[v + s] as number;
          const b = no[v + s] as number;
          of[to + s] = a * (of[h + s] as number) + b * (of[l + s] as number);
          of[to + width + s] = a * (of[notH + s] as number) + b * (of[notL + s] as number);
        }
      }
      const top = tops[module] as number;
      const to = (events + module) * width;
      for (let s = 0; s < size; s++) {
        yes[to + s] = of[top * width + s] as number;
        no[to + s] = of[(top ^ 1) * width + s] as number;
      }
    }
    each(from, size, yes, width);
  }
}
