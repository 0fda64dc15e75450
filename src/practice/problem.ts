import type { FactId } from '../facts/index.js';
import type { FactorKind, SlipContext } from '../quantity/index.js';
import type { KindName } from '../schema/index.js';

/** Where a problem belongs, for choosing one. */
export const TOPICS = [
  'storage',
  'reads',
  'writes',
  'fan-out',
  'real-time',
  'media',
  'search',
  'geo',
  'money',
  'batch',
  'infrastructure',
] as const;
export type Topic = (typeof TOPICS)[number];

/** 1: a warm-up; 2: what most interviews ask; 3: the hard ones. */
export type Difficulty = 1 | 2 | 3;

/**
 * A problem of an interview: a spec in whose text parameters are drawn, and what a good answer has. Keys are not stated: they are facts of the spec.
 */
export interface Problem {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly Topic[];
  readonly difficulty: Difficulty;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  /** Words of which a statement of the purpose has some. */
  readonly purposeWords: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Everything of the spec but its paths and components, with `$parameter` where one stands. */
  readonly spec: string;
  /** The design of the model answer, in arrows. */
  readonly design: readonly string[];
  /** Kinds of parts whose names do not show them. */
  readonly kinds?: Readonly<Record<string, KindName>>;
  /** Data sets on which both sides of a partition may not differ, with what happens if they do. */
  readonly agrees?: Readonly<Record<string, string>>;
  /** What clarifying questions bring to light. */
  readonly facts: readonly ClarifyingFact[];
  readonly estimates: readonly Estimate[];
  readonly entities: readonly RubricPoint[];
  readonly operations: readonly ProblemOperation[];
  readonly blocks: readonly BuildingBlock[];
  readonly deepDives: readonly DeepDive[];
  readonly mistakes: readonly string[];
  readonly twist: Twist;
  /** Where its figures come from. */
  readonly source: string;
}

/** What is drawn anew in each variant. */
export interface Parameter {
  readonly low: number;
  readonly high: number;
  /** What stands behind the number: `per month`, ` kB`, `%`. */
  readonly unit: string;
  /** Whole numbers as they come (a ratio, copies); else 1, 1.5, 2, 3, 5, 8 and their tens. */
  readonly whole?: true;
  /** As published: the known answer is that of all parameters here. */
  readonly reference: number;
}

export interface ClarifyingFact {
  readonly id: string;
  readonly about: 'functional' | 'quality' | 'constraints' | 'numbers';
  /** Words by which a question is known to be about it. */
  readonly words: readonly string[];
  /** Words by which it is known where no other fact is: "how many" alone is about volume, "how many followers" is not. */
  readonly vague?: readonly string[];
  /** What the interviewer answers; parameters stand in it by `$name`. */
  readonly answer: string;
  /** What goes wrong for those who never ask. */
  readonly matters: string;
}

export interface Estimate {
  readonly id: string;
  readonly question: string;
  /** The fact that answers it. */
  readonly fact: FactId;
  readonly measures: SlipContext['measures'];
  /** Factors that it rests on: a parameter by name, a fact by id, or a number. */
  readonly factors?: readonly { readonly kind: FactorKind; readonly of: string | number; readonly name?: string }[];
  /** How to get there in a line. */
  readonly how: string;
  /** What the number decides. */
  readonly decides: string;
}

/** What an answer in words should have, and by which words it is known. */
export interface RubricPoint {
  readonly name: string;
  readonly words: readonly string[];
}

export interface ProblemOperation {
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** The noun it is about, in the plural: `links`. */
  readonly resource: string;
  /** Other nouns that will do. */
  readonly also?: readonly string[];
  /** Gives many of them, page by page. */
  readonly isList?: true;
  /** Answered before it is done. */
  readonly isAsync?: true;
  /** As the model answer has it. */
  readonly endpoint: string;
}

export interface BuildingBlock {
  readonly name: string;
  readonly kinds: readonly KindName[];
  /** Names by which it is known, whatever its kind. */
  readonly words?: readonly string[];
  /** What else would do. */
  readonly instead?: string;
  readonly why: string;
}

export interface DeepDive {
  readonly question: string;
  readonly points: readonly RubricPoint[];
  /** What a good answer says, in a sentence or two. */
  readonly model: string;
}

export interface Twist {
  /** What changes, as the interviewer puts it. */
  readonly text: string;
  /** Changes of the spec: path to literal. */
  readonly set: Readonly<Record<string, string>>;
  /** What has to be estimated again. */
  readonly estimate: Estimate;
  readonly points: readonly RubricPoint[];
  readonly model: string;
}
