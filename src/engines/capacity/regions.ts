import { type Context, type Definers, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { add, div, type Expr, floor, max, min, mul, num } from '../../quantity/index.js';
import { type Call, type Component, regionOf } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { isUneven } from '../shared/copies/skew.js';
import { without } from '../shared/losses.js';
import { used } from './limits.js';
import { placedCalls, regionsUp } from './placed-calls.js';
import { apart, DEMAND_IN, type LoadResource, noCapacity, perInstance } from './sizing.js';

/** Resources whose demand is the same for every call: bytes and connections differ from flow to flow. */
const OF_CALLS: readonly LoadResource[] = ['rate', 'servers', 'cpu', 'iops'];

/**
 * Whether any instance answers any call, so that a call is answered in the region of its caller: calls of a store or of a cache go to where their items are.
 * Of flows that peak apart the hours differ.
 */
const isAnsweredAnywhere = (context: Context, { name, traits, replication, calls }: Component): boolean =>
  traits.run === 'instances' &&
  traits.data === 'memory' &&
  !traits.isCache &&
  replication === null &&
  context.stated('components.*.shards', name) === undefined &&
  !isUneven(context, name) &&
  !calls.some(({ flow }) => context.model.flows.get(flow)?.offPeak);

const fromStated = ({ model }: Context, calls: readonly Call[]): boolean =>
  calls.some(({ flow }) => (model.flows.get(flow)?.from.length ?? 0) > 0);

/** Share of the calls that a region answers; those that nothing places are taken as spread evenly over the regions. */
function share(context: Context, name: string, region: string): Definition {
  const component = componentOf(context, name);
  const { calls } = component;
  const regions = regionsUp(context, component);
  if (regions.length < 2 || !regions.includes(region) || !isAnsweredAnywhere(context, component)) return unknown(`components.${name}.in`);
  const missing = unstated(`flows.${calls[0]?.flow ?? '*'}.from`);
  if (!fromStated(context, calls)) return missing;
  const placed = calls.map((call) => ({ call, by: placedCalls(context, call) }));
  if (placed.every(({ by }) => by.size === 1 && by.has(null))) return missing;
  const parts = placed.flatMap(({ call, by }) => {
    const rate = context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), 'peak');
    const [own, open] = [by.get(region), by.get(null)];
    return [...(own ? [mul(rate, own)] : []), ...(open ? [div(mul(rate, open), num(regions.length))] : [])];
  });
  const all = calls.map((call) => context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), 'peak'));
  return formula(div(parts.length === 0 ? num(0) : add(...parts), add(...all)));
}

/**
 * Instances of a region that serve: its part of a fleet that is spread evenly; where it does not divide evenly, as few as any has.
 * @param lost zones of it that are lost beside what is down
 */
function servingIn(context: Context, name: string, region: string, lost: number): Expr {
  const { within } = componentOf(context, name).places;
  const zones = within.find(([place = '']) => regionOf(place) === region) ?? [];
  const down = zones.filter((zone) => context.isDown(zone)).length + lost;
  let left: Expr = max(num(1), floor(div(context.ref('components.*.fleet', name), num(within.length))));
  for (let there = zones.length; there > Math.max(0, zones.length - down); there--) left = without(left, num(there));
  return left;
}

/** What of each resource a region is asked for, and what its instances have. */
function usesIn(context: Context, name: string, region: string, serving: Expr): readonly { readonly demand: Expr; readonly room: Expr }[] {
  if (apart(context, name)) return [];
  return used(context, name, OF_CALLS).flatMap((resource) => {
    const each = perInstance(context, name, resource);
    const demand = mul(context.ref(DEMAND_IN[resource], name, 'peak'), context.ref('components.*.regions.*.share', name, region));
    return each ? [{ demand, room: mul(serving, each) }] : [];
  });
}

function headroom(context: Context, name: string, region: string, serving: Expr): Definition {
  const [first, ...rest] = usesIn(context, name, region, serving).map(({ demand, room }) => div(room, demand));
  return first ? formula(min(first, ...rest)) : noCapacity(context, name);
}

const serving = (context: Context, name: string, region: string): Expr => context.ref('components.*.regions.*.serving', name, region);

/** Facts of each region of a component whose callers are stated to be in some: what it is asked for, by whom it is answered, and how much more they can take. */
export const regionFacts: Definers = {
  'components.*.regions.*.share': share,
  'components.*.regions.*.serving': (context, name, region) => formula(servingIn(context, name, region, 0)),
  'components.*.regions.*.utilization': (context, name, region) => {
    const [first, ...rest] = usesIn(context, name, region, serving(context, name, region)).map(({ demand, room }) => div(demand, room));
    return first ? formula(max(first, ...rest)) : noCapacity(context, name);
  },
  'components.*.regions.*.headroom': (context, name, region) => headroom(context, name, region, serving(context, name, region)),
  'components.*.regions.*.headroom.zone': (context, name, region) => headroom(context, name, region, servingIn(context, name, region, 1)),
};
