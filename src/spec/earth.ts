import { type MapNode, nodeAt } from '../source/index.js';
import { entriesOf, mapOf, textOf } from './places.js';

/** A place of the catalog by name, or a point: degrees north and east. */
export type Location = string | readonly [latitude: number, longitude: number];

/** Where on earth regions are, of those of which it is stated. */
export function placesOnEarth(root: MapNode): ReadonlyMap<string, Location> {
  const places = new Map<string, Location>();
  for (const { key: name, value } of entriesOf(nodeAt(root, ['topology', 'regions']))) {
    const place = mapOf(value)?.entries.get('place')?.value;
    if (place?.type === 'list') {
      const [latitude = Number.NaN, longitude = Number.NaN] = place.items.map((item) => Number(textOf(item)));
      places.set(name, [latitude, longitude]);
    } else if (place) places.set(name, textOf(place) ?? '');
  }
  return places;
}
