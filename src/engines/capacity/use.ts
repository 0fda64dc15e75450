import { type Context, type Definers, type Definition, formula, type LoadCase, unknown, unstated } from '../../facts/index.js';
import { ceil, cond, div, type Expr, greater, max, min, mul, num, sub } from '../../quantity/index.js';
import { regionOf } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { counted, countedServing, shardOf } from '../shared/copies/shards.js';
import { servingIfEven } from '../shared/copies/skew.js';
import { awayIn } from '../shared/deploys.js';
import { isLost, without } from '../shared/losses.js';
import { limitsOf, quotaOf, quotasOfCalls, used } from './limits.js';
import { ALL, byResource, DEMAND, DEMAND_IN, isStock, LOAD, noCapacity, perInstance, type Resource, split, spreadLeft } from './sizing.js';
import { hottest, roomForHottest, skewed } from './skew.js';

/**
 * What the instances that serve have of a resource, as far as it is of use: of shards, as many times what the one with the fewest has, and of load that is
 * uneven, what they carry of it until the busiest is full; a quota of the service caps it. A loss takes the bytes of what is down with it: what is left is as
 * full as before, so that stocks are held against the whole fleet.
 */
function capacity(context: Context, name: string, resource: Resource): Definition {
  const each = perInstance(context, name, resource);
  const at = `components.${name}`;
  const quota = quotaOf(context, name, resource);
  if (!each) return quota ? formula(isLost(context, componentOf(context, name)) ? num(0) : quota) : unstated(`${at}.each.${resource}`);
  const instances = isStock(resource)
    ? counted(context, name, context.ref('components.*.fleet', name))
    : servingIfEven(context, componentOf(context, name));
  const own = mul(instances, each);
  return { formula: quota ? min(own, quota) : own, ...(resource === 'rate' && each.op === 'number' && { unit: 'count' }) };
}

const utilizationOf = (context: Context, name: string, resource: Resource, load?: LoadCase): Expr => {
  const demand =
    load === undefined || isStock(resource) ? context.ref(DEMAND[resource], name) : context.ref(DEMAND_IN[resource], name, load);
  return div(demand, context.ref(`components.*.capacity.${resource}`, name));
};

/** How full the fullest resource is that is known; what would make the others known is left out, and named. */
function utilization(context: Context, name: string, load: LoadCase): Definition {
  const { known, missing } = split(context, name, used(context, name, ALL));
  const [first, ...rest] = [
    ...known.map((resource) => utilizationOf(context, name, resource, load)),
    ...quotasOfCalls(context, name, load).map(({ asked, limit }) => div(asked, limit)),
  ];
  if (!first) return missing ? unknown(missing) : noCapacity(context, name);
  return { formula: max(first, ...rest), missing };
}

const whole = (fleet: Expr): Expr => fleet;

/**
 * Times a load (today's at peak, if no other is given) that what is left of the instances that serve can carry, to 100%: of the resources whose demand is
 * known. What would make the others known is left out, and named: there is no more room than that.
 */
function headroom(context: Context, name: string, left: (fleet: Expr) => Expr, load: LoadCase = 'peak'): Definition {
  const { known: resources, missing } = split(context, name, used(context, name, LOAD));
  // Nothing is carried however many times over, also by nothing.
  const times = (room: Expr, each: Expr, demand: Expr): Expr =>
    left === whole ? div(room, demand) : cond(greater(demand, num(0)), div(room, demand), div(each, demand));
  const up = countedServing(context, componentOf(context, name), left);
  const room = resources.flatMap((resource) => {
    const each = perInstance(context, name, resource);
    if (!each) return [];
    const demand = skewed(context, name, resource, context.ref(DEMAND_IN[resource], name, load));
    return [times(mul(up, each), each, demand)];
  });
  const [first, ...rest] = [...room, ...limitsOf(context, name, load, resources, isLost(context, componentOf(context, name)))];
  if (!first) return missing ? unknown(missing) : noCapacity(context, name);
  return { formula: min(first, ...rest), missing };
}

/** What is planned by is what is known: whether it is carried is not left open for a resource whose demand nobody states. */
const asIfAll = (room: Definition): Definition => ('formula' in room ? { formula: room.formula, isWhole: true } : room);

/** Times the load on the hottest key at peak that the instances which have it carry: more of the others are of no use to it. */
function headroomOfHottest(context: Context, name: string): Definition {
  const room = used(context, name, LOAD).flatMap((resource) => {
    const each = perInstance(context, name, resource);
    const demand = context.ref(DEMAND_IN[resource], name, 'peak');
    const key = each && roomForHottest(context, name, countedServing(context, componentOf(context, name)), each, demand);
    return key ? [div(key.room, key.demand)] : [];
  });
  const [first, ...rest] = room;
  return first ? formula(min(first, ...rest)) : unstated(`components.${name}.skew.hottest`);
}

/** Computed once per spec, since every component uses it. */
const WITH_REGIONS = new WeakMap<Context['model'], boolean>();

/** Whether there is a region to go on with when one is lost. */
function hasRegions({ model }: Context): boolean {
  const known = WITH_REGIONS.get(model);
  if (known !== undefined) return known;
  const places = [...model.components.values()].map((component) => component.places);
  const regions = new Set(places.flatMap(({ names }) => names.map(regionOf)));
  const has = regions.size > 1 || places.some((place) => place.regions > 1);
  WITH_REGIONS.set(model, has);
  return has;
}

/**
 * Instances of a fleet that serve during a deployment: all with a second fleet beside it (blue-green), none if everything stops first
 * (recreate); in a rolling one all but those that may be unavailable (a number, or a share rounded down), or but one where no extra
 * instances are started.
 */
function rollingOut(context: Context, name: string): (fleet: Expr) => Expr {
  const strategy = componentOf(context, name).deploy?.strategy;
  if (strategy === 'recreate') return () => num(0);
  const away = awayIn(context, name);
  if (strategy === 'blueGreen' || (context.stated('components.*.deploy.surge', name) && !away)) return (fleetSize) => fleetSize;
  if (!away) return (fleetSize) => max(num(0), sub(fleetSize, num(1)));
  const shard = shardOf(context, name);
  if (!shard) return (fleetSize) => max(num(0), sub(fleetSize, away(fleetSize)));
  // Of the shards in turn: as many at a time as of a fleet without.
  const ofShard = ceil({ op: 'divide', args: [away(context.ref('components.*.serving', name)), shard.apart] });
  return (instances) => max(num(0), sub(instances, ofShard));
}

/** What is left of a fleet under a loss. */
const LEFT = {
  instance: (_context: Context, _name: string) => (all: Expr) => max(num(0), sub(all, num(1))),
  zone: (context: Context, name: string) => (all: Expr) => without(all, spreadLeft(context, name).zones),
  region: (context: Context, name: string) => (all: Expr) => without(all, spreadLeft(context, name).regions),
  deploy: rollingOut,
} as const;

/** Under a loss, times the load that a component is sized for; of one that is sized for its peak, the plain headroom is that already. */
const sizedFor =
  (loss: keyof typeof LEFT) =>
  (context: Context, name: string): Definition => {
    const { sizeFor } = componentOf(context, name);
    if (sizeFor === 'peak') return unstated(`components.${name}.sizeFor`);
    return asIfAll(headroom(context, name, LEFT[loss](context, name), sizeFor));
  };

/** Facts of use: what there is, how full it is, and how much more it can take, whole and with something lost. */
export const useFacts: Definers = {
  ...byResource('capacity', capacity),
  ...byResource('utilization', (context, name, resource) =>
    used(context, name, [resource]).length > 0
      ? formula(utilizationOf(context, name, resource))
      : unstated(`components.${name}.each.${resource}`),
  ),
  'components.*.hottest': hottest,
  'components.*.utilization.mean': (context, name) => utilization(context, name, 'mean'),
  'components.*.utilization.peak': (context, name) => utilization(context, name, 'peak'),
  'components.*.headroom': (context, name) => headroom(context, name, whole),
  'components.*.headroom.sized': (context, name) => {
    const { sizeFor } = componentOf(context, name);
    const atPeak = context.id('components.*.headroom', name);
    if (sizeFor === 'peak' && context.known(atPeak) && !context.missingOf(atPeak)) return formula(context.ref(atPeak));
    return asIfAll(headroom(context, name, whole, sizeFor));
  },
  'components.*.headroom.instance': (context, name) => headroom(context, name, LEFT.instance(context, name)),
  'components.*.headroom.zone': (context, name) => headroom(context, name, LEFT.zone(context, name)),
  'components.*.headroom.region': (context, name) =>
    hasRegions(context) ? headroom(context, name, LEFT.region(context, name)) : unstated('topology.regions'),
  'components.*.headroom.spike.*': (context, name, spike) => headroom(context, name, whole, `spike.${spike}`),
  'components.*.headroom.deploy': (context, name) => headroom(context, name, LEFT.deploy(context, name)),
  'components.*.headroom.sized.instance': sizedFor('instance'),
  'components.*.headroom.sized.zone': sizedFor('zone'),
  'components.*.headroom.sized.region': (context, name) =>
    hasRegions(context) ? sizedFor('region')(context, name) : unstated('topology.regions'),
  'components.*.headroom.sized.deploy': sizedFor('deploy'),
  'components.*.headroom.hottest': headroomOfHottest,
};
