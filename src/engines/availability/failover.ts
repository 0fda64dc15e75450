import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, div, type Expr, less, min, mul, num } from '../../quantity/index.js';
import { all, type Event, failure, share } from './event.js';
import { failoverOf, untilSeen } from './group.js';
import { componentOf } from './instance.js';
import { placeId } from './places.js';

/**
 * What is lost until others have taken over. Where all instances share the load, each that goes takes its share of the requests with it. Where some
 * are active and others wait, an instance that fails is part of its group's chain (`switchedShort`); modeled here is the loss of a place
 * with an active one in it.
 */
export function failoverEvents(context: Context, name: string): readonly Event[] {
  const { mode, takes } = failoverOf(context, name);
  if (mode === undefined || takes.length === 0 || !context.known('components.*.instance.outages', name)) return [];
  const failover = failure(context, 'components.*.failover', name);
  if (mode === 'active-active') return [all(failover, share(context.id('components.*.failover.share', name)))];
  return placeLosses(context, name) ? [failover] : [];
}

/** How often a year one of the places of a component is lost, on average over them; undefined where nothing is stated of that. */
function placeLosses(context: Context, name: string): Expr | undefined {
  const { within } = componentOf(context, name).places;
  const places = within.flat();
  const isOneRegion = within.length === 1;
  const losses = places.flatMap((place) => {
    const region = place.replace(/\..*$/, '');
    // A region that is the only one leaves nobody to take over.
    const ids = isOneRegion || region === place ? [place] : [place, region];
    return ids.map((id) => placeId(context, 'outages', id)).filter((id) => context.known(id));
  });
  if (losses.length === 0 || places.length < 2) return undefined;
  return div(add(...losses.map((id) => context.ref(id))), num(places.length));
}

/** Times a year that others have to take over. */
function outages(context: Context, name: string): Expr {
  const fleet = context.ref('components.*.fleet', name);
  const places = placeLosses(context, name);
  if (failoverOf(context, name).mode === 'active-active')
    return mul(fleet, add(context.ref('components.*.instance.outages', name), ...(places ? [places] : [])));
  const there = num(componentOf(context, name).places.within.flat().length);
  return mul(places ?? num(0), min(context.ref('components.*.needed', name), fleet, there));
}

/** Nothing, where there is no other instance to take over. */
const ifOthers = (context: Context, name: string, value: Expr): Definition =>
  formula(cond(less(num(1), context.ref('components.*.fleet', name)), value, num(0)));

export const failoverFacts: Definers = {
  'components.*.failover.unavailability': (context, name) => {
    const time = untilSeen(context, name);
    if (!time) return unstated(`components.${name}.failover`);
    const often = context.ref('components.*.failover.outages', name);
    return formula(min(num(1), div(mul(often, time), context.convention('year'))));
  },
  'components.*.failover.outages': (context, name) =>
    failoverOf(context, name).mode === undefined
      ? unstated(`components.${name}.failover`)
      : ifOthers(context, name, outages(context, name)),
  'components.*.failover.share': (context, name) => formula(div(num(1), context.ref('components.*.fleet', name))),
};
