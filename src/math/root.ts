const MOST_STEPS = 100;
/** A function this near to zero is zero: below it the logarithm of a ratio is rounding. */
const NOTHING = 1e-13;

/** A point of a function. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is as good as a zero; 1e-13 where it is left out. */
export interface Within {
  /** Share of its ends to which an interval shrinks. */
  readonly precision?: number;
  readonly y?: number;
}

/**
 * Where an increasing function is zero, between two points of it: by secants, each end that stays is given half its weight (the Illinois variant of
 * regula falsi), and by halving where a secant leaves the interval or an end is infinite. Quick for what is nearly straight: take the logarithm of a
 * ratio for what grows like a power. Asked step by step, so that many roots can be looked for at once.
 * @source Dowell and Jarratt 1971, A modified regula falsi method for computing the root of an equation, BIT 11(2)
 */
export class RootSearch {
  #low: number;
  #high: number;
  #below: number;
  #above: number;
  #side = 0;
  #steps = 0;
  #root: number | undefined;
  readonly #precision: number;
  readonly #none: number;

  /**
   * @param low a point with y <= 0
   * @param high a point with y >= 0 and x above that of `low`
   * @param within what is as good as the zero: `precision`, to which share of its ends the interval shrinks, and the `y` that is none
   */
  constructor({ x: low, y: below }: Point, { x: high, y: above }: Point, { precision = NOTHING, y: none = NOTHING }: Within = {}) {
    this.#precision = precision;
    this.#none = none;
    this.#low = low;
    this.#high = high;
    this.#below = below;
    this.#above = above;
    if (above <= NOTHING) this.#root = high;
    else this.#settle();
  }

  /** The zero, once it is found: where |y| is none, else the lower end of an interval that has shrunk to its precision, or after 100 steps. */
  get root(): number | undefined {
    return this.#root;
  }

  /** The ends of the interval that is left. */
  get ends(): readonly [low: number, high: number] {
    return [this.#low, this.#high];
  }

  /** Where the function is to be given next. */
  get next(): number {
    const secant = (this.#low * this.#above - this.#high * this.#below) / (this.#above - this.#below);
    return secant > this.#low && secant < this.#high ? secant : (this.#low + this.#high) / 2;
  }

  /** @param y the function at `next`: best of order one, as the logarithm of a ratio is */
  give(y: number): void {
    const x = this.next;
    if (Math.abs(y) <= this.#none) {
      this.#root = x;
      return;
    }
    if (y < 0) {
      this.#low = x;
      this.#below = y;
      if (this.#side < 0) this.#above /= 2;
      this.#side = -1;
    } else {
      this.#high = x;
      this.#above = y;
      if (this.#side > 0) this.#below /= 2;
      this.#side = 1;
    }
    this.#steps++;
    this.#settle();
  }

  #settle(): void {
    const isNarrow = this.#high - this.#low <= this.#precision * Math.max(Math.abs(this.#low), Math.abs(this.#high));
    if (isNarrow || this.#steps === MOST_STEPS) this.#root = this.#low;
  }
}

/**
 * Where an increasing function is zero, between two points of it (`RootSearch`).
 * @param f increasing from `low.x` to `high.x`
 * @param low a point with y <= 0
 * @param high a point with y >= 0 and x above that of `low`
 */
export function rootBetween(f: (x: number) => number, low: Point, high: Point, within?: Within): number {
  const search = new RootSearch(low, high, within);
  while (search.root === undefined) search.give(f(search.next));
  return search.root;
}

/** From the smallest number of a double to the largest, and to the last of its 52 digits. */
const MOST_HALVINGS = 2200;

/**
 * Where something begins to hold that holds from some place on: by halving, which steps and jumps do not disturb as they do secants ({@link rootBetween}, which
 * is quicker, is for what has a value that goes through zero).
 * @param holds false at `low`, true at `high`, and true from the place on
 * @param precision share of the place that may be left between the two that are returned; to the last digit if left out
 * @returns the last place found where it does not hold, and the first where it does
 */
export function turnBetween(
  holds: (x: number) => boolean,
  low: number,
  high: number,
  precision = 0,
): { readonly low: number; readonly high: number } {
  let [from, to] = [low, high];
  for (let i = 0; i < MOST_HALVINGS && to - from > precision * to; i++) {
    const middle = from + (to - from) / 2;
    if (middle <= from || middle >= to) break;
    if (holds(middle)) to = middle;
    else from = middle;
  }
  return { low: from, high: to };
}
