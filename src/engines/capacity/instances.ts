import { type Context, type Definers, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { add, ceil, div, type Expr, greaterOrEqual, max, min, mul, num, sub } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { leastInstances } from '../shared/copies/least-instances.js';
import { byShard } from '../shared/copies/shards.js';
import { FULL } from '../shared/full.js';
import { servingOf } from '../shared/losses.js';
import { limitsOf, used } from './limits.js';
import {
  ALL,
  byResource,
  DEMAND,
  INSTANCES,
  knownOf,
  LOAD,
  noCapacity,
  perInstance,
  type Resource,
  sizedBy,
  split,
  spreadOf,
  survives,
  targetOf,
  whole,
} from './sizing.js';
import { skewed } from './skew.js';

/** The demand on a resource, and how much of it one instance may supply. */
function needOf(context: Context, name: string, resource: Resource, field: 'target' | 'afterLoss'): { demand: Expr; room: Expr } {
  return {
    demand: skewed(context, name, resource, context.ref(DEMAND[resource], name)),
    room: mul(perInstance(context, name, resource) as Expr, targetOf(context, name, resource, field)),
  };
}

function instancesFor(context: Context, name: string, resource: Resource, field: 'target' | 'afterLoss'): Expr {
  const { demand, room } = needOf(context, name, resource, field);
  return whole(demand, room);
}

function instancesOf(context: Context, name: string, resource: Resource): Definition {
  if (!perInstance(context, name, resource)) return unstated(`components.${name}.each.${resource}`);
  return formula(instancesFor(context, name, resource, 'target'));
}

/** Instances that carry everything at its target, before anything may be lost. What is not known of it is left out, and named. */
function forLoad(context: Context, name: string): Definition {
  const { known, missing } = knownOf(context, name, ALL);
  if (known.length === 0) return missing ? unknown(missing) : noCapacity(context, name);
  return { formula: max(num(1), ...known.map((resource) => context.ref(INSTANCES[resource], name))), missing };
}

/** Instances that carry load (and, for a loss within a place, stocks) at the target after a loss. */
function survivors(context: Context, name: string, among: readonly Resource[]): Expr {
  return max(num(1), ...knownOf(context, name, among).known.map((resource) => instancesFor(context, name, resource, 'afterLoss')));
}

/** Instances that carry the load at what is allowed after a loss; what lay on the others is restored, or read from copies. */
function forLoadAfterLoss(context: Context, name: string): Definition {
  const { known, missing } = knownOf(context, name, LOAD);
  if (known.length === 0) return missing ? unknown(missing) : noCapacity(context, name);
  return { formula: survivors(context, name, LOAD), missing };
}

/**
 * Instances that carry what is known of what it is sized for at all that each of them has. Unbounded where no number does, since a limit of the provider or the
 * hottest key is in the way.
 */
function forLoadAtFullUse(context: Context, name: string): Definition {
  const { known: sized } = knownOf(context, name, LOAD);
  const { known } = split(context, name, used(context, name, LOAD));
  const limits = limitsOf(context, name, componentOf(context, name).sizeFor, known);
  if (sized.length === 0 && limits.length === 0) return noCapacity(context, name);
  const each = sized.map((resource) => {
    const demand = skewed(context, name, resource, context.ref(DEMAND[resource], name));
    return whole(demand, perInstance(context, name, resource) as Expr);
  });
  const [first, ...rest] = limits;
  const instances = max(num(1), ...each);
  return formula(first ? div(instances, greaterOrEqual(min(first, ...rest), num(FULL))) : instances);
}

/** Over so many equal places, one of which may be lost. */
const overPlaces = (places: Expr, n: Expr, after: Expr): Expr =>
  max(mul(places, ceil(div(n, places))), mul(places, ceil(div(after, sub(places, num(1))))));

function instances(context: Context, name: string): Definition {
  if (sizedBy(context, name, ALL).length === 0) return noCapacity(context, name);
  // A shard that lies on fewer instances than the others would fall short before the fleet does.
  const { part, all } = byShard(context, name);
  const n = part(context.ref('components.*.instances.forLoad', name));
  const after = (among: readonly Resource[]): Expr => part(survivors(context, name, among));
  const level = survives(context, name);
  const { zones, regions } = spreadOf(context, name);
  let needed: Expr;
  if (level === 'none' || level === 0) needed = n;
  else if (level === 'instance') needed = max(n, add(after(ALL), num(1)));
  else if (level === 'zone' || level === 'region') needed = overPlaces(level === 'zone' ? zones : regions, n, after(LOAD));
  else needed = max(n, add(after(ALL), num(level)));
  return formula(max(all(needed), ...leastInstances(context, name)));
}

/** What a fleet that is computed may not exceed: autoscaling starts no more, or the provider lends no more. */
const FLEET_LIMITS = ['autoscale.max', 'quota.instances'] as const;

/**
 * Instances stated, else as many of those needed with everything up as there may be: none are added when a cache is down. Where it is not known how many are needed, those that run at least.
 */
function fleet(context: Context, name: string): Definition {
  const stated = context.stated('components.*.instances', name);
  if (stated) return formula(stated);
  const limits = FLEET_LIMITS.flatMap((key) => context.stated(`components.*.${key}`, name) ?? []);
  const [least, ...others] = leastInstances(context, name);
  if (least && !context.known('components.*.instances', name)) return formula(min(max(least, ...others), ...limits));
  return formula(min(context.whenAllUp().ref('components.*.instances', name), ...limits));
}

/** Instances that serve: the fleet less what is down. */
const serving = (context: Context, name: string): Definition =>
  formula(servingOf(context, componentOf(context, name), context.ref('components.*.fleet', name)));

/**
 * What decides the number of instances: the resource that needs most, before it is rounded up to whole ones, or redundancy where it takes as many
 * again.
 */
function binding(context: Context, name: string): Definition {
  const { known, missing } = knownOf(context, name, ALL);
  if (known.length === 0) return missing ? unknown(missing) : noCapacity(context, name);
  return {
    inputs: [
      context.ref('components.*.instances', name),
      context.ref('components.*.instances.forLoad', name),
      ...known.map((resource) => {
        const { demand, room } = needOf(context, name, resource, 'target');
        return div(demand, room);
      }),
    ],
    choose: ([total = 0, n = 0, ...each]) => {
      if (total - n >= n) return 'redundancy';
      return known[each.indexOf(Math.max(...each))] as string;
    },
  };
}

/** Instances that the largest spike needs at what is allowed after a loss: as then, more than the target is used, and no longer than it lasts. */
function inSpikes(context: Context, name: string): Definition {
  const spikes = [...new Set(componentOf(context, name).calls.flatMap((call) => context.model.flows.get(call.flow)?.spikes ?? []))];
  if (spikes.length === 0) return unstated({ text: 'spikes' });
  const needs = sizedBy(context, name, LOAD).flatMap((resource) =>
    spikes.map((spike) =>
      whole(
        skewed(context, name, resource, context.ref(`components.*.demand.${resource}.spike.*`, name, spike)),
        mul(perInstance(context, name, resource) as Expr, targetOf(context, name, resource, 'afterLoss')),
      ),
    ),
  );
  const [first, ...rest] = needs;
  const { part, all } = byShard(context, name);
  return first ? formula(all(part(max(first, ...rest)))) : noCapacity(context, name);
}

/** Instances that must be running before a spike, since new ones come too late. */
const prewarmed = (context: Context, name: string): Definition =>
  context.stated('components.*.autoscale.warmUp', name)
    ? formula(context.ref('components.*.instances.inSpikes', name))
    : unstated(`components.${name}.autoscale.warmUp`);

/** Facts of sizing: instances needed, there and serving. */
export const instanceFacts: Definers = {
  ...byResource('instances', instancesOf),
  'components.*.instances.forLoad': forLoad,
  'components.*.instances.forLoad.afterLoss': forLoadAfterLoss,
  'components.*.instances.forLoad.atFullUse': forLoadAtFullUse,
  'components.*.instances': instances,
  'components.*.fleet': fleet,
  'components.*.serving': serving,
  'components.*.binding': binding,
  'components.*.instances.inSpikes': inSpikes,
  'components.*.prewarmed': prewarmed,
};
