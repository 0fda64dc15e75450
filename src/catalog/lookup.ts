import { suggest } from '../core/index.js';
import type { Behavior } from './behavior.js';
import type { Entry } from './entry.js';
import { foldedName } from './folded-name.js';
import type { Product } from './product.js';

// The figures are read only when something asks for them: most runs never do.
const load = async (): Promise<readonly Entry[]> => (await import('./entries.js')).ENTRIES;
const loadProducts = async (): Promise<readonly Product[]> => (await import('./data/products.js')).PRODUCTS;

/** Every entry, by id. */
export const catalogEntries = (): Promise<readonly Entry[]> => load();

/** The entry of that id. */
export async function catalogEntry(id: string): Promise<Entry | undefined> {
  const isIt = (entry: Entry): boolean => entry.id === id;
  return (await import('./figures.js')).FIGURES.find(isIt) ?? (await load()).find(isIt);
}

/** What every product that has settings of consistency guarantees by them. */
export const catalogBehaviors = async (): Promise<readonly Behavior[]> => (await import('./data/behaviors.js')).BEHAVIORS;

/** The same of one product, by its name. */
export const behaviorOf = async (product: string): Promise<Behavior | undefined> =>
  (await catalogBehaviors()).find((behavior) => behavior.product === product);

/** Entries that have all words of a term in their id, name or group, or are figures of a product of that name; the best match first. */
export async function findEntries(term: string): Promise<readonly Entry[]> {
  const [entries, products, { rank }] = await Promise.all([load(), loadProducts(), import('./search.js')]);
  return rank(term, entries, products);
}

/** The product that `use:` names, by name, maker's name or alias, whatever the case: `Amazon S3` is `s3`. */
export async function productOf(use: string): Promise<Product | undefined> {
  byWord ??= indexOf(await loadProducts());
  return byWord.get(foldedName(use)) ?? byWord.get(foldedName(use.replace(VENDOR, '')));
}

/** `AWS NLB`, `Google Cloud Pub/Sub`: who sells it. */
const VENDOR = /^(?:amazon|aws|google(?:\s+cloud)?|gcp|microsoft|azure|apache)\s+/i;

let byWord: ReadonlyMap<string, Product> | undefined;

/** By all that they are called; what two are called is the first. */
function indexOf(products: readonly Product[]): ReadonlyMap<string, Product> {
  const index = new Map<string, Product>();
  for (const product of products) {
    for (const word of [product.name, product.label, ...product.aliases].map(foldedName))
      if (word !== '' && !index.has(word)) index.set(word, product);
  }
  return index;
}

/** The name of a product that a typo most likely meant. */
export async function suggestProduct(use: string): Promise<string | undefined> {
  const products = await loadProducts();
  const meant = suggest(
    use,
    products.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  return meant === undefined ? undefined : (await productOf(meant))?.name;
}
