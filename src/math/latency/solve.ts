import { Composer, type Timeouts } from './compose.js';
import { Ending, exactly, type Solved } from './ending.js';
import { exactWithin } from './exact.js';
import { Lattice } from './lattice.js';
import { aboutOf, longestTimeout, roomier, roundingsOf, stepsFor } from './layout.js';
import type { Plan } from './plan.js';
import { simplifiedPlan } from './simplified.js';

export interface SolveOptions {
  /** How far apart `low` and `high` may be, relative, from p50 to p99.9; 1% by default. */
  readonly tolerance?: number;
  /** Points of the first block, for a look that is quick and rough: then nothing is held to the tolerance. */
  readonly rough?: number;
  /** What was solved before: it is put on the same lattice, or, with `rough`, on one of that many points that has room on either side. */
  readonly like?: Solved;
}

/** Points of the first block: those of a path of few parts, those that will do for many of them where their own times have finer steps, and the most. */
const [LEAST_BLOCK, FINE_BLOCK, MOST_BLOCK] = [512, 2048, 32768];
/** Points times roundings that a bracket may take: some tenths of a second. Sums that are given up in their midst, within others that are, may ask for more. */
const MOST_WORK = 3e6;
/** Points up to a timeout, for one of the first block. */
const POINTS_TO_A_TIMEOUT = 8;
/** A block for the first look, and octaves that take in any time from a millionth of that of the plan on. */
const [FIRST_BLOCK, FIRST_OCTAVES] = [16, 22];
/** Where the median is known well enough to lay out a lattice by it; and octaves that take in all times that a computer tells apart from none. */
const [LEAST_PLACE, MOST_OCTAVES] = [4, 66];
/** Where the median stands among so many steps. */
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
  let steps = Math.max(LEAST_BLOCK, stepsFor(plan));
  let block = Math.min(steps, FINE_BLOCK);
  let narrowest: Ending | undefined;
  let timeouts: Timeouts | undefined;
  for (;;) {
    const lattice = first.lattice(block, steps);
    const ending = new Ending(new Composer(lattice, undefined, timeouts).outcomeOf(plan), lattice);
    // Finer steps are not always narrower: where hardly anything is answered, what is given up is told apart by other points.
    if (narrowest === undefined || ending.width() < narrowest.width()) narrowest = ending;
    if (narrowest.width() <= tolerance || block >= MOST_BLOCK || (timeouts ? 4 : 2) * roundings * lattice.size > MOST_WORK)
      return narrowest;
    // The share that is answered is what all percentiles of the answered are of: it is looked at first.
    if (timeouts || !Number.isFinite(longestTimeout(plan)) || longestTimeout(plan) === 0) {
      block *= 2;
      steps *= 4;
    }
    timeouts = { block: Math.min(MOST_BLOCK, block * POINTS_TO_A_TIMEOUT), endedBy: new Map() };
  }
}

interface Look {
  /** @param steps about how many there are below the median */
  readonly lattice: (block: number, steps: number) => Lattice;
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
    lattice: (block, steps) => {
      const step = middle / MEDIAN_AT / steps;
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
