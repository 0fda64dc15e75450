import { checkTime } from '../core/index.js';
import type { Rough } from '../quantity/index.js';

type Column = number | Float64Array;

/** So many joint samples are worked out, each for its share of all. */
const STRATA = 256;

/** Of the strata every so many one, which tell between which of them a limit is crossed. */
const STRIDE = 16;

/**
 * A function that is costly to compute, in each of n joint samples: they are put in order by what it would be if each argument moved it by itself, and cut into
 * strata, of each of which the one in the middle is worked out, roughly; the others lie between. What is exact where all arguments are at their middle
 * corrects all. Functions that share their looks have one order by which samples are chosen, and each its own between which of them the others lie.
 */
export class Strata {
  readonly #exact: (values: readonly number[]) => number;
  readonly #rough: Rough;
  readonly #columns: readonly Column[];
  readonly #n: number;
  #begun: Begun | undefined;

  constructor(exact: (values: readonly number[]) => number, rough: Rough, columns: readonly Column[], n: number) {
    this.#exact = exact;
    this.#rough = rough;
    this.#columns = columns;
    this.#n = n;
  }

  /** The function in each sample. */
  get values(): Float64Array {
    const { places, order } = this.#begin();
    return between(
      places.map((_, k) => this.#lookAt(k)),
      order,
      this.#n,
    );
  }

  /**
   * Share of the samples on one side of a limit. The samples are in order, so that only strata are looked at between which the limit is crossed.
   * @param holds true of all values on that side, and of no other
   */
  share(holds: (value: number) => boolean): number {
    const { places, order } = this.#begin();
    const last = places.length - 1;
    const coarse = places.flatMap((_, k) => (k % STRIDE === 0 || k === last ? [{ k, isHeld: holds(this.#lookAt(k).value) }] : []));
    const seen = new Set(coarse.map(({ k }) => k));
    for (const [i, { k, isHeld }] of coarse.entries()) {
      const next = coarse[i + 1];
      if (next === undefined || next.isHeld === isHeld) continue;
      // Values rise by and large only: what is beyond the limit for once may lie in the strata beside.
      for (let at = Math.max(0, k - STRIDE); at <= Math.min(last, next.k + STRIDE); at++) seen.add(at);
    }
    const looks = [...seen].sort((a, b) => a - b).map((k) => this.#lookAt(k));
    return between(looks, order, this.#n).reduce((count, value) => count + (holds(value) ? 1 : 0), 0) / this.#n;
  }

  #begin(): Begun {
    if (this.#begun) return this.#begun;
    const [columns, rough, n] = [this.#columns, this.#rough, this.#n];
    // The first look lays out what the others are worked out on.
    const chosen = placesChosen(inOrder(movedBy(rough.order, columns, n)), n);
    const middle = middleOf(columns);
    const middleRough = rough.compute(...middle);
    const factor = middleRough > 0 && Number.isFinite(middleRough) ? this.#exact(middle) / middleRough : 1;
    const order = inOrder(movedBy(rough.compute, columns, n));
    const rank = new Int32Array(n);
    for (let place = 0; place < n; place++) rank[order[place] as number] = place;
    const places = [...chosen].map((sample) => rank[sample] as number).sort((a, b) => a - b);
    this.#begun = { places, order, factor, looks: [] };
    return this.#begun;
  }

  #lookAt(k: number): Look {
    const { places, order, factor, looks } = this.#begin();
    const known = looks[k];
    if (known) return known;
    checkTime('sampling');
    const place = places[k] as number;
    const sample = order[place] as number;
    const at = this.#columns.map((column) => (typeof column === 'number' ? column : (column[sample] as number)));
    const look = { place, value: factor * this.#rough.compute(...at) };
    looks[k] = look;
    return look;
  }
}

interface Begun {
  /** Of the samples that may be looked at their places in the order, rising. */
  readonly places: readonly number[];
  readonly order: Int32Array;
  /** By which what is worked out roughly is corrected. */
  readonly factor: number;
  /** By stratum; those that were not looked at are missing. */
  readonly looks: (Look | undefined)[];
}

interface Look {
  readonly place: number;
  readonly value: number;
}

/** Looks at single arguments, all of them together; and where on its distribution one is looked at beside its middle, by how many looks it gets. */
const LOOKS = 64;
const SHARES: readonly (readonly number[])[] = [
  [0.8413],
  [0.05, 0.95],
  [0.05, 0.8, 0.975],
  [0.025, 0.2, 0.8, 0.975],
  [0.005, 0.05, 0.25, 0.8, 0.95, 0.995],
];

const middleOf = (columns: readonly Column[]): readonly number[] =>
  columns.map((column) => (typeof column === 'number' ? column : (Float64Array.from(column).sort()[column.length >> 1] as number)));

/**
 * In each sample, by how much a function would be moved, from the middle of all, if each argument moved it by itself: as sums of logarithms where it is
 * never below zero, since what moves a time moves it in proportion.
 */
function movedBy(by: (...values: readonly number[]) => number, columns: readonly Column[], n: number): Float64Array {
  const middle = middleOf(columns);
  const uncertain = columns.flatMap((column, i) => (typeof column === 'number' ? [] : [{ i, column }]));
  const shares = SHARES[Math.min(SHARES.length, Math.max(1, Math.floor(LOOKS / Math.max(1, uncertain.length)))) - 1] as readonly number[];
  const looks = uncertain.map(({ i, column }) => {
    const sorted = Float64Array.from(column).sort();
    const at = [...new Set([0.5, ...shares].map((share) => sorted[Math.floor(share * n)] as number))].sort((a, b) => a - b);
    return { column, at, found: at.map((to) => by(...middle.map((value, k) => (k === i ? to : value)))) };
  });
  const isPositive = looks.every(({ found }) => found.every((value) => value > 0));
  const base = by(...middle);
  const moved = new Float64Array(n);
  for (const { column, at, found } of looks) {
    const effect = found.map((value) => (isPositive ? Math.log(value / base) : value - base));
    const ofValue = throughPoints(
      at,
      effect.map((one) => (Number.isFinite(one) ? one : Math.sign(one) * FURTHEST)),
    );
    for (let s = 0; s < n; s++) moved[s] = (moved[s] as number) + ofValue(column[s] as number);
  }
  return moved;
}

/** What never ends is moved further than all that does. */
const FURTHEST = 50;

/** Straight lines from point to point, the first and the last of which go on. */
function throughPoints(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  if (xs.length < 2) return () => 0;
  const slopes = xs.slice(1).map((x, i) => ((ys[i + 1] as number) - (ys[i] as number)) / (x - (xs[i] as number)));
  return (x) => {
    let i = 0;
    while (i < slopes.length - 1 && x > (xs[i + 1] as number)) i++;
    return (ys[i] as number) + (slopes[i] as number) * (x - (xs[i] as number));
  };
}

const inOrder = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));

/** The samples in the middle of equal parts. */
function placesChosen(order: Int32Array, n: number): readonly number[] {
  const strata = Math.min(STRATA, n);
  return Array.from({ length: strata }, (_, k) => order[Math.floor(((k + 0.5) * n) / strata)] as number);
}

/** Samples in an order, of which some were looked at: the others lie between these. */
function between(looks: readonly Look[], order: Int32Array, n: number): Float64Array {
  const out = new Float64Array(n);
  const at = (k: number): Look => looks[Math.min(k, looks.length - 1)] as Look;
  let k = 0;
  for (let place = 0; place < n; place++) {
    while (k < looks.length - 2 && place > at(k + 1).place) k++;
    const [a, b] = [at(k), at(k + 1)];
    const part = b.place > a.place ? Math.min(1, Math.max(0, (place - a.place) / (b.place - a.place))) : 0;
    out[order[place] as number] =
      Number.isFinite(a.value) && Number.isFinite(b.value) ? a.value + part * (b.value - a.value) : Math.max(a.value, b.value);
  }
  return out;
}
