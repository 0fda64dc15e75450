import type { Entry } from '../catalog/index.js';
import type { Finding } from '../core/index.js';
import { STANDARD_CALENDAR } from '../quantity/index.js';
import type { MapNode } from '../source/index.js';
import { type Overrides, overridesIn, ownBehaviors } from '../spec/index.js';
import { inPlaceOfCatalog } from './in-place.js';

/** Figures of a config, read once for all specs. */
const overrides = (catalog: MapNode): Promise<Overrides> =>
  overridesIn(
    { type: 'map', at: catalog.at, entries: new Map([['catalog', { key: 'catalog', keyAt: catalog.at, value: catalog }]]) },
    { calendar: STANDARD_CALENDAR, counts: new Set() },
  );

/** What is wrong with the figures and the products of a config. */
export async function problemsOfCatalog(config: Parameters<typeof inPlaceOfCatalog>[0]): Promise<readonly Finding[]> {
  const stated = inPlaceOfCatalog(config);
  const figures = config.catalog ? (await overrides(config.catalog)).findings : [];
  return [...figures, ...(stated ? (await ownBehaviors(stated)).findings : [])];
}

/** Entries of the catalog with those of a config in their place. */
export async function entriesUnder(catalog: MapNode, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const { byId } = await overrides(catalog);
  return entries.map((entry) => byId.get(entry.id)?.entry ?? entry);
}
