import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { displacedActive, displacedError, type RegionSite } from '../../math/index.js';
import { add, applied, cond, div, type Expr, less, min, mul, num } from '../../quantity/index.js';
import { regionOf, zoneOf } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { all, type Event, failureEvent, share } from './event.js';
import { failoverOf, ownShare, untilSeen } from './group.js';
import { spreadOf } from './left.js';
import { placeId } from './places.js';

/**
 * Loss of requests until a failover has completed. Where all instances share the load, each that fails takes its share of the requests with
 * it. In an active-standby group, the failure of an instance is part of the group's chain (`standbyKofN`); modeled here is the loss of a
 * place with an active instance in it.
 */
export function failoverEvents(context: Context, name: string): readonly Event[] {
  const { mode, takes } = failoverOf(context, name);
  if (mode === undefined || takes.length === 0 || !context.known('components.*.instance.outages', name)) return [];
  const taken = failureEvent(context, 'components.*.failover', name);
  if (mode === 'active-active') return [all(taken, share(context.id('components.*.failover.share', name)))];
  return lossesOf(context, name) ? [taken] : [];
}

/** A region or a zone that may be lost with others left to take over: how often a year, and for which share of the time. */
interface Loss {
  readonly place: string;
  readonly outages: Expr;
  readonly q: Expr;
}

/** What of the places of a component may be lost, as far as it is known how often. */
interface Losses {
  /** Region by region: the loss of the region itself, where it is not the only one, and those of its zones. */
  readonly areas: readonly { readonly area: Loss | undefined; readonly zones: readonly (Loss | undefined)[] }[];
  readonly all: readonly Loss[];
}

function lossesOf(context: Context, name: string): Losses | undefined {
  const { zones, regions, within } = componentOf(context, name).places;
  // In one place, even if it may be any of several, no instance is left to fail over to.
  if (within.flat().length < 2 || (zones === 1 && regions === 1)) return undefined;
  const lossOf = (place: string): Loss | undefined => {
    const outages = placeId(context, 'outages', place);
    return context.known(outages)
      ? { place, outages: context.ref(outages), q: context.ref(placeId(context, 'unavailability', place)) }
      : undefined;
  };
  const areas = within.map((places) => {
    const region = (places[0] as string).replace(/\..*$/, '');
    // The only region leaves no other to fail over to; a region without zones is a place itself.
    return { area: within.length === 1 || places[0] === region ? undefined : lossOf(region), zones: places.map(lossOf) };
  });
  const all = areas.flatMap(({ area, zones }) => [area, ...zones].filter((loss) => loss !== undefined));
  return all.length === 0 ? undefined : { areas, all };
}

/** How long a place is lost each time: as stated, else by how often. */
function outageOf(context: Context, { place, outages, q }: Loss): Expr {
  const [region, zone] = [regionOf(place), zoneOf(place)];
  const mttr =
    zone === undefined
      ? context.stated('topology.regions.*.mttr', region)
      : context.stated('topology.regions.*.zones.*.mttr', region, zone);
  return mttr ?? div(mul(q, context.convention('year')), outages);
}

/** Share of time before failovers complete, for losses of a frequency and duration. */
const untilOthers = (context: Context, name: string, often: Expr, lasts: Expr): Expr =>
  div(mul(often, untilSeen(context, name, lasts) ?? num(0)), context.convention('year'));

/** Sum over the failures of active instances: each by itself, or with its place. */
function ofActive(context: Context, name: string, of: (often: Expr, lasts: Expr) => Expr): Expr {
  const fleet = context.ref('components.*.fleet', name);
  const losses = lossesOf(context, name)?.all ?? [];
  const places = num(componentOf(context, name).places.within.flat().length);
  return mul(
    fleet,
    add(
      of(context.ref('components.*.instance.outages', name), context.ref('components.*.instance.outage', name)),
      ...losses.map((loss) => div(of(loss.outages, outageOf(context, loss)), places)),
    ),
  );
}

/**
 * Of active and passive instances, each loss of a place that takes an active one and leaves enough elsewhere, weighed.
 * @param of what a loss counts for, such as how often it happens
 */
function ofPassive(context: Context, name: string, of: (loss: Loss) => Expr): Expr {
  const losses = lossesOf(context, name);
  if (!losses) return num(0);
  return ofSites(context, name, losses, 'displacing', displacing, of);
}

/** What ofPassive may be off by, relative to it. */
function errorOfPassive(context: Context, name: string): Expr {
  const losses = lossesOf(context, name);
  if (!losses) return num(0);
  const compute: OfSites = ([instances, needed, q], layout, sites) => displacedError(areasOf(instances, layout, sites), needed, q);
  return ofSites(context, name, losses, 'displacingError', compute, () => num(1));
}

type Units = readonly [instances: number, needed: number, q: number, often: number];
type OfSites = (units: Units, layout: readonly number[], sites: readonly number[]) => number;

function ofSites(context: Context, name: string, losses: Losses, called: string, compute: OfSites, of: (loss: Loss) => Expr): Expr {
  const layout = losses.areas.map(({ zones }) => zones.length);
  const sites = losses.areas.flatMap(({ area, zones }) => [area, ...zones]);
  const stated = (pick: (loss: Loss) => Expr): readonly Expr[] => sites.map((loss) => (loss ? pick(loss) : num(0)));
  return applied(
    called,
    (instances, needed, q, often, ...rest) => {
      const values = [instances, needed, q, often] as readonly number[] as Units;
      return compute(values, rest.slice(0, layout.length) as readonly number[], rest.slice(layout.length) as readonly number[]);
    },
    context.ref('components.*.fleet', name),
    context.ref('components.*.needed', name),
    ownShare(context, name),
    context.ref('components.*.instance.outages', name),
    ...layout.map(num),
    ...stated(({ q }) => q),
    ...stated(({ outages }) => outages),
    ...stated(of),
  );
}

/** @param sites of each region and then of its zones: shares of time, then times a year, then weights */
const displacing: OfSites = ([instances, needed, q, often], layout, sites) => {
  const count = sites.length / 3;
  const areas = areasOf(instances, layout, sites);
  const shares = displacedActive(areas, needed, q, q < 1 ? often / (1 - q) : 0).flatMap(({ area, zones }) => [area, ...zones]);
  return shares.reduce((sum, share, i) => sum + share * (sites[2 * count + i] as number), 0);
};

function areasOf(instances: number, layout: readonly number[], sites: readonly number[]): readonly RegionSite[] {
  const count = sites.length / 3;
  const at = (i: number): { readonly q: number; readonly rate: number } => {
    const lost = sites[i] as number;
    return { q: lost, rate: lost < 1 ? (sites[count + i] as number) / (1 - lost) : 0 };
  };
  const spread = spreadOf(instances, layout);
  let next = 0;
  return layout.map((zones, region): RegionSite => {
    const area = at(next++);
    return { ...area, zones: Array.from({ length: zones }, (_, zone) => ({ ...at(next++), units: spread[region]?.[zone] ?? 0 })) };
  });
}

/** Nothing, where there is no other instance to take over. */
const ifOthers = (context: Context, name: string, value: Expr): Definition =>
  formula(cond(less(num(1), context.ref('components.*.fleet', name)), value, num(0)));

export const failoverFacts: Definers = {
  'components.*.failover.unavailability': (context, name) => {
    const { mode, takes } = failoverOf(context, name);
    if (mode === undefined || takes.length === 0) return unstated(`components.${name}.failover`);
    const part = (often: Expr, lasts: Expr): Expr => untilOthers(context, name, often, lasts);
    if (mode === 'active-active') return ifOthers(context, name, min(num(1), ofActive(context, name, part)));
    // While others take over nothing else is lost: a share of the time beside the rest of it.
    const beside = ofPassive(context, name, (loss) => part(loss.outages, outageOf(context, loss)));
    return ifOthers(context, name, div(beside, add(num(1), beside)));
  },
  'components.*.failover.outages': (context, name) =>
    failoverOf(context, name).mode === undefined
      ? unstated(`components.${name}.failover`)
      : ifOthers(
          context,
          name,
          failoverOf(context, name).mode === 'active-active'
            ? ofActive(context, name, (often) => often)
            : ofPassive(context, name, ({ outages }) => outages),
        ),
  'components.*.failover.error': (context, name) => {
    const { mode, takes } = failoverOf(context, name);
    if (mode === undefined || takes.length === 0) return unstated(`components.${name}.failover`);
    return mode === 'active-active' ? formula(num(0)) : ifOthers(context, name, errorOfPassive(context, name));
  },
  'components.*.failover.time': (context, name) => {
    const { takes } = failoverOf(context, name);
    return takes.length === 0 ? unstated(`components.${name}.failover`) : formula(takes.length === 1 ? (takes[0] as Expr) : add(...takes));
  },
  'components.*.failover.share': (context, name) => formula(div(num(1), context.ref('components.*.fleet', name))),
};
