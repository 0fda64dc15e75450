import type { Entry } from './entry.js';
import type { Product } from './product.js';

/**
 * Entries in which every word of the term occurs, the best match first: a whole id or name of a product before whole words, these before beginnings of
 * words, these before what is somewhere inside. Equals stand by id.
 */
export function rank(term: string, entries: readonly Entry[], products: readonly Product[]): readonly Entry[] {
  const whole = term.trim().toLowerCase();
  const words = wordsOf(whole);
  if (words.length === 0) return [];
  const namesOf = productNames(products);
  const scored: { readonly entry: Entry; readonly score: number }[] = [];
  for (const entry of entries) {
    const names = namesOf.get(entry.id) ?? [];
    const score = scoreOf(whole, words, entry, names);
    if (score > 0) scored.push({ entry, score });
  }
  return scored.sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).map(({ entry }) => entry);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Names and aliases of the products that have an entry among their figures. */
function productNames(products: readonly Product[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, label, aliases, figures } of products) {
    for (const { entry } of figures) names.set(entry, [...(names.get(entry) ?? []), name, ...wordsOf(label), ...aliases]);
  }
  return names;
}

/** 0 if a word is nowhere. */
function scoreOf(whole: string, words: readonly string[], entry: Entry, products: readonly string[]): number {
  if (entry.id.toLowerCase() === whole) return 1000;
  const id = wordsOf(entry.id);
  const name = wordsOf(entry.name);
  const group = wordsOf(entry.group);
  let score = entry.id.toLowerCase().startsWith(whole) ? 100 : 0;
  for (const word of words) {
    const best = Math.max(
      matchOf(word, id, 50),
      matchOf(word, name, 45),
      matchOf(word, products, 35),
      matchOf(word, group, 20),
      matchOf(word, wordsOf(entry.hardware ?? ''), 10),
    );
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** A word that is there scores in full, one that begins another half, one inside another a fifth. */
function matchOf(word: string, among: readonly string[], full: number): number {
  let best = 0;
  for (const each of among) {
    if (each === word) return full;
    if (each.startsWith(word)) best = Math.max(best, full / 2);
    else if (word.length > 2 && each.includes(word)) best = Math.max(best, full / 5);
  }
  return best;
}
