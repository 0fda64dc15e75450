import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, div, type Expr, greaterOrEqual, log, max, min, mul, num } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { ALL, byResource, isAsked, isStock, noCapacity, perInstance, poolOf, type Resource } from './sizing.js';

const isLimited = (context: Context, name: string, resource: Resource): boolean =>
  perInstance(context, name, resource) !== undefined && isAsked(context, name, resource);

/** Whether a consumer takes messages at a rate of its own: then its peak does not grow as the flow does. */
const isPaced = (context: Context, queue: string, consumer: string): boolean =>
  componentOf(context, queue).consumers.some(({ component, hasRate }) => component === consumer && hasRate);

/** Whether what a cache answers is computed from the items of the time, and no share that is stated. */
const answersByItems = (context: Context, call: Call): boolean =>
  componentOf(context, call.component).isCache && !context.option(call, 'hit') && !context.stated('components.*.hitRatio', call.component);

/** Whether a call does not grow as its flow does. */
function isOwnWay(context: Context, call: Call): boolean {
  for (let at = call; at.caller; at = at.caller) {
    if (at.via === 'consume' && isPaced(context, at.caller.component, at.component)) return true;
    if (at.via === 'miss' && answersByItems(context, at.caller)) return true;
  }
  return false;
}

/**
 * Flow whose growth is that of all load at a component; undefined where they differ, or where the load does not grow as its flows do.
 * Without growth of their own, flows have the root's.
 */
function commonGrowth(context: Context, name: string, resource: Resource): string | undefined {
  const { calls: steps, consumers } = componentOf(context, name);
  // A queue hands on what its consumers take: its network is as theirs.
  if (consumers.some(({ hasRate }) => hasRate) || steps.some((call) => isOwnWay(context, call))) return undefined;
  // Pools are as large as they are, whatever the load.
  if (resource === 'connections' && steps.some(({ caller }) => caller && poolOf(context, caller.component))) return undefined;
  const flows = [...new Set(steps.map((call) => call.flow))];
  const own = flows.filter((flow) => context.model.flows.get(flow)?.hasOwnGrowth);
  return own.length === 0 || flows.length === 1 ? flows[0] : undefined;
}

/**
 * Months until the demand for a resource meets the capacity of today: load grows, stocks are those of the time; 0 if it has, unbounded if
 * it never will. Load that grows at one rate has t = 12 ln(capacity / demand) / ln G; else the time is searched for.
 */
function saturatesIn(context: Context, name: string, resource: Resource): Definition {
  if (!isLimited(context, name, resource)) return unstated(`components.${name}.each.${resource}`);
  const flow = isStock(resource) ? undefined : commonGrowth(context, name, resource);
  const capacity = context.id(`components.*.capacity.${resource}`, name);
  if (flow === undefined) return context.reach([`components.*.demand.${resource}`, name], capacity);
  const demand = context.ref(`components.*.demand.${resource}`, name);
  const limit = context.ref(capacity);
  const rate = log(max(num(1), add(num(1), context.ref('flows.*.growth', flow))));
  return formula(cond(greaterOrEqual(demand, limit), num(0), div(mul(num(12), log(div(limit, demand))), rate)));
}

function saturates(context: Context, name: string): Definition {
  const [first, ...rest] = ALL.filter((resource) => isLimited(context, name, resource)).map(
    (resource): Expr => context.ref(`components.*.saturates.${resource}`, name),
  );
  return first ? formula(min(first, ...rest)) : noCapacity(context, name);
}

export const saturationFacts: Definers = {
  'components.*.saturates': saturates,
  ...byResource('saturates', saturatesIn),
};
