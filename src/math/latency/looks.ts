import { type CachedSums, Composer } from './compose.js';
import { Ending, exactly, type Solved } from './ending.js';
import { exactWithin } from './exact.js';
import { Lattice } from './lattice.js';
import { longestTimeout, roomier } from './layout.js';
import type { Plan } from './plan.js';
import { simplifiedPlan } from './simplified.js';

/**
 * Looks at many plans on one lattice: what they have in common, as the same plans, is worked out once. Nothing is held to a tolerance, and all that was worked
 * out is kept as long as this is: it is for few points.
 */
export class Looks {
  readonly #composer: Composer;
  readonly #lattice: Lattice;
  readonly #simplified = new Map<Plan, Plan>();

  /** @param knownFirst whether the same parts change from each look to the next: those that do not are then added up once */
  constructor(lattice: Lattice, { knownFirst }: Pick<CachedSums, 'knownFirst'>) {
    this.#lattice = lattice;
    this.#composer = new Composer(lattice, { composers: new Map(), sums: new WeakMap(), knownFirst });
  }

  at(whole: Plan): Solved {
    const plan = simplifiedPlan(whole, this.#simplified);
    const exact = exactWithin(plan);
    return exact ? exactly(exact) : new Ending(this.#composer.outcomeOf(plan), this.#lattice);
  }
}

/** A lattice of so many points for plans that are like one that was solved: with room on either side. */
export const latticeLike = (solved: Solved, block: number): Lattice =>
  solved instanceof Ending ? roomier(solved.lattice, block) : new Lattice(1, block, 0);

/** Octaves below the least time that is asked for, in which its parts are told apart. */
const OCTAVES_BELOW = 6;
/** How far beyond the longest it reaches. */
const BEYOND = 1.05;

/** A lattice for what a plan does by times that are known: what takes longer is not told apart. @param times above 0 */
export function latticeUpTo(plan: Plan, times: readonly number[], block: number): Lattice {
  const last = Math.max(...times, longestTimeout(plan)) * BEYOND;
  const octaves = OCTAVES_BELOW + Math.ceil(Math.log2(last / Math.min(...times)));
  return new Lattice(last / 2 ** octaves / block, block, octaves);
}
