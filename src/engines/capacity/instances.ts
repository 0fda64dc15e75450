import { type Context, type Definer, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { add, ceil, cond, div, type Expr, floor, less, max, min, mul, num, sub } from '../../quantity/index.js';
import { isLost, servingOf, without } from '../losses.js';
import {
  ALL,
  apart,
  componentOf,
  isAsked,
  isStock,
  LOAD,
  perInstance,
  type Resource,
  sizedBy,
  spreadLeft,
  spreadOf,
  survives,
  targetOf,
  whole,
} from './sizing.js';

const noCapacity = (name: string): Definition => unknown(`components.${name}.each`);

/** Demand on the fullest instance: an uneven spread of keys weighs on load. */
function skewed(context: Context, name: string, resource: Resource, demand: Expr): Expr {
  if (isStock(resource)) return demand;
  const at = `components.${name}.skew`;
  const factor = context.stated(`${at}.factor`) ?? context.stated(at);
  return factor ? mul(demand, factor) : demand;
}

function instancesFor(context: Context, name: string, resource: Resource, field: 'target' | 'afterLoss'): Expr {
  const demand = skewed(context, name, resource, context.ref(`components.${name}.demand.${resource}`));
  return whole(demand, mul(perInstance(context, name, resource) as Expr, targetOf(context, name, resource, field)));
}

function instancesOf(context: Context, name: string, resource: Resource): Definition {
  if (!perInstance(context, name, resource)) return unstated(`components.${name}.each.${resource}`);
  return formula(instancesFor(context, name, resource, 'target'));
}

/** Instances that carry everything at its target, before anything may be lost. */
function carrying(context: Context, name: string): Definition {
  const sized = sizedBy(context, name);
  if (sized.length === 0) return noCapacity(name);
  return formula(max(num(1), ...sized.map((resource) => context.ref(`components.${name}.instances.${resource}`))));
}

/** Instances that carry load (and, for a loss within a place, stocks) at the target after a loss. */
function survivors(context: Context, name: string, among: readonly Resource[]): Expr {
  return max(num(1), ...sizedBy(context, name, among).map((resource) => instancesFor(context, name, resource, 'afterLoss')));
}

/** Over so many equal places, one of which may be lost. */
const overPlaces = (places: Expr, n: Expr, after: Expr): Expr =>
  max(mul(places, ceil(div(n, places))), mul(places, ceil(div(after, sub(places, num(1))))));

function instances(context: Context, name: string): Definition {
  if (sizedBy(context, name).length === 0) return noCapacity(name);
  const at = `components.${name}`;
  const n = context.ref(`${at}.carrying`);
  const level = survives(context, name);
  const { zones, regions } = spreadOf(context, name);
  let needed: Expr;
  if (level === 'none' || level === '0') needed = n;
  else if (level === 'instance') needed = max(n, add(survivors(context, name, ALL), num(1)));
  else if (level === 'zone' || level === 'region')
    needed = overPlaces(level === 'zone' ? zones : regions, n, survivors(context, name, LOAD));
  else needed = max(n, add(survivors(context, name, ALL), num(Number(level))));
  const floors: Expr[] = [];
  const factor = context.stated(`${at}.replication.factor`) ?? context.stated(`${at}.replication`);
  const shards = context.stated(`${at}.shards`);
  if (shards) floors.push(mul(shards, context.ref(`${at}.copies`)));
  else if (factor) floors.push(factor);
  const least = context.stated(`${at}.autoscale.min`);
  if (least) floors.push(least);
  return formula(max(needed, ...floors));
}

const STATED_FLEET = ['instances', 'replicas', 'nodes'] as const;

function fleet(context: Context, name: string): Definition {
  for (const key of STATED_FLEET) {
    const stated = context.stated(`components.${name}.${key}`);
    if (stated) return formula(stated);
  }
  return formula(context.ref(`components.${name}.instances`));
}

/** Instances that serve: the fleet less what is down. */
const serving = (context: Context, name: string): Definition =>
  formula(servingOf(context, componentOf(context, name), context.ref(`components.${name}.fleet`)));

/** What decides the number of instances: the resource that needs most, or redundancy where it takes as many again. */
function binding(context: Context, name: string): Definition {
  const sized = sizedBy(context, name);
  if (sized.length === 0) return noCapacity(name);
  const at = `components.${name}`;
  const inputs = [`${at}.instances`, `${at}.carrying`, ...sized.map((resource) => `${at}.instances.${resource}`)];
  return {
    inputs: inputs.map((id) => context.ref(id)),
    choose: ([total = 0, n = 0, ...each]) => {
      if (total - n >= n) return 'redundancy';
      const most = Math.max(...each);
      return sized[each.indexOf(most)] as string;
    },
  };
}

/** Limit that the provider sets; that of calls does not bound instances, in which reads and writes that are stated apart are told. */
function quotaOf(context: Context, name: string, resource: Resource): Expr | undefined {
  const at = `components.${name}.quota`;
  if (resource !== 'rate') return context.stated(`${at}.${resource}`);
  return apart(context, name) ? undefined : callQuota(context, name);
}

const callQuota = (context: Context, name: string): Expr | undefined =>
  context.stated(`components.${name}.quota.rate`) ?? context.stated(`components.${name}.quota`);

/**
 * What the instances that serve have of a resource; a quota of the service caps it. A loss takes the bytes of what is down with it: what is
 * left is as full as before, so that stocks are held against the whole fleet.
 */
function capacity(context: Context, name: string, resource: Resource): Definition {
  const each = perInstance(context, name, resource);
  const at = `components.${name}`;
  const quota = quotaOf(context, name, resource);
  if (!each) return quota ? formula(isLost(context, componentOf(context, name)) ? num(0) : quota) : unstated(`${at}.each.${resource}`);
  const own = mul(context.ref(isStock(resource) ? `${at}.fleet` : `${at}.serving`), each);
  return { formula: quota ? min(own, quota) : own, ...(resource === 'rate' && each.op === 'number' && { unit: 'ratio' }) };
}

const utilizationOf = (context: Context, name: string, resource: Resource, load?: string): Expr => {
  const suffix = load === undefined || isStock(resource) ? '' : `.${load}`;
  return div(context.ref(`components.${name}.demand.${resource}${suffix}`), context.ref(`components.${name}.capacity.${resource}`));
};

/** Resources whose capacity is known: an instance's is stated, or a quota is. */
function used(context: Context, name: string, among: readonly Resource[] = ALL): readonly Resource[] {
  return among.filter((resource) => {
    const limited = perInstance(context, name, resource) ?? quotaOf(context, name, resource);
    return limited !== undefined && isAsked(context, name, resource);
  });
}

function utilization(context: Context, name: string, load: string): Definition {
  const resources = used(context, name);
  const quota = apart(context, name) ? callQuota(context, name) : undefined;
  const [first, ...rest] = [
    ...resources.map((resource) => utilizationOf(context, name, resource, load)),
    ...(quota ? [div(context.ref(`components.${name}.rate.${load}`), quota)] : []),
  ];
  return first ? formula(max(first, ...rest)) : noCapacity(name);
}

/** Times a load (today's at peak, if not told otherwise) that what is left of the instances that serve can carry, to 100%. */
function headroom(context: Context, name: string, left: (fleet: Expr) => Expr, load = 'peak'): Definition {
  const at = `components.${name}`;
  const lost = isLost(context, componentOf(context, name));
  const room = used(context, name, LOAD).flatMap((resource) => {
    const demand = context.ref(`${at}.demand.${resource}.${load}`);
    const each = perInstance(context, name, resource);
    const quota = quotaOf(context, name, resource);
    return [
      ...(each ? [div(mul(left(context.ref(`${at}.serving`)), each), skewed(context, name, resource, demand))] : []),
      ...(quota ? [div(lost ? num(0) : quota, demand)] : []),
    ];
  });
  const quota = apart(context, name) ? callQuota(context, name) : undefined;
  if (quota) room.push(div(quota, context.ref(`${at}.rate.${load}`)));
  const [first, ...rest] = room;
  return first ? formula(min(first, ...rest)) : noCapacity(name);
}

/** Whether there is a region to go on with when one is lost. */
function hasRegions({ model }: Context): boolean {
  const places = [...model.components.values()].map((component) => component.places);
  const regions = new Set(places.flatMap(({ names }) => names.map((zone) => zone.slice(0, zone.indexOf('.')))));
  return regions.size > 1 || places.some((place) => place.regions > 1);
}

/**
 * What is left of a fleet while a new version comes in: all of it with a second fleet beside it, nothing if everything is stopped first; in
 * turns, less what may be missing meanwhile (a number, or a share rounded down), or one instance where no extra ones are started.
 */
function rollingOut(context: Context, name: string): (fleet: Expr) => Expr {
  const at = `components.${name}.deploy`;
  const strategy = context.word(`${at}.strategy`);
  if (strategy === 'recreate') return () => num(0);
  const surge = context.stated(`${at}.surge`);
  const unavailable = context.stated(`${at}.unavailable`);
  if (strategy === 'blueGreen' || (surge && !unavailable)) return (fleetSize) => fleetSize;
  if (!unavailable) return (fleetSize) => max(num(0), sub(fleetSize, num(1)));
  const least = num(surge ? 0 : 1);
  return (fleetSize) =>
    max(num(0), sub(fleetSize, cond(less(unavailable, num(1)), max(least, floor(mul(fleetSize, unavailable))), unavailable)));
}

/** Instances that must be running before a spike, since new ones come too late: what the largest spike needs at its target. */
function standing(context: Context, name: string): Definition {
  const at = `components.${name}`;
  if (!context.stated(`${at}.autoscale.warmUp`)) return unstated(`${at}.autoscale.warmUp`);
  const spikes = [...new Set(componentOf(context, name).steps.flatMap((step) => context.model.flows.get(step.flow)?.spikes ?? []))];
  if (spikes.length === 0) return unstated('spikes');
  const resources = used(context, name, LOAD).filter((resource) => perInstance(context, name, resource) !== undefined);
  const needs = resources.flatMap((resource) =>
    spikes.map((spike) =>
      whole(
        context.ref(`${at}.demand.${resource}.spike.${spike}`),
        mul(perInstance(context, name, resource) as Expr, targetOf(context, name, resource, 'afterLoss')),
      ),
    ),
  );
  const [first, ...rest] = needs;
  return first ? formula(max(first, ...rest)) : noCapacity(name);
}

const byResource = (
  stem: string,
  define: (context: Context, name: string, resource: Resource) => Definition,
): readonly (readonly [string, Definer])[] =>
  ALL.map((resource) => [`components.*.${stem}.${resource}`, (context, name = '') => define(context, name, resource)]);

/** Facts of sizing: instances, capacity, use, headroom. */
export const instanceFacts: Readonly<Record<string, Definer>> = {
  ...Object.fromEntries([
    ...byResource('instances', instancesOf),
    ...byResource('capacity', capacity),
    ...byResource('utilization', (context, name, resource) =>
      used(context, name, [resource]).length > 0
        ? formula(utilizationOf(context, name, resource))
        : unstated(`components.${name}.each.${resource}`),
    ),
  ]),
  'components.*.carrying': (context, name = '') => carrying(context, name),
  'components.*.instances': (context, name = '') => instances(context, name),
  'components.*.fleet': (context, name = '') => fleet(context, name),
  'components.*.serving': (context, name = '') => serving(context, name),
  'components.*.binding': (context, name = '') => binding(context, name),
  'components.*.utilization.mean': (context, name = '') => utilization(context, name, 'mean'),
  'components.*.utilization.peak': (context, name = '') => utilization(context, name, 'peak'),
  'components.*.headroom': (context, name = '') => headroom(context, name, (all) => all),
  'components.*.headroom.instance': (context, name = '') => headroom(context, name, (all) => max(num(0), sub(all, num(1)))),
  'components.*.headroom.zone': (context, name = '') => headroom(context, name, (all) => without(all, spreadLeft(context, name).zones)),
  'components.*.headroom.region': (context, name = '') =>
    hasRegions(context) ? headroom(context, name, (all) => without(all, spreadLeft(context, name).regions)) : unstated('topology.regions'),
  'components.*.headroom.spike.*': (context, name = '', spike = '') => headroom(context, name, (all) => all, `spike.${spike}`),
  'components.*.headroom.deploy': (context, name = '') => headroom(context, name, rollingOut(context, name)),
  'components.*.standing': (context, name = '') => standing(context, name),
};
