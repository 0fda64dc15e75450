import { firstTime } from './exact.js';
import type { Lattice } from './lattice.js';
import type { PlanOutcome } from './outcome.js';

/** A number, and between which two it lies for sure. */
export interface BracketedValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** When a plan ends. Times in seconds. */
export interface Solved {
  /**
   * The time within which a share of those that are answered is: `low` and `high` hold it. At a gap in the distribution (9 of 10 take 1 ms, the others 1 s,
   * and 90% is asked for) they are the ends of the gap, and the value is at the lower one. Infinity where the share is out of reach.
   */
  readonly percentile: (share: number) => BracketedValue;
  /** The same without a bracket, between the points of the lattice: for small differences of plans that are solved `like` each other. */
  readonly smooth: (share: number) => number;
  /** Share that ends with an error. */
  readonly failed: BracketedValue;
  /** Share that takes at most so long, of those that are answered. */
  readonly within: (time: number) => BracketedValue;
  /** Share that takes longer, of those that are answered, between the points of the lattice; all where hardly any are. */
  readonly longer: (time: number) => number;
}

/** What the rounding of sums, and chances that are taken for none, may come to. */
const SLACK = 1e-9;
/** Relative, of chances that are worked out point by point. */
const EPSILON = 1e-13;

/** Without a lattice: what is left is where doubles differ, and gaps. */
export const exactly = (within: (time: number) => number): Solved => ({
  percentile: (share) => {
    const [low, high] = [
      firstTime(within, share * (1 - EPSILON)),
      firstTime(within, Math.min(share * (1 + EPSILON), 1 - (1 - share) * (1 - EPSILON))),
    ];
    return { value: low, low, high };
  },
  smooth: (share) => firstTime(within, share),
  failed: { value: 0, low: 0, high: 0 },
  within: (time) => ({ value: within(time), low: within(time), high: within(time) }),
  longer: (time) => 1 - within(time),
});

/** What is looked at to hold a bracket to its tolerance. */
const HELD = [0.5, 0.95, 0.99, 0.999];

export class Ending implements Solved {
  readonly #outcome: PlanOutcome;
  readonly lattice: Lattice;

  constructor(outcome: PlanOutcome, lattice: Lattice) {
    this.#outcome = outcome;
    this.lattice = lattice;
  }

  /** A chance that neither process may fall short of, or exceed. */
  get #slack(): number {
    return SLACK + this.#outcome.doubt;
  }

  percentile(share: number): BracketedValue {
    const { total } = this.#outcome.answer;
    // Where nothing is answered.
    if (total[0] <= SLACK) return { value: Number.POSITIVE_INFINITY, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const [ofLow, ofHigh] = [share * total[0], share * total[1]];
    const low = this.#over('low', ofHigh - this.#slack);
    const high = this.#over('high', ofLow + this.#slack);
    const [from, to] = [this.#over('low', ofLow - SLACK), this.#over('high', ofHigh - SLACK)];
    const value = from > 0 ? Math.sqrt(from * to) : (from + to) / 2;
    return { value: Math.min(high, Math.max(low, value)), low, high };
  }

  smooth(share: number): number {
    const { total } = this.#outcome.answer;
    if (total[0] <= SLACK) return Number.POSITIVE_INFINITY;
    const chance = (share * (total[0] + total[1])) / 2;
    const { points, size } = this.lattice;
    let [from, to] = [0, size];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#middleAt(middle) >= chance) to = middle;
      else from = middle + 1;
    }
    if (from >= size) return Number.POSITIVE_INFINITY;
    if (from === 0) return 0;
    const [before, after] = [this.#middleAt(from - 1), this.#middleAt(from)];
    const [a, b] = [points[from - 1] as number, points[from] as number];
    return after > before ? a + ((chance - before) / (after - before)) * (b - a) : b;
  }

  /** Chance that it is over by a point, in the middle of both sides: the one that is rounded down is over before the point only. */
  #middleAt(place: number): number {
    const { low, high } = this.#outcome.answer;
    return ((place > 0 ? (low[place - 1] as number) : 0) + (high[place] as number)) / 2;
  }

  get failed(): BracketedValue {
    const [most, least] = this.#outcome.answer.total;
    if (!this.#outcome.error) return { value: 0, low: 0, high: 0 };
    return { value: Math.max(0, 1 - (most + least) / 2), low: Math.max(0, 1 - most), high: Math.max(0, 1 - least) };
  }

  within(time: number): BracketedValue {
    const { answer } = this.#outcome;
    if (time >= answer.latest) return { value: 1, low: 1, high: 1 };
    const place = this.lattice.placeOf(time);
    if (place < 0) return { value: 0, low: 0, high: 0 };
    const low = (answer.high[place] as number) / answer.total[0];
    const high = Math.min(1, (answer.low[place] as number) / answer.total[1]);
    return { value: (low + high) / 2, low, high };
  }

  longer(time: number): number {
    const { total, latest } = this.#outcome.answer;
    if (total[0] <= SLACK) return 1;
    if (time >= latest) return 0;
    const { points, size } = this.lattice;
    const place = this.lattice.placeOf(time);
    if (place < 0) return 1;
    const [from, to] = [points[place] as number, points[place + 1] ?? this.lattice.end];
    const [here, next] = [this.#middleAt(place), this.#middleAt(Math.min(size - 1, place + 1))];
    const within = here + (next - here) * Math.min(1, (time - from) / (to - from));
    return Math.min(1, Math.max(0, 1 - (2 * within) / (total[0] + total[1])));
  }

  /** How far apart the ends of brackets are, relative, apart from gaps: of these percentiles, the most. */
  width(): number {
    const { total } = this.#outcome.answer;
    return Math.max(
      ...HELD.map((share) => {
        const from = this.#over('low', share * total[1] - this.#slack);
        const to = this.#over('high', share * total[0] + this.#slack - 2 * SLACK);
        return to > 0 && Number.isFinite(from) ? to / Math.max(from, Number.MIN_VALUE) - 1 : 0;
      }),
    );
  }

  /** Where a chance is reached at the latest: what is given up in the end is not waited for beyond that. */
  #over(side: 'low' | 'high', chance: number): number {
    return Math.min(this.#reached(side, chance), this.#outcome.answer.latest);
  }

  /** The first point by which a chance is reached. */
  #reached(side: 'low' | 'high', chance: number): number {
    const within = this.#outcome.answer[side];
    const { points, size } = this.lattice;
    let [from, to] = [0, size];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((within[middle] as number) >= chance) to = middle;
      else from = middle + 1;
    }
    return from < size ? (points[from] as number) : Number.POSITIVE_INFINITY;
  }
}
