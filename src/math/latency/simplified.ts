import { own, type Plan } from './plan.js';
import { fixedTime } from './times.js';

/**
 * The same plan, with a fixed time in place of whatever always takes as long: sums of those need no lattice.
 * @param known what plans came to before
 */
export function simplifiedPlan(plan: Plan, known = new Map<Plan, Plan>()): Plan {
  const visit = (at: Plan): Plan => {
    let found = known.get(at);
    if (!found) {
      found = rebuilt(at, visit);
      const time = fixedTimeOf(found);
      if (time !== undefined && found.kind !== 'own') found = own(fixedTime(time));
      known.set(at, found);
    }
    return found;
  };
  return visit(plan);
}

function rebuilt(plan: Plan, visit: (part: Plan) => Plan): Plan {
  switch (plan.kind) {
    case 'own':
    case 'fails':
      return plan;
    case 'inTurn':
    case 'together':
      return { ...plan, of: plan.of.map(visit) };
    case 'either':
      return { ...plan, of: plan.of.map(({ share, plan: part }) => ({ share, plan: visit(part) })) };
    case 'recovered':
      return { ...plan, plan: visit(plan.plan), instead: visit(plan.instead) };
    default:
      return { ...plan, plan: visit(plan.plan) };
  }
}

/** How long a plan takes, of fixed parts, whatever happens. */
export function fixedTimeOf(plan: Plan): number | undefined {
  switch (plan.kind) {
    case 'own':
      return plan.time.always;
    case 'fails':
      return undefined;
    case 'inTurn':
      return allOf(plan.of, (times) => times.reduce((sum, time) => sum + time, 0));
    case 'together':
      return allOf(plan.of, (times) => [...times].sort((a, b) => a - b)[plan.enough - 1]);
    case 'either':
      return allOf(
        plan.of.map((part) => part.plan),
        (times) => (new Set(times).size === 1 ? times[0] : undefined),
      );
    case 'repeated':
      return allOf([plan.plan], ([time = 0]) => plan.times * time);
    case 'attempts':
      return allOf([plan.plan], ([time = 0]) => (time <= plan.timeout ? time : undefined));
    default:
      return fixedTimeOf(plan.plan);
  }
}

function allOf(plans: readonly Plan[], of: (times: readonly number[]) => number | undefined): number | undefined {
  const times = plans.map(fixedTimeOf);
  return times.every((time) => time !== undefined) ? of(times) : undefined;
}
