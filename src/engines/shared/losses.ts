import type { Context } from '../../facts/index.js';
import { add, ceil, type Expr, max, num, sub } from '../../quantity/index.js';
import { type Component, regionOf } from '../../spec/index.js';

type Places = Component['places'];

/** Whether a component is in one place only, whichever of several that is. */
const isInOnePlace = ({ zones, regions }: Places): boolean => zones === 1 && regions === 1;

/** Whether nothing of a component is up: it is down itself, or a cause that it fails with, or every place that it is in. */
export function isLost(context: Context, { name, causes, places }: Component): boolean {
  const isDown = (what: string): boolean => context.isDown(what);
  if (isDown(name) || causes.some(isDown)) return true;
  const all = places.within.flat();
  // Where it is in one of several possible places, the one that is down is assumed.
  return all.length > 0 && (isInOnePlace(places) ? all.some(isDown) : all.every(isDown));
}

/** The fleet less what is lost with the fullest of so many equal places. */
export const without = (fleet: Expr, places: Expr): Expr => max(num(0), sub(fleet, ceil({ op: 'divide', args: [fleet, places] })));

/** How many of the places of a region are down. */
const downIn = (context: Context, region: readonly string[]): number =>
  context.isDown(regionOf(region[0] ?? '')) ? region.length : region.filter((place) => context.isDown(place)).length;

/**
 * Regions and places of a component, those that are down first: where instances do not divide evenly, the first have one more, and it is the
 * fullest that are lost.
 */
export function downFirst(context: Context, { within }: Places): Places['within'] {
  const isDown = (place: string): boolean => context.isDown(place) || context.isDown(regionOf(place));
  const sorted = within.map((region) => [...region.filter(isDown), ...region.filter((place) => !isDown(place))]);
  const lost = (region: readonly string[]): number => downIn(context, region) / region.length;
  return sorted.sort((a, b) => lost(b) - lost(a));
}

/** What is left of a fleet that is spread evenly: over its regions, then over the places of each. The fullest go first. */
function leftOf(context: Context, { within }: Places, whole: Expr): Expr {
  const isWhole = (region: readonly string[]): boolean => downIn(context, region) === region.length;
  const up = within.filter((region) => !isWhole(region));
  let fleet = whole;
  for (let there = within.length; there > up.length; there--) fleet = without(fleet, num(there));
  const hit = downFirst(context, { ...NOWHERE, within: up }).filter((region) => downIn(context, region) > 0);
  let rest = fleet;
  const left: Expr[] = [];
  for (const [i, region] of hit.entries()) {
    const there = up.length - i;
    let own: Expr = there === 1 ? rest : ceil({ op: 'divide', args: [rest, num(there)] });
    const others = there === 1 ? num(0) : sub(rest, own);
    for (let places = region.length; places > region.length - downIn(context, region); places--) own = without(own, num(places));
    left.push(own);
    rest = others;
  }
  return add(...left, rest);
}

const NOWHERE: Places = { zones: 0, regions: 0, names: [], within: [] };

/** Instances of a fleet that serve: all of it while everything is up. */
export function servingOf(context: Context, component: Component, fleet: Expr): Expr {
  if (isLost(context, component)) return num(0);
  return isInOnePlace(component.places) ? fleet : leftOf(context, component.places, fleet);
}

/** How many of the places that a component is spread over are lost. */
export function lostPlaces(context: Context, { places }: Component): { readonly regions: number; readonly zones: number } {
  if (isInOnePlace(places)) return { regions: 0, zones: 0 };
  const down = places.within.map((region) => downIn(context, region));
  return {
    regions: places.within.filter(([first = '']) => context.isDown(regionOf(first))).length,
    zones: down.reduce((sum, count) => sum + count, 0),
  };
}
