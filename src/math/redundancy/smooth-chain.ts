import { EIGHT_POINTS } from '../gauss.js';
import type { BirthDeathChain, Ratio } from './birth-death.js';

/** Gauss and Legendre's points in 0..1 with their weights. */
type Points = readonly (readonly [at: number, weight: number])[];

const pointsOf = (halves: readonly (readonly [number, number])[]): Points =>
  halves.flatMap(([place, weight]) => (place === 0 ? [0] : [-place, place]).map((at) => [(1 + at) / 2, weight / 2] as const));

const EIGHT = pointsOf(EIGHT_POINTS);
/** By so much the logarithm of a chance may fall over one panel. */
const FALL = 4;
/** Chances that are smaller, relative to the largest, are 0. */
const LEAST = -745;
/** What adds less to a sum is left out. */
const NEGLIGIBLE = 1e-12;

/**
 * A birth-death chain of which tens of thousands of states or more have a chance, the ratio hardly differing from one to the next. The logarithm of
 * the chances is then the integral of that of the ratio, and a sum over states the integral over them (the midpoint form of Euler and
 * Maclaurin, each state a cell that is exact for a geometric law), both in panels from the likeliest state outwards. Within
 * 1e-5 of the sums, also far in the tails, where tens of thousands of states have a chance, and closer with more; time does not grow with n.
 * @source Abramowitz and Stegun 1964, 23.1.30 and 25.4.30
 */
export class SmoothChain implements BirthDeathChain {
  readonly #n: number;
  readonly #ratio: Ratio;
  readonly #mode: number;
  readonly #kinks: readonly number[];
  #whole: number | undefined;

  /** @param kinks states at which the ratio bends */
  constructor(n: number, ratio: Ratio, mode: number, kinks: readonly number[]) {
    this.#n = n;
    this.#ratio = ratio;
    this.#mode = mode;
    this.#kinks = kinks;
  }

  chanceOf(state: number): number {
    const side = state < this.#mode ? -1 : 1;
    const distance = Math.abs(state - this.#mode);
    let log = 0;
    for (const panel of this.#panels(side, distance, distance)) log = logIn(panel, 1);
    return Math.exp(log) / this.#total();
  }

  sum(from: number, to: number, f?: (state: number) => number): number {
    const weight = this.#weigh(from, to, f);
    if (weight === 0) return 0;
    if (f) return weight / this.#total();
    // Split where the sum is, so that what leaves out nothing is 1.
    this.#whole = weight + this.#weigh(0, from) + this.#weigh(to, this.#n + 1);
    return weight / this.#whole;
  }

  #total(): number {
    this.#whole ??= this.#weigh(0, this.#n + 1);
    return this.#whole;
  }

  /** The sum, where the likeliest state has a chance of 1. */
  #weigh(from: number, to: number, f?: (state: number) => number): number {
    const low = Math.max(from, 0) - 0.5 - this.#mode;
    const high = Math.min(to, this.#n + 1) - 0.5 - this.#mode;
    if (!(low < high)) return 0;
    return this.#side(1, Math.max(0, low), high, f) + this.#side(-1, Math.max(0, -high), -low, f);
  }

  /** On one side of the likeliest state, between two distances from it. */
  #side(side: 1 | -1, near: number, far: number, f: ((state: number) => number) | undefined): number {
    if (!(near < far)) return 0;
    let sum = 0;
    for (const panel of this.#panels(side, near, far)) {
      if (panel.from < near) continue;
      const added = this.#inPanel(side, panel, f);
      sum += added;
      if (added <= NEGLIGIBLE * sum) break;
    }
    return sum;
  }

  #inPanel(side: 1 | -1, panel: Panel, f: ((state: number) => number) | undefined): number {
    const { from, length } = panel;
    let sum = 0;
    for (const [at, weight] of EIGHT) {
      const half = slopeIn(panel, at) / 2;
      // The sum of a geometric law over its integral.
      const cell = half === 0 ? 1 : half / Math.sinh(half);
      const chance = Math.exp(logIn(panel, at)) * cell;
      if (chance > 0) sum += weight * chance * (f ? f(this.#mode + side * (from + at * length)) : 1);
    }
    return sum * length;
  }

  /** Panels from the likeliest state on, until chances are 0; their edges fall on both distances and on the kinks. */
  *#panels(side: 1 | -1, near: number, far: number): Generator<Panel> {
    const edges = [near, far, ...this.#kinks.map((kink) => side * (kink + 0.5 - this.#mode))]
      .filter((edge) => edge > 0 && edge <= far)
      .sort((a, b) => a - b);
    let from = 0;
    let log = 0;
    let length = far;
    let slope = this.#slope(side, 0);
    for (const edge of edges) {
      while (from < edge && log > LEAST) {
        length = Math.min(2 * length, edge - from);
        let last = this.#slope(side, from + length);
        while (-length * last > FALL) {
          length /= 2;
          last = this.#slope(side, from + length);
        }
        // What rounding leaves before an edge is none.
        if (!(from + length > from)) return;
        const [second, third] = [this.#slope(side, from + length / 3), this.#slope(side, from + (2 * length) / 3)];
        const panel = { from, length, log, slopes: cubicThrough(slope, second, third, last) };
        yield panel;
        log = logIn(panel, 1);
        slope = last;
        from = edge - from - length < 1e-15 * edge ? edge : from + length;
      }
    }
  }

  /** Slope of the logarithm of the chance by the distance: 0 at the likeliest state, then falling. */
  #slope(side: 1 | -1, distance: number): number {
    return side * Math.log(this.#ratio(this.#mode + side * distance - 0.5));
  }
}

type Cubic = readonly [number, number, number, number];

/** A stretch over which the slope is a cubic: of its share of the stretch, 0..1. */
interface Panel {
  readonly from: number;
  readonly length: number;
  /** Of the chance at its inner edge. */
  readonly log: number;
  readonly slopes: Cubic;
}

/** Coefficients of the cubic through values at 0, 1/3, 2/3 and 1. */
const cubicThrough = (a: number, b: number, c: number, d: number): Cubic => [
  a,
  (-11 * a + 18 * b - 9 * c + 2 * d) / 2,
  (9 * (2 * a - 5 * b + 4 * c - d)) / 2,
  (9 * (-a + 3 * b - 3 * c + d)) / 2,
];

const slopeIn = ({ slopes: [a, b, c, d] }: Panel, at: number): number => a + at * (b + at * (c + at * d));

const logIn = ({ log, length, slopes: [a, b, c, d] }: Panel, at: number): number =>
  log + length * at * (a + at * (b / 2 + at * (c / 3 + (at * d) / 4)));
