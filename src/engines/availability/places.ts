import { type Context, type Definition, type FactId, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num, sub } from '../../quantity/index.js';
import { regionOf, zoneOf } from '../../spec/index.js';
import { all, any, type Event, isNever, NEVER } from './event.js';
import { type StatedFailure, statedUnavailability } from './failing.js';
import { outagesOf as outagesOfInstance, unavailabilityOf } from './instance.js';

/** What is stated of the failures of a region (`eu`) or of a zone (`eu.a`). */
function failingPlace(context: Context, place: string): StatedFailure {
  const [region, zone] = [regionOf(place), zoneOf(place)];
  const at = (field: 'availability' | 'mtbf' | 'mttr'): Expr | undefined =>
    zone === undefined
      ? context.stated(`topology.regions.*.${field}`, region)
      : context.stated(`topology.regions.*.zones.*.${field}`, region, zone);
  const path = zone === undefined ? `topology.regions.${region}` : `topology.regions.${region}.zones.${zone}`;
  return { path, availability: at('availability'), mtbf: at('mtbf'), mttr: at('mttr') };
}

/** What is stated of the failures that a cause is. */
const failingCause = (context: Context, cause: string): StatedFailure => ({
  path: `topology.causes.${cause}`,
  availability: context.stated('topology.causes.*.availability', cause),
  mtbf: context.stated('topology.causes.*.mtbf', cause),
  mttr: context.stated('topology.causes.*.mttr', cause),
});

/** The fact of a region (`eu`) or of a zone (`eu.a`). */
export function placeId(context: Context, what: 'unavailability' | 'outages', place: string): FactId {
  const [region, zone] = [regionOf(place), zoneOf(place)];
  return zone === undefined ? context.id(`topology.*.${what}`, region) : context.id(`topology.*.*.${what}`, region, zone);
}

const isStated = ({ availability, mtbf, mttr }: StatedFailure): boolean => (availability ?? mtbf ?? mttr) !== undefined;

/** The loss of a region or zone by itself; never where nothing is stated of it. */
function lossOf(context: Context, place: string): Event {
  return isStated(failingPlace(context, place)) || context.isDown(place)
    ? { kind: 'basic', id: placeId(context, 'unavailability', place), outages: placeId(context, 'outages', place) }
    : NEVER;
}

/** The loss of a place: of a zone, or of the region that it is in. */
export function lossOfPlace(context: Context, place: string): Event {
  const region = regionOf(place);
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
  const failing = failingPlace(context, place);
  return statedUnavailability(failing) ?? unstated(`${failing.path}.mtbf`);
}

export const placeOutages = (context: Context, place: string): Definition =>
  context.isDown(place) ? formula(num(0)) : outagesOf(context, failingPlace(context, place), placeId(context, 'unavailability', place));

/**
 * A cause that several components fail with: as the topology states, else as often as the share of failures that the one with most of them
 * blames on it.
 */
export function causeUnavailability(context: Context, cause: string): Definition {
  if (context.isDown(cause)) return formula(num(1));
  const failing = failingCause(context, cause);
  const stated = statedUnavailability(failing);
  if (stated) return stated;
  const shares = blamed(context, cause);
  const [first, ...rest] = shares;
  if (!first) return unstated(`${failing.path}.mtbf`);
  return formula(rest.length === 0 ? first : { op: 'max', args: [first, ...rest] });
}

export function causeOutages(context: Context, cause: string): Definition {
  if (context.isDown(cause)) return formula(num(0));
  const failing = failingCause(context, cause);
  if (isStated(failing)) return outagesOf(context, failing, context.id('causes.*.unavailability', cause));
  const sharing = [...context.model.components.values()].filter((component) => blames(context, component.name, cause));
  const [first, ...rest] = sharing.map(({ name }) =>
    mul(context.stated('components.*.shares.*', name, cause) as Expr, outagesOfInstance(context, name)),
  );
  if (!first) return unstated(`${failing.path}.mtbf`);
  return formula(rest.length === 0 ? first : { op: 'max', args: [first, ...rest] });
}

const blames = (context: Context, component: string, cause: string): boolean =>
  context.stated('components.*.shares.*', component, cause) !== undefined;

const blamed = (context: Context, cause: string): readonly Expr[] =>
  [...context.model.components.keys()]
    .filter((name) => blames(context, name, cause))
    .map((name) => mul(context.stated('components.*.shares.*', name, cause) as Expr, unavailabilityOf(context, name)));

/** How often a year it begins: once in each time up, else the share of time that it is down, over how long that is each time. */
function outagesOf(context: Context, { path, mtbf, mttr }: StatedFailure, unavailability: FactId): Definition {
  const year = context.convention('year');
  if (mtbf) return formula(mul(div(year, mtbf), sub(num(1), context.ref(unavailability))));
  if (mttr) return formula(div(mul(context.ref(unavailability), year), mttr));
  return unstated(`${path}.mttr`);
}
