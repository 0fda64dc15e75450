import { singular, synonymsOf } from '../core/synonyms.js';
import type { Entry } from './entry.js';
import { ALIASES, GROUPS } from './groups.js';
import type { Product } from './product.js';

/**
 * Entries in which every word of the term occurs, or what it may stand for (`qps`), the best match first: a whole id or name of a product before whole words, these before beginnings of
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
  const { title, words: groupWords } = GROUPS[entry.group];
  const places: readonly (readonly [words: readonly string[], full: number])[] = [
    [wordsOf(entry.id), 50],
    [wordsOf(entry.name), 45],
    [wordsOf(ALIASES[entry.id] ?? ''), 40],
    [products, 35],
    [[...wordsOf(entry.group), ...wordsOf(title), ...wordsOf(groupWords)], 20],
    [wordsOf(entry.unit), 15],
    [wordsOf(entry.hardware ?? ''), 10],
  ];
  // Roots of ids (`rate.`) are no words for what they hold.
  const named = places.slice(1);
  const bestOf = (word: string): number => Math.max(...places.map(([among, full]) => matchOf(word, among, full)));
  let score = entry.id.toLowerCase().startsWith(whole) ? 100 : 0;
  for (const word of words) {
    // A question for how many a second, whatever is counted.
    const counted = COUNTS.has(word) && COUNTED.test(entry.unit) ? 30 : 0;
    // What a word stands for counts less than the word, and only as a whole.
    const meant = (COUNTS.has(word) ? [] : synonymsOf(word)).map(
      (other) => 0.4 * Math.max(...named.map(([among, full]) => (among.some((one) => singular(one) === other) ? full : 0))),
    );
    const best = Math.max(bestOf(word), bestOf(singular(word)), counted, ...meant);
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

const COUNTS: ReadonlySet<string> = new Set(['qps', 'rps', 'tps', 'ops']);
/** `req/s per core`, `IOPS`; not `MB/s`. */
const COUNTED = /^(?:[a-z]{2,}\/s(?: |$)|IOPS)/;

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
