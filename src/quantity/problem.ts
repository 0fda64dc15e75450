import type { TextFindingId } from '../core/index.js';

/** What is wrong with a text: data, placed by offsets within that text, so that the caller can move it to where the text stands. */
export interface QuantityProblem {
  /** `quantity/unknown-unit`, `expression/unknown-name`, ... */
  readonly rule: TextFindingId;
  /** Half-open stretch of UTF-16 offsets within the text that was given. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
  /** What `text.slice(start, end)` should read instead, where one replacement mends it. */
  readonly suggestion?: string;
  /** A product with names, which is what the whole text means where they are known. */
  readonly product?: NameProduct;
  /** It means one of two things, and nobody can tell which. */
  readonly isAmbiguous?: true;
}

/** `= trucks * 2 per truck per day`, of the name `trucks`. */
export interface NameProduct {
  readonly text: string;
  readonly names: readonly string[];
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: QuantityProblem };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export interface Advice {
  readonly help?: string | undefined;
  readonly suggestion?: string | undefined;
  readonly product?: NameProduct | undefined;
  readonly isAmbiguous?: true;
}

export function problemAt(rule: TextFindingId, start: number, end: number, message: string, advice: Advice = {}): QuantityProblem {
  const help = advice.help ?? (advice.suggestion === undefined ? undefined : `did you mean "${advice.suggestion}"?`);
  return {
    rule,
    start,
    end,
    message,
    ...(help === undefined ? {} : { help }),
    ...(advice.suggestion === undefined ? {} : { suggestion: advice.suggestion }),
    ...(advice.product === undefined ? {} : { product: advice.product }),
    ...(advice.isAmbiguous && { isAmbiguous: true }),
  };
}

export const slip = (
  rule: TextFindingId,
  start: number,
  end: number,
  message: string,
  advice: Advice = {},
): { readonly ok: false; readonly problem: QuantityProblem } => ({
  ok: false,
  problem: problemAt(rule, start, end, message, advice),
});

/** The same problem in a longer text, in which its own text begins at `by`. */
export const shifted = (problem: QuantityProblem, by: number): QuantityProblem =>
  by === 0 ? problem : { ...problem, start: problem.start + by, end: problem.end + by };

/** A stretch of the user's text for a message: short, on one line, without control characters. */
export function quoted(text: string): string {
  let clean = '';
  for (const char of text.slice(0, 60)) clean += char < ' ' || char === '\u007f' ? ' ' : char;
  return `"${clean.trim()}${text.length > 60 ? '...' : ''}"`;
}
