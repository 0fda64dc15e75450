import type { MapNode } from '../source/index.js';

/** What a configuration has in place of the catalog, as a spec would state it; undefined where it has nothing. */
export function inPlaceOfCatalog({ catalog, products }: { readonly catalog?: MapNode; readonly products?: MapNode }): MapNode | undefined {
  const stated = Object.entries({ catalog, products }).flatMap(([key, value]) => (value ? [{ key, keyAt: value.at, value }] : []));
  const [first] = stated;
  return first && { type: 'map', at: first.keyAt, entries: new Map(stated.map((entry) => [entry.key, entry])) };
}
