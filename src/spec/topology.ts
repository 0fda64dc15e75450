import { type MapNode, nodeAt } from '../source/index.js';
import type { Component } from './model.js';
import { entriesOf, mapOf, textOf } from './places.js';

interface Region {
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

/** What others run: it is in no place of ours unless the spec says so. */
const ELSEWHERE = new Set(['client', 'dns', 'cdn', 'external']);

/**
 * Where a component is: where it says that it is, else everywhere.
 * @param named regions and zones that it says it is in
 */
export function placesOf(root: MapNode, name: string, named: readonly string[]): Component['places'] {
  const regions = regionsIn(root);
  const inside = (region: string, zone: string): boolean =>
    named.length === 0 || named.includes(region) || named.includes(`${region}.${zone}`);
  const there = regions
    .map(({ name: region, zones }) => ({
      name: region,
      zones: zones.filter((zone) => inside(region, zone)).map((zone) => `${region}.${zone}`),
    }))
    .filter(({ name: region, zones }) => zones.length > 0 || named.includes(region) || named.length === 0);
  const kind = textOf(nodeAt(root, ['components', name, 'kind'])) ?? '';
  const within =
    named.length === 0 && ELSEWHERE.has(kind) ? [] : there.map(({ name: region, zones }) => (zones.length > 0 ? zones : [region]));
  if (textOf(nodeAt(root, ['components', name, 'spread'])) === 'none') return { zones: 1, regions: 1, names: [], within };
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
 * What is down with what is said to be: the zones of a region.
 * @param names components, regions, zones (`eu.a`) and causes
 */
export function lostWith(root: MapNode, names: Iterable<string>): ReadonlySet<string> {
  const lost = new Set(names);
  for (const { name, zones } of lost.size === 0 ? [] : regionsIn(root)) {
    if (lost.has(name)) for (const zone of zones) lost.add(`${name}.${zone}`);
  }
  return lost;
}
