import { type MapNode, nodeAt } from '../source/index.js';
import type { Kind } from './kinds.js';
import type { Component, Model } from './model.js';
import { entriesOf, mapOf, textOf } from './places.js';

export interface Region {
  readonly name: string;
  /** Names within the region: `a`; none where the spec states none. */
  readonly zones: readonly string[];
}

export function regionsIn(root: MapNode): readonly Region[] {
  return entriesOf(nodeAt(root, ['topology', 'regions'])).map(({ key: name, value }) => {
    const zones = mapOf(value)?.entries.get('zones')?.value;
    return {
      name,
      zones: zones?.type === 'list' ? zones.items.map((zone) => textOf(zone) ?? '') : entriesOf(zones).map(({ key }) => key),
    };
  });
}

/** `eu` of the zone `eu.a`, and of itself. */
export const regionOf = (place: string): string => place.replace(/\..*$/, '');

/** `a` of the zone `eu.a`; undefined of a region. */
export const zoneOf = (place: string): string | undefined => /\.(.*)$/.exec(place)?.[1];

/**
 * Where a component is: where it is stated to be, else everywhere; what others run is in no place of ours unless one is stated.
 * @param named regions and zones that it is stated to be in
 */
export function placesOf(
  regions: readonly Region[],
  named: readonly string[],
  { run }: Kind,
  spread: Component['spread'],
): Component['places'] {
  const inside = (region: string, zone: string): boolean =>
    named.length === 0 || named.includes(region) || named.includes(`${region}.${zone}`);
  const there = regions
    .map(({ name: region, zones }) => ({
      name: region,
      zones: zones.filter((zone) => inside(region, zone)).map((zone) => `${region}.${zone}`),
    }))
    .filter(({ name: region, zones }) => zones.length > 0 || named.includes(region) || named.length === 0);
  const within =
    named.length === 0 && run === 'others' ? [] : there.map(({ name: region, zones }) => (zones.length > 0 ? zones : [region]));
  if (spread === 'none') return { zones: 1, regions: 1, names: [], within };
  const names = there.flatMap(({ zones }) => zones);
  return { zones: names.length, regions: there.length, names, within };
}

/** Causes of failure that a component shares, by name. */
export function causesOf(root: MapNode, name: string): readonly string[] {
  const node = nodeAt(root, ['components', name, 'shares']);
  if (node?.type === 'scalar') return [textOf(node) ?? ''];
  if (node?.type === 'list') return node.items.map((item) => textOf(item) ?? '');
  return entriesOf(node).map(({ key }) => key);
}

/**
 * What is down with what is stated to be: the zones of a region.
 * @param names components, regions, zones (`eu.a`) and causes
 */
export function lostWith(regions: Model['regions'], names: Iterable<string>): ReadonlySet<string> {
  const lost = new Set(names);
  for (const name of [...lost]) for (const zone of regions.get(name) ?? []) lost.add(`${name}.${zone}`);
  return lost;
}
