import type { Context } from '../../../facts/index.js';
import { add, cond, div, type Expr, floor, less, mul, num, sub } from '../../../quantity/index.js';
import { type Call, type Component, type Model, regionOf } from '../../../spec/index.js';

/** Regions that the copies of a store are in; none where the spec draws no map. */
export const regionsOf = ({ places }: Component): readonly string[] => [...new Set(places.within.flat().map(regionOf))];

/** Place of the map that a key of `replication.in` means: a region, or the one zone of that name. */
function placeNamed({ regions }: Model, key: string): string {
  if (regions.has(key)) return key;
  const region = [...regions].find(([, zones]) => zones.includes(key))?.[0];
  return region === undefined ? key : `${region}.${key}`;
}

/** How many of so many copies are in each region: as stated, else spread evenly, the first regions having one more where that does not come out. */
export function copiesByRegion(context: Context, store: Component, copies: Expr): ReadonlyMap<string, Expr> {
  const regions = regionsOf(store);
  const stated = store.replication?.in ?? [];
  if (stated.length === 0) return new Map(regions.map((region, i) => [region, evenly(copies, regions.length, i)]));
  const byRegion = new Map<string, Expr>(regions.map((region) => [region, num(0)]));
  for (const key of stated) {
    const count = context.stated('components.*.replication.in.*', store.name, key);
    const region = regionOf(placeNamed(context.model, key));
    if (count) byRegion.set(region, add(byRegion.get(region) ?? num(0), count));
  }
  return byRegion;
}

function evenly(copies: Expr, among: number, i: number): Expr {
  if (among === 1) return copies;
  const each = floor(div(copies, num(among)));
  return add(each, cond(less(num(i), sub(copies, mul(num(among), each))), num(1), num(0)));
}

/** Copies per place: spread evenly over the regions, and within a region over its zones. */
export function copiesByPlace(
  model: Model,
  store: Component,
  places: readonly string[],
  copies: number,
  stated: readonly number[],
): number[] {
  const regions = [...new Set(places.map(regionOf))];
  const keys = store.replication?.in ?? [];
  const counts = new Map(keys.map((key, i) => [placeNamed(model, key), stated[i] ?? 0]));
  const isStated = counts.size > 0;
  const found = places.map(() => 0);
  for (const [i, region] of regions.entries()) {
    const own = places.flatMap((place, at) => (regionOf(place) === region ? [{ place, at }] : []));
    const whole = isStated ? (counts.get(region) ?? 0) : share(copies, regions.length, i);
    for (const [k, { place, at }] of own.entries())
      found[at] = share(whole, own.length, k) + (isStated && place !== region ? (counts.get(place) ?? 0) : 0);
  }
  return found;
}

const share = (whole: number, among: number, i: number): number => Math.floor(whole / among) + (i < whole % among ? 1 : 0);

/** The region that a call comes from: that of the flow's actors, or of its caller, if that is a single one. */
export function regionOfCall({ model }: Context, call: Call): string | null {
  const from = model.flows.get(call.flow)?.from ?? [];
  const caller = call.caller ? model.components.get(call.caller.component) : undefined;
  const at = caller ? regionsOf(caller) : [];
  const [one, ...others] = at.length === 1 ? at : from;
  return one !== undefined && others.length === 0 && model.regions.has(one) ? one : null;
}
