import { singular, synonymsOf } from '../core/synonyms.js';

interface Described {
  readonly id: string;
  readonly meaning: string;
}

/**
 * How well a fact fits a text: its beginning or a part of its id, words of its id or its meaning, or what the field calls them (`bandwidth`). 0 where it
 * does not.
 */
export function matcherOf(text: string): (fact: Described) => number {
  const whole = text.trim().toLowerCase();
  const words = wordsOf(whole).map((word) => ({ word, meant: synonymsOf(word) }));
  return ({ id, meaning }) => {
    const own = id.toLowerCase();
    if (whole === '') return 1;
    if (own === whole) return 1000;
    const beginning = own.startsWith(whole) ? (own[whole.length] === '.' ? 200 : 100) : 0;
    // With a dot it is a part of an id, not words.
    if (whole.includes('.')) return own.includes(whole) ? Math.max(beginning, 20) : 0;
    const steps = wordsOf(own);
    const last = steps.at(-1) ?? '';
    const meaningWords = wordsOf(meaning.toLowerCase());
    let score = beginning;
    for (const { word, meant } of words) {
      const best = Math.max(
        placed(word, steps, last, meaningWords, false),
        ...meant.map((other) => 0.7 * placed(other.toLowerCase(), steps, last, meaningWords, true)),
      );
      if (best === 0) return beginning > 0 || `${own} ${meaning}`.toLowerCase().includes(whole) ? Math.max(beginning, 5) : 0;
      score += best;
    }
    return score;
  };
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A match in the id outranks one in the meaning; where both have it, the fact is about it. */
function placed(word: string, steps: readonly string[], last: string, meaningWords: readonly string[], isWhole: boolean): number {
  const one = singular(word);
  const has = (among: readonly string[]): boolean => among.some((other) => other === word || singular(other) === one);
  const begins = (among: readonly string[]): boolean => !isWhole && word.length > 2 && among.some((other) => other.startsWith(word));
  const ofId = has([last]) ? 50 : has(steps) ? 40 : begins(steps) ? 20 : 0;
  const ofMeaning = has(meaningWords) ? 15 : begins(meaningWords) ? 5 : 0;
  return ofId + ofMeaning;
}
