import type { Evidence } from './evidence.js';
import type { ClarifyingFact, Estimate } from './problem.js';
import type { Evaluated } from './review.js';
import type { Length, StageId } from './stages.js';
import type { Variant } from './variant.js';

export interface Question {
  /** `estimates.write-rate`: by it answers are kept and given in files. */
  readonly id: string;
  readonly stage: StageId;
  readonly prompt: string;
  /** One of many lines, of which an empty one is the last. */
  readonly isLine: boolean;
  /** Left on the clock of the stage; null where none runs. */
  readonly secondsLeft: number | null;
  readonly seconds: number | null;
  /** A text that may be edited: the answer is the whole of it as it is then, or nothing. */
  readonly edits?: string;
}

export interface TimedAnswer {
  readonly id: string;
  readonly text: string;
  /** How long it took. */
  readonly seconds: number;
}

/** Who answers, and is shown what comes of it: a terminal, a file of answers, a round that is resumed. */
export interface Candidate {
  readonly ask: (question: Question) => Promise<TimedAnswer>;
  readonly tell: (lines: readonly string[]) => Promise<void>;
}

export interface Settings {
  readonly length: Length;
  readonly style: 'guided' | 'strict';
}

export interface Estimated {
  readonly estimate: Estimate;
  readonly typed: string;
  readonly key: string;
  /** The typed number over the key. */
  readonly ratio: number;
  readonly text: string;
  readonly range: { readonly holds: boolean; readonly width: number } | null;
}

/** What a round came to. */
export interface Round {
  /** What was asked, with what the candidate assumed in place of what was drawn. */
  readonly variant: Variant;
  readonly assumed: readonly { readonly parameter: string; readonly literal: string }[];
  readonly evidence: readonly Evidence[];
  readonly estimates: readonly Estimated[];
  readonly neverAsked: readonly ClarifyingFact[];
  readonly spec: string;
  readonly review: Evaluated;
  readonly reflection: readonly string[];
}
