import type { Context } from '../facts/index.js';
import { ceil, type Expr, max, num, sub } from '../quantity/index.js';
import type { Component } from '../spec/index.js';

type Places = Component['places'];

/** Whether a component is in one place only, whichever of several that is. */
const isInOnePlace = ({ zones, regions }: Places): boolean => zones === 1 && regions === 1;

/** Whether nothing of a component is up: it is down itself, or a cause that it fails with, or every place that it is in. */
export function isLost(context: Context, { name, causes, places }: Component): boolean {
  const isDown = (what: string): boolean => context.isDown(what);
  if (isDown(name) || causes.some(isDown)) return true;
  const all = places.within.flat();
  // Of one place that may be any of several, the one that is down is taken for it.
  return all.length > 0 && (isInOnePlace(places) ? all.some(isDown) : all.every(isDown));
}

/** The fleet less what is lost with the fullest of so many equal places. */
export const without = (fleet: Expr, places: Expr): Expr => max(num(0), sub(fleet, ceil({ op: 'divide', args: [fleet, places] })));

const regionOf = (place: string): string => place.replace(/\..*$/, '');

/** How many regions and zones there are of something. */
interface Count {
  readonly regions: number;
  readonly zones: number;
}

/** What is left of a fleet that is spread evenly: over its regions, then over the zones of those that are up. The fullest go first. */
function leftOf(context: Context, { within }: Places, whole: Expr): { readonly fleet: Expr; readonly lost: Count } {
  const up = within.filter(([first = '']) => !context.isDown(regionOf(first)));
  const zones = up.flat();
  const down = zones.filter((zone) => context.isDown(zone)).length;
  let fleet = whole;
  for (let there = within.length; there > up.length; there--) fleet = without(fleet, num(there));
  for (let there = zones.length; there > zones.length - down; there--) fleet = without(fleet, num(there));
  return { fleet, lost: { regions: within.length - up.length, zones: within.flat().length - zones.length + down } };
}

/** Instances of a fleet that serve: all of it while everything is up. */
export function servingOf(context: Context, component: Component, fleet: Expr): Expr {
  if (isLost(context, component)) return num(0);
  return isInOnePlace(component.places) ? fleet : leftOf(context, component.places, fleet).fleet;
}

/** How many of the places that a component is spread over are lost. */
export const lostPlaces = (context: Context, { places }: Component): Count =>
  isInOnePlace(places) ? { regions: 0, zones: 0 } : leftOf(context, places, num(0)).lost;
