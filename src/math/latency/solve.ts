import { Composer } from './compose.js';
import { exactWithin, firstTime } from './exact.js';
import { Lattice } from './lattice.js';
import type { PlanOutcome } from './outcome.js';
import { innerPlans, type Plan } from './plan.js';
import { simplifiedPlan } from './simplified.js';

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
}

export interface SolveOptions {
  /** How far apart `low` and `high` may be, relative, from p50 to p99.9; 1% by default. */
  readonly tolerance?: number;
  /** Points of the first block, for a look that is quick and rough: then nothing is held to the tolerance. */
  readonly rough?: number;
  /** What was solved before: it is put on the same lattice, or, with `rough`, on one of that many points that has room on either side. */
  readonly like?: Solved;
}

/** What the rounding of sums, and chances that are taken for none, may come to. */
const SLACK = 1e-9;
/** Relative, of chances that are worked out point by point. */
const EPSILON = 1e-13;
const [LEAST_BLOCK, MOST_BLOCK] = [512, 8192];
/** A block for the first look, and octaves that take in any time from a millionth of that of the plan on. */
const [FIRST_BLOCK, FIRST_OCTAVES] = [16, 22];
/** Where the median is known well enough to lay out a lattice by it; and octaves that take in all times that a computer tells apart from none. */
const [LEAST_PLACE, MOST_OCTAVES] = [4, 66];
/** Points of the first block that each rounding of the whole may cost, until it is known what it does. */
const POINTS_A_ROUNDING = 110;
/** Where the median stands in the first block. */
const MEDIAN_AT = 0.8;

/**
 * Distributions are composed twice, of times that are rounded down and up, so that the percentiles of the one are surely not above, of the other not below,
 * those asked for.
 * @source Rounding to a lattice as the actuaries do: Embrechts and Frei 2009, Math. Methods of Operations Research 69(3)
 */
export function solve(whole: Plan, { tolerance = 0.01, rough, like }: SolveOptions = {}): Solved {
  const plan = simplifiedPlan(whole);
  if (like instanceof Ending) {
    const lattice = rough === undefined ? like.lattice : roomier(like.lattice, rough);
    return new Ending(new Composer(lattice).outcomeOf(plan), lattice);
  }
  const exact = exactWithin(plan);
  if (exact) return exactly(exact);
  if (rough !== undefined) {
    const wide = wideLattice(plan, rough, coarseLook(plan).lattice.octaves);
    return new Ending(new Composer(wide).outcomeOf(plan), wide);
  }
  const first = firstLook(plan);
  const roundings = roundingsOf(plan);
  let block = Math.min(MOST_BLOCK, Math.max(LEAST_BLOCK, 2 ** Math.ceil(Math.log2(roundings * POINTS_A_ROUNDING))));
  for (;;) {
    const lattice = first.lattice(block);
    const ending = new Ending(new Composer(lattice).outcomeOf(plan), lattice);
    if (block >= MOST_BLOCK || ending.width() <= tolerance) return ending;
    block *= 2;
  }
}

/** Without a lattice: what is left is where doubles differ, and gaps. */
const exactly = (within: (time: number) => number): Solved => ({
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
});

interface Look {
  readonly lattice: (block: number) => Lattice;
}

/** About where the median and the tail are, which is what a lattice is laid out by. */
function firstLook(plan: Plan): Look {
  const timeout = longestTimeout(plan);
  const ending = coarseLook(plan);
  const coarse = ending.lattice;
  const median = ending.percentile(0.5);
  const last = Math.max(ending.percentile(0.9995).high, timeout);
  const end = Math.min(coarse.end, Number.isFinite(last) ? last * 1.05 : coarse.end);
  // What is hardly ever answered is given up in time: that is what is to be told apart then.
  const middle = median.value > 0 && Number.isFinite(median.value) ? median.value : (timeout || end) / 2;
  return {
    lattice: (block) => {
      const step = middle / MEDIAN_AT / block;
      return new Lattice(step, block, Math.max(0, Math.ceil(Math.log2(end / (step * block)))));
    },
  };
}

/** A first look, on as many octaves as it takes to see the median: what is mostly far shorter than it may take has it within the first points. */
function coarseLook(plan: Plan): Ending {
  for (let octaves = FIRST_OCTAVES; ; octaves += FIRST_OCTAVES) {
    const coarse = wideLattice(plan, FIRST_BLOCK, octaves);
    const ending = new Ending(new Composer(coarse).outcomeOf(plan), coarse);
    if (octaves >= MOST_OCTAVES || ending.percentile(0.5).value >= LEAST_PLACE * coarse.step) return ending;
  }
}

/** From a small part of about how long it takes to many times that: nothing need be known of it. */
function wideLattice(plan: Plan, block: number, octaves: number): Lattice {
  const most = Math.max(aboutOf(plan) * 2 ** 12, 2 * longestTimeout(plan));
  if (!(most > 0)) return new Lattice(1e-9, block, 0);
  return new Lattice(most / 2 ** octaves / block, block, octaves);
}

/** Times as short and as long as the first and the last point: numbers that are in doubt. */
const ROOM = 2;

function roomier({ step, block, octaves }: Lattice, rough: number): Lattice {
  return new Lattice((step * block) / rough / 2 ** ROOM, rough, octaves + 2 * ROOM);
}

/** About how long it takes; too long rather than too short. */
function aboutOf(plan: Plan): number {
  switch (plan.kind) {
    case 'own':
      return plan.time.about;
    case 'inTurn':
      return plan.of.reduce((sum, part) => sum + aboutOf(part), 0);
    case 'repeated':
      return plan.times * aboutOf(plan.plan);
    case 'attempts':
      return (plan.waits.length + 1) * aboutOf(plan.plan) + plan.waits.reduce((sum, { about }) => sum + about, 0);
    case 'recovered':
      return aboutOf(plan.plan) + aboutOf(plan.instead);
    default:
      return Math.max(0, ...innerPlans(plan).map(aboutOf));
  }
}

/** What is given up by then is known only of a lattice that reaches so far. */
function longestTimeout(plan: Plan): number {
  const below = innerPlans(plan).map(longestTimeout);
  const own = plan.kind === 'attempts' && Number.isFinite(plan.timeout) ? plan.timeout : 0;
  return Math.max(own, ...below);
}

/** How often what counts is rounded on the way to the whole. */
function roundingsOf(plan: Plan): number {
  switch (plan.kind) {
    case 'own':
      return 1;
    case 'inTurn':
      return plan.of.reduce((sum, part) => sum + (part.kind === 'own' && part.time.always !== undefined ? 0 : roundingsOf(part)), 1);
    case 'repeated':
      return 2 * (roundingsOf(plan.plan) + Math.ceil(Math.log2(plan.times)));
    default:
      return Math.max(1, ...innerPlans(plan).map(roundingsOf));
  }
}

/** What is looked at to hold a bracket to its tolerance. */
const HELD = [0.5, 0.95, 0.99, 0.999];

class Ending implements Solved {
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
    const { low, high, total } = this.#outcome.answer;
    if (total[0] <= SLACK) return Number.POSITIVE_INFINITY;
    const chance = (share * (total[0] + total[1])) / 2;
    const at = (place: number): number => ((low[place] as number) + (high[place] as number)) / 2;
    const { points, size } = this.lattice;
    let [from, to] = [0, size];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (at(middle) >= chance) to = middle;
      else from = middle + 1;
    }
    if (from >= size) return Number.POSITIVE_INFINITY;
    if (from === 0) return 0;
    const [before, after] = [at(from - 1), at(from)];
    const [a, b] = [points[from - 1] as number, points[from] as number];
    return after > before ? a + ((chance - before) / (after - before)) * (b - a) : b;
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

  /** How far apart the ends of brackets are, relative, apart from gaps: of these percentiles, the most. */
  width(): number {
    const { total } = this.#outcome.answer;
    return Math.max(
      ...HELD.map((share) => {
        const from = this.#over('low', share * total[1] - SLACK);
        const to = this.#over('high', share * total[0] - SLACK);
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
