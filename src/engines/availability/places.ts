import { type Context, type Definition, type FactId, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num, sub } from '../../quantity/index.js';
import { all, any, type Event, isNever, NEVER } from './event.js';
import { statedUnavailability } from './failing.js';

/** Spec path of what states the failures of a region (`eu`), zone (`eu.a`) or cause. */
const specPath = (place: string): string => {
  const [region = '', zone] = place.split('.');
  return zone === undefined ? `topology.regions.${region}` : `topology.regions.${region}.zones.${zone}`;
};

const causePath = (cause: string): string => `topology.causes.${cause}`;

/** The fact of a region (`eu`) or of a zone (`eu.a`). */
export function placeId(context: Context, what: 'unavailability' | 'outages', place: string): FactId {
  const [region = '', zone] = place.split('.');
  return zone === undefined ? context.id(`topology.*.${what}`, region) : context.id(`topology.*.*.${what}`, region, zone);
}

const isTold = (context: Context, path: string): boolean =>
  ['availability', 'mtbf', 'mttr'].some((field) => context.stated(`${path}.${field}`) !== undefined);

/** The loss of a region or zone by itself; never where nothing is said of it. */
function lossOf(context: Context, place: string): Event {
  return isTold(context, specPath(place)) || context.isDown(place)
    ? { kind: 'basic', id: placeId(context, 'unavailability', place), outages: placeId(context, 'outages', place) }
    : NEVER;
}

/** The loss of a place: of a zone, or of the region that it is in. */
export function lossOfPlace(context: Context, place: string): Event {
  const region = place.split('.', 1)[0] as string;
  return region === place ? lossOf(context, place) : any(lossOf(context, place), lossOf(context, region));
}

/** The loss of every one of several places. */
export function lossOfAll(context: Context, places: readonly string[]): Event {
  const losses = places.map((place) => lossOfPlace(context, place));
  return losses.length === 0 || losses.some(isNever) ? NEVER : all(...losses);
}

/** The loss of a region by itself. */
export const lossOfRegion = (context: Context, region: string): Event => lossOf(context, region);
/** The loss of a zone apart from that of its region. */
export const lossOfZone = (context: Context, zone: string): Event => lossOf(context, zone);

export function placeUnavailability(context: Context, place: string): Definition {
  if (context.isDown(place)) return formula(num(1));
  return statedUnavailability(context, specPath(place)) ?? unstated(`${specPath(place)}.mtbf`);
}

export const placeOutages = (context: Context, place: string): Definition =>
  context.isDown(place) ? formula(num(0)) : outagesOfStated(context, specPath(place), placeId(context, 'unavailability', place));

/**
 * A cause that several components fail with: as the topology says, else as often as the share of failures that the one with most of them blames
 * on it.
 */
export function causeUnavailability(context: Context, cause: string): Definition {
  if (context.isDown(cause)) return formula(num(1));
  const stated = statedUnavailability(context, causePath(cause));
  if (stated) return stated;
  const shares = blamed(context, cause);
  const [first, ...rest] = shares;
  if (!first) return unstated(`${causePath(cause)}.mtbf`);
  return formula(rest.length === 0 ? first : { op: 'max', args: [first, ...rest] });
}

export function causeOutages(context: Context, cause: string): Definition {
  if (context.isDown(cause)) return formula(num(0));
  if (isTold(context, causePath(cause))) return outagesOfStated(context, causePath(cause), context.id('causes.*.unavailability', cause));
  const sharing = [...context.model.components.values()].filter((component) => blames(context, component.name, cause));
  const [first, ...rest] = sharing.map(({ name }) =>
    mul(context.stated(`components.${name}.shares.${cause}`) as Expr, context.ref('components.*.instance.outages', name)),
  );
  if (!first) return unstated(`${causePath(cause)}.mtbf`);
  return formula(rest.length === 0 ? first : { op: 'max', args: [first, ...rest] });
}

const blames = (context: Context, component: string, cause: string): boolean =>
  context.stated(`components.${component}.shares.${cause}`) !== undefined;

const blamed = (context: Context, cause: string): readonly Expr[] =>
  [...context.model.components.keys()]
    .filter((name) => blames(context, name, cause))
    .map((name) =>
      mul(context.stated(`components.${name}.shares.${cause}`) as Expr, context.ref('components.*.instance.unavailability', name)),
    );

/** How often a year it begins: once in each time up, else the share of time that it is down, over how long that is each time. */
function outagesOfStated(context: Context, path: string, unavailability: FactId): Definition {
  const [mtbf, mttr] = [context.stated(`${path}.mtbf`), context.stated(`${path}.mttr`)];
  const year = context.convention('year');
  if (mtbf) return formula(mul(div(year, mtbf), sub(num(1), context.ref(unavailability))));
  if (mttr) return formula(div(mul(context.ref(unavailability), year), mttr));
  return unstated(`${path}.mttr`);
}
