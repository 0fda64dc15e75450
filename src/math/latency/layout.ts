import { Lattice } from './lattice.js';
import { innerPlans, type Plan } from './plan.js';

/** About how long it takes; too long rather than too short. */
export function aboutOf(plan: Plan): number {
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
export function longestTimeout(plan: Plan): number {
  const below = innerPlans(plan).map(longestTimeout);
  const own = plan.kind === 'attempts' && Number.isFinite(plan.timeout) ? plan.timeout : 0;
  return Math.max(own, ...below);
}

/** How often what counts is rounded on the way to the whole. */
export function roundingsOf(plan: Plan): number {
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

/**
 * Steps below the median that each rounding of the whole may cost, until it is known what it does. Each part of a sum is rounded by a step where it stands, and sums
 * of few parts are so by the steps further up: for many parts it takes fine steps at the times of each, and not as fine ones at the time of the whole.
 */
const STEPS_A_ROUNDING = 110;

/** Steps below the time of a plan, a power of two. */
export const stepsFor = (plan: Plan): number => 2 ** Math.ceil(Math.log2(roundingsOf(plan) * STEPS_A_ROUNDING));

/** Times as short and as long as the first and the last point: numbers that are in doubt. */
const ROOM = 2;

export function roomier({ step, block, octaves }: Lattice, rough: number): Lattice {
  return new Lattice((step * block) / rough / 2 ** ROOM, rough, octaves + 2 * ROOM);
}
