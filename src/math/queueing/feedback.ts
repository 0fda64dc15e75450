import { turnBetween } from '../root.js';

/**
 * Load that repeats of failed calls add, and which makes more of them fail: where calls ask for a share of what is carried by themselves (`own`), `own x a`
 * arrives, a being the amplification at what arrives. A fixed point of that is a state that stays. There may be several: the lowest is normal operation, and
 * the highest is where a spike, or an outage, leaves it when all else is as it was before.
 * @source N. Bronson et al., Metastable Failures in Distributed Systems (HotOS 2021); L. Huang et al., Metastable Failures in the Wild (OSDI 2022)
 */
export interface Feedback {
  /** Times the calls that are meant which are made when so much arrives, as a share of what can be carried: at least 1. */
  readonly amplification: (offered: number) => number;
  /** Never more than this. */
  readonly most: number;
}

/** Points below what can be carried, nearer to each other the nearer they come to it, and above it. */
const [BELOW, ABOVE] = [48, 24];
const NEAREST = 1e-9;
/** By how much what has been reached must be left again, relative, for a second state. */
const LEAST_FOLD = 1e-6;
const SEARCHES = 30;
/** Around an extreme all is the same to this, relative. */
const NOTHING_LEFT = 1e-9;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * What arrives (x) is in balance with a load of its own of x / a(x). Where that falls as x rises, one load has several states: it falls from the load at
 * which normal operation ends to the least at which the other begins. All searches are along x, so that none is slow where two states meet.
 */
export class FeedbackCurve {
  readonly #feedback: Feedback;
  readonly #points: readonly number[];
  readonly #loads: readonly number[];
  #recovers: number | undefined;
  #tips: number | undefined;

  constructor(feedback: Feedback) {
    this.#feedback = feedback;
    this.#points = placesOf(feedback.most);
    this.#loads = this.#points.map((x) => this.#own(x));
  }

  #own(offered: number): number {
    return offered / this.#feedback.amplification(offered);
  }

  /** Times the calls that are meant which arrive in normal operation. @param own share of what is carried that they ask for, without repeats */
  lowest(own: number): number {
    const { amplification, most } = this.#feedback;
    if (own === 0) return amplification(0);
    if (own === Number.POSITIVE_INFINITY) return most;
    const at = this.#loads.findIndex((load) => load >= own);
    const [from, to] = at < 0 ? [this.#points.at(-1) as number, most * own] : [this.#points[at - 1] ?? 0, this.#points[at] as number];
    return this.#between(own, from, to) / own;
  }

  /** Times the calls that are meant which arrive once everything has failed. */
  highest(own: number): number {
    const { amplification, most } = this.#feedback;
    if (own === 0) return amplification(0);
    if (own === Number.POSITIVE_INFINITY) return most;
    const at = this.#loads.findLastIndex((load) => load <= own);
    return this.#between(own, this.#points[at] ?? 0, this.#points[at + 1] ?? most * Math.max(1, own)) / own;
  }

  /** Where the balance rises through a load. */
  #between(own: number, from: number, to: number): number {
    return turnBetween((load) => this.#own(load) >= own, from, to).high;
  }

  /** Load of its own below which repeats cannot keep it overloaded; Infinity where they never can. More than can be carried is not looked at. */
  get recovers(): number {
    this.#recovers ??= this.#fold ? this.#extreme(this.#fold.bottom, -1) : Number.POSITIVE_INFINITY;
    return this.#recovers;
  }

  /** Load of its own above which they overload it by themselves, and normal operation ends; Infinity where there is no other state to go to. */
  get tips(): number {
    this.#tips ??= this.#fold ? this.#extreme(this.#fold.top, 1) : Number.POSITIVE_INFINITY;
    return this.#tips;
  }

  /** Places between which what is in balance falls again: the first from which it does, and the least load after it. */
  get #fold(): { readonly top: number; readonly bottom: number } | undefined {
    const loads = this.#loads;
    let [top, first, bottom] = [0, undefined as number | undefined, 0];
    for (const [i, load] of loads.entries()) {
      if (load < (loads[top] as number) * (1 - LEAST_FOLD) && (first === undefined || load < (loads[bottom] as number))) {
        first ??= top;
        bottom = i;
      }
      if (load > (loads[top] as number)) top = i;
    }
    return first === undefined ? undefined : { top: first, bottom };
  }

  /** The largest load between the neighbors of a point, or the least: by golden section, until nothing is left to gain. */
  #extreme(at: number, sign: 1 | -1): number {
    const f = (x: number): number => sign * this.#own(x);
    let [from, to] = [this.#points[at - 1] ?? 0, this.#points[at + 1] ?? (this.#points[at] as number)];
    let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
    let [left, right] = [f(a), f(b)];
    // Of the ends.
    let [first, last] = [f(from), f(to)];
    let best = Math.max(sign * (this.#loads[at] as number), left, right);
    for (let i = 0; i < SEARCHES && best - Math.min(first, left, right, last) > NOTHING_LEFT * Math.abs(best); i++) {
      if (left >= right) {
        [to, last, b, right] = [b, right, a, left];
        a = to - GOLDEN * (to - from);
        left = f(a);
      } else {
        [from, first, a, left] = [a, left, b, right];
        b = from + GOLDEN * (to - from);
        right = f(b);
      }
      best = Math.max(best, left, right);
    }
    return sign * best;
  }
}

function placesOf(most: number): readonly number[] {
  const below = Array.from({ length: BELOW }, (_, i) => 1 - Math.max(NEAREST, (1 - (i + 1) / BELOW) ** 3));
  const above = Array.from({ length: ABOVE }, (_, i) => 1 + (Math.max(1, most) - 1) * ((i + 1) / ABOVE) ** 2);
  return [...below, 1, ...(most > 1 ? above : [])];
}
