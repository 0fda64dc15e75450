import { suggest } from '../core/index.js';
import { singular, synonymsOf } from '../core/synonyms.js';
import type { SpecKey } from '../schema/reference.js';

/** What is asked of the keys of a spec, answered. */
export interface KeysFound {
  /** Named by what is asked: a key, several that end alike, or those whose description has the words. */
  readonly by: 'key' | 'words' | 'all';
  /** The best first. */
  readonly keys: readonly SpecKey[];
  /** Of keys that are named by a word alone: others that the word finds. */
  readonly related: readonly SpecKey[];
}

/** So many others are worth naming. */
const RELATED = 5;

/** Words of a question that tell keys nothing. */
const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'in', 'per', 'for', 'to', 'is', 'how', 'what', 'and', 'or']);

/**
 * The keys that a path names (`flows.*.rate`, `flows.read.rate`, `components.each`, `replication`), else those that words find, also by what the
 * field calls them (`bandwidth`). All of them for an empty text; none where nothing fits.
 */
export function findKeys(asked: string, keys: readonly SpecKey[]): KeysFound {
  const text = asked.trim().replace(/:$/, '');
  if (text === '') return { by: 'all', keys, related: [] };
  const named = /\s/.test(text) ? [] : namedBy(text, keys);
  if (named.length === 0) return { by: 'words', keys: withWords(text, keys), related: [] };
  const others = /[.*]/.test(text)
    ? []
    : withWords(text, keys).filter((key) => !named.some((one) => one === key || key.key.startsWith(`${one.key}.`)));
  return { by: 'key', keys: named, related: others.slice(0, RELATED) };
}

/** The keys directly below one. */
export const below = ({ key }: SpecKey, keys: readonly SpecKey[]): readonly SpecKey[] =>
  keys.filter((other) => parentOf(other.key, keys) === key);

const parents = new WeakMap<readonly SpecKey[], ReadonlyMap<string, string>>();

/** The nearest key above that is one: `flows` of `flows.*.rate`. */
function parentOf(key: string, keys: readonly SpecKey[]): string | undefined {
  let known = parents.get(keys);
  if (!known) {
    const all = new Set(keys.map((one) => one.key));
    const nearest = (path: string): string => {
      const up = path.slice(0, Math.max(0, path.lastIndexOf('.')));
      return up === '' || all.has(up) ? up : nearest(up);
    };
    known = new Map(keys.map((one) => [one.key, nearest(one.key)]));
    parents.set(keys, known);
  }
  return known.get(key);
}

/** What a typo most likely meant: the last word of a key, or a key. */
export function suggestKey(asked: string, keys: readonly SpecKey[]): string | undefined {
  const text = asked.trim();
  const whole = suggest(
    text,
    keys.flatMap(({ key }) => [key, withoutNames(key)]),
  );
  return text.includes('.') ? whole : (suggest(text, new Set(keys.map(({ key }) => lastOf(key)))) ?? whole);
}

const lastOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);
const withoutNames = (key: string): string => key.replaceAll('.*', '');

/** From the most exact to the least: the path itself, with names in place of `*`, its end. */
function namedBy(text: string, keys: readonly SpecKey[]): readonly SpecKey[] {
  const asked = text.split('.').filter((step) => step !== '');
  const folded = asked.map((step) => step.toLowerCase());
  const exact = keys.filter(({ key }) => matches(key.toLowerCase().split('.'), folded));
  if (exact.length > 0) return exact;
  const steps = folded.filter((step) => step !== '*');
  const short = keys.filter(({ key }) => withoutNames(key).toLowerCase() === steps.join('.'));
  if (short.length > 0) return short;
  const end = `.${steps.join('.')}`;
  const ending = keys.filter(({ key }) => `.${withoutNames(key).toLowerCase()}`.endsWith(end));
  // What is nearest to the root first: `components.*.replication` before `components.*.price.replication`.
  if (ending.length > 0) return ending.toSorted((a, b) => withoutNames(a.key).split('.').length - withoutNames(b.key).split('.').length);
  // Options of a call by where it stands: `flows.read.path.0.cache.hit`.
  const call = /^flows\.[^.]+\.path\..*?([a-z0-9]+(?:\.[a-z0-9]+)?)$/i.exec(text)?.[1];
  return call === undefined ? [] : keys.filter(({ key }) => key === `call.${call}` || key === `call.${lastOf(call)}`).slice(0, 1);
}

const matches = (key: readonly string[], asked: readonly string[]): boolean =>
  key.length === asked.length && key.every((step, i) => step === '*' || step === asked[i]);

/** The same for each resource: they stand behind the resource itself. */
const LIMITS = /\b(?:target|afterLoss)\./;

/** Keys in which every word of the text is found, or what it stands for. */
function withWords(text: string, keys: readonly SpecKey[]): readonly SpecKey[] {
  const words = wordsOf(text).filter((word) => !FILLERS.has(word));
  if (words.length === 0) return [];
  const scored = keys.flatMap((key) => {
    const score = scoreOf(key, words) * (LIMITS.test(key.key) ? 0.6 : 1);
    return score > 0 ? [{ key, score }] : [];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ key }) => key);
}

/** `hitRatio` is `hit` and `ratio`. */
const wordsOf = (text: string): readonly string[] =>
  (text.replace(/([a-z])([A-Z])/g, '$1 $2').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => singular(word.toLowerCase()));

/** 0 if a word is nowhere. A key counts most for its own name, then for those above it, then for what it is said to be. */
function scoreOf({ key, about, words = [], kinds = [] }: SpecKey, asked: readonly string[]): number {
  const steps = key.split('.').filter((step) => step !== '*');
  const texts: readonly (readonly [weight: number, words: readonly string[]])[] = [
    [60, [...wordsOf(lastOf(key)), lastOf(key).toLowerCase()]],
    [30, steps.slice(0, -1).flatMap((step) => [...wordsOf(step), step.toLowerCase()])],
    [25, wordsOf(about)],
    [20, words.map((word) => String(word).toLowerCase())],
    [5, kinds.map((kind) => kind.toLowerCase())],
  ];
  let score = 0;
  for (const word of asked) {
    const own = bestOf(word, texts);
    const meant = synonymsOf(word).map((other) => 0.8 * bestOf(singular(other.toLowerCase()), texts, true));
    const best = Math.max(own, ...meant);
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** The weight of the text that has the word; half of it where one begins with the word. */
function bestOf(word: string, texts: readonly (readonly [number, readonly string[]])[], isWhole = false): number {
  let best = 0;
  for (const [weight, words] of texts) {
    if (words.some((other) => other === word || singular(other) === word)) best = Math.max(best, weight);
    else if (!isWhole && word.length > 2 && words.some((other) => other.startsWith(word))) best = Math.max(best, weight / 2);
  }
  return best;
}
