import type { Range } from './text.js';

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'high' | 'medium' | 'low';

export interface Related {
  readonly message: string;
  readonly at: Range;
}

/** Something the tool has to say about an input: data, turned into text only by a reporter. */
export interface Finding {
  /** `area/name`: `yaml/syntax`, `schema/unknown-key`, `spec/unknown-reference`, `quantity/unknown-unit`, ... */
  readonly rule: string;
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
  readonly related?: readonly Related[];
  /** The arithmetic behind it; every number in it is a fact. */
  readonly math?: string;
  /** It judges the design, not the text: a valid spec may have it, even as an error. */
  readonly judges?: true;
}

/** Either a value or what is wrong with the input: expected failures are values, exceptions are bugs. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const failure = (...findings: readonly Finding[]): Outcome<never> => ({ ok: false, findings });
