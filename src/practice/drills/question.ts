import { randomBelow, randomWords } from '../../math/prng.js';
import type { SlipContext } from '../../quantity/index.js';
import type { KeyFact } from '../review.js';

export const DRILLS = [
  'latency',
  'powers',
  'nines',
  'rates',
  'throughput',
  'availability',
  'quorum',
  'queueing',
  'cap',
  'patterns',
  'clocks',
  'windows',
  'indexes',
  'estimates',
] as const;
export type DrillTopic = (typeof DRILLS)[number];

/** A question of a drill, with its key computed. */
export interface DrillQuestion {
  /** What is remembered of it: questions of one card differ in their numbers. */
  readonly card: string;
  readonly prompt: string;
  readonly key:
    | { readonly kind: 'number'; readonly fact: KeyFact; readonly measures: SlipContext['measures'] }
    | { readonly kind: 'word'; readonly word: string; readonly choices: readonly string[] };
  readonly why: string;
}

/** Draws that a seed reproduces. */
export class Draws {
  readonly #words: () => number;

  constructor(seed: number, stream: number) {
    this.#words = randomWords(seed, stream);
  }

  below(count: number): number {
    return randomBelow(this.#words, count);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  of<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}

export const number = (value: number, unit: string, measures: SlipContext['measures'] = 'other'): DrillQuestion['key'] => ({
  kind: 'number',
  fact: { value, unit },
  measures,
});
export const word = (right: string, choices: readonly string[] = ['yes', 'no']): DrillQuestion['key'] => ({
  kind: 'word',
  word: right,
  choices,
});
