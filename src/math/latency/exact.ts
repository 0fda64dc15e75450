import { turnBetween } from '../root.js';
import { atLeast, atLeastOfAlike } from './order.js';
import type { Plan } from './plan.js';
import { fixedTimeOf } from './simplified.js';

/** Chance that a plan has ended by a time, where it is made without sums and without errors, and so without rounding; undefined of any other. */
export function exactWithin(plan: Plan): ((time: number) => number) | undefined {
  switch (plan.kind) {
    case 'own':
      return plan.time.within;
    case 'inTurn':
      return shifted(plan.of);
    case 'repeated':
      return plan.times === 1 ? exactWithin(plan.plan) : undefined;
    case 'copies': {
      const one = exactWithin(plan.plan);
      const enough = atLeastOfAlike(plan.enough, plan.count);
      return one && ((time) => enough(one(time)));
    }
    case 'hedged': {
      const one = exactWithin(plan.plan);
      const attempts = Array.from({ length: plan.extra + 1 }, (_, i) => i * plan.after);
      return one && ((time) => 1 - attempts.reduce((product, sent) => product * (1 - (time < sent ? 0 : one(time - sent))), 1));
    }
    case 'together': {
      const all = allExact(plan.of);
      return (
        all &&
        ((time) =>
          atLeast(
            plan.enough,
            all.map((one) => one(time)),
          ))
      );
    }
    case 'either': {
      const all = allExact(plan.of.map((part) => part.plan));
      return all && ((time) => all.reduce((sum, one, i) => sum + (plan.of[i]?.share ?? 0) * one(time), 0));
    }
    default:
      return undefined;
  }
}

/** One time after others that are fixed. */
function shifted(plans: readonly Plan[]): ((time: number) => number) | undefined {
  const open = plans.filter((plan) => fixedTimeOf(plan) === undefined);
  const fixed = plans.reduce((sum, plan) => sum + (fixedTimeOf(plan) ?? 0), 0);
  const [only] = open;
  if (!only) return (time) => (time >= fixed ? 1 : 0);
  const one = open.length === 1 ? exactWithin(only) : undefined;
  return one && ((time) => (time < fixed ? 0 : one(time - fixed)));
}

function allExact(plans: readonly Plan[]): readonly ((time: number) => number)[] | undefined {
  const all = plans.map(exactWithin);
  return all.every((one) => one !== undefined) ? all : undefined;
}

/** The first time by which a chance is reached, by halving, to the last digit; Infinity where it never is. */
export function firstTime(within: (time: number) => number, chance: number): number {
  if (within(0) >= chance) return 0;
  let high = 1;
  while (within(high) < chance) {
    high *= 2;
    if (high > 1e300) return Number.POSITIVE_INFINITY;
  }
  if (high === 1) while (within(high / 2) >= chance && high > 1e-300) high /= 2;
  return turnBetween((time) => within(time) >= chance, high / 2, high).high;
}

/** Points on either side of the middle, and the distance between them: the error falls with its reciprocal's exponential. */
const [POINTS, SPACING] = [450, 0.01];

/**
 * The mean of a time, from the chance to take longer.
 * @source H. Takahasi, M. Mori 1974, Publ. RIMS 9(3): the double exponential formula for (0, infinity)
 */
export function meanWithin(within: (time: number) => number): number {
  let sum = 0;
  for (let k = -POINTS; k <= POINTS; k++) {
    const x = k * SPACING;
    const time = Math.exp((Math.PI / 2) * Math.sinh(x));
    const weight = time * (Math.PI / 2) * Math.cosh(x);
    const left = 1 - within(time);
    if (left > 0 && Number.isFinite(weight)) sum += weight * left;
  }
  return sum * SPACING;
}
