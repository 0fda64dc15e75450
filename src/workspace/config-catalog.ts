import type { Entry } from '../catalog/index.js';
import type { Finding } from '../core/index.js';
import { STANDARD_CALENDAR } from '../quantity/index.js';
import type { MapNode } from '../source/index.js';
import { type Overrides, overridesIn } from '../spec/index.js';

/** Figures of a config, read once for all specs. */
const overrides = (catalog: MapNode): Promise<Overrides> =>
  overridesIn(
    { type: 'map', at: catalog.at, entries: new Map([['catalog', { key: 'catalog', keyAt: catalog.at, value: catalog }]]) },
    { calendar: STANDARD_CALENDAR, counts: new Set() },
  );

/** What is wrong with the figures of a config. */
export const problemsOfCatalog = async (catalog: MapNode): Promise<readonly Finding[]> => (await overrides(catalog)).findings;

/** Entries of the catalog with those of a config in their place. */
export async function entriesUnder(catalog: MapNode, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const { byId } = await overrides(catalog);
  return entries.map((entry) => byId.get(entry.id)?.entry ?? entry);
}
