import type { Fix } from './edit.js';
import type { JudgmentId, Severity, TextFindingId } from './findings/index.js';
import type { Range } from './text.js';

export type Confidence = 'high' | 'medium' | 'low';

export interface Related {
  readonly message: string;
  readonly at: Range;
}

/** Something the tool reports about an input: data, turned into text only by a reporter. What its id means stands in the table of findings. */
export type Finding = TextFinding | Judgment;

/** What a finding about the text speaks of, as data: what goes on from one, or shows it otherwise, reads this and never the sentence. */
export interface TextSlots {
  /** What is read as something else, as it is written, what it is read as, and whether that is neither a key nor a value. */
  readonly written?: string;
  readonly as?: string;
  readonly becomes?: 'words' | 'nothing';
  /** A key that is kept as a label, and in how many places it stands. */
  readonly label?: string;
  readonly times?: number;
  /** A name that nothing defines, and what it would be the name of. */
  readonly undefined?: string;
  readonly sort?: string;
  /** Whether an id has the form of no fact, so that no spec could have it. */
  readonly isOfNoFact?: true;
  /** A path at which a change finds nothing that it could multiply. */
  readonly nothingAt?: string;
  /** A component of whose data one copy is counted, whatever it has of instances. */
  readonly oneCopyOf?: string;
}

/** About the text of an input, which is wrong or worth a second look. */
export interface TextFinding extends FindingBase {
  readonly rule: TextFindingId;
  readonly slots?: TextSlots;
  readonly judges?: never;
  readonly impact?: never;
}

/** It judges the design, not the text: a valid spec may have it, even as an error. */
export interface Judgment extends FindingBase {
  readonly rule: JudgmentId | RuleName;
  readonly judges: true;
  readonly slots?: never;
  /** Path of what it is about: `components.db`. With `key` it tells a finding from others of its rule. */
  readonly subject?: string;
  readonly key?: string;
  /** Names of the spec that its sentence has. */
  readonly names?: readonly string[];
  /** Ids of the facts that were compared. */
  readonly facts?: readonly string[];
  /** How often it holds, where something is uncertain. */
  readonly chance?: number;
  /** Requirements that rest on what it is about, and are missed or at risk. */
  readonly impact?: readonly { readonly requirement: string; readonly status: 'missed' | 'at-risk' }[];
}

declare const RULE: unique symbol;
/** Id of a rule, which has its row beside its code. */
export type RuleName = `${string}/${string}` & { readonly [RULE]: true };

interface FindingBase {
  readonly severity: Severity;
  readonly confidence?: Confidence;
  /** One sentence, no full stop, lower case start: `unknown component "lniks"`. */
  readonly message: string;
  readonly at?: Range;
  /** Where in the spec, as a path: `flows.read.rate`. */
  readonly path?: string;
  /** One action: `did you mean "links"?`. */
  readonly help?: string;
  /** What the text at `at` should read instead, where one replacement mends it: the "did you mean" as data. */
  readonly suggestion?: string;
  /** The suggestion is the only thing that the text may mean: it is read as that, and told in a note. */
  readonly isOnlyReading?: true;
  /** Of an unknown key: nothing would be computed from it, so that it may stay as a note to readers. */
  readonly isLabel?: true;
  readonly related?: readonly Related[];
  /** Changes that mend it, tried, the best first; of judgments that were asked for them. */
  readonly fixes?: readonly Fix[];
  /** The arithmetic behind it; every number in it is a fact. */
  readonly math?: string;
}

/** Either a value or what is wrong with the input: expected failures are values, exceptions are bugs. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failure = (...findings: readonly Finding[]): Outcome<never> => ({ ok: false, findings });
