import type { Entry } from './entry.js';
import { catalogEntry, productOf } from './lookup.js';

/**
 * The published agreement for what `use:` names: a threshold below which the provider owes credits, as a share of a month. Never a failure rate.
 * Undefined if the catalog has no such product or no agreement for it.
 */
export async function slaOf(use: string): Promise<{ readonly availability: number; readonly entry: Entry } | undefined> {
  const product = await productOf(use);
  if (product === undefined) return undefined;
  const { AGREEMENT_OF } = await import('./data/agreements.js');
  const entry = await catalogEntry(AGREEMENT_OF.get(product.name) ?? '');
  return entry && { availability: entry.mid / 100, entry };
}
