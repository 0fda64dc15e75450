import type { ReadOptions } from './read-options.js';
import { skipSpaces } from './scan.js';
import { numberInWords, startsAmount } from './words.js';

/** What joins two numbers of one literal. */
export interface Joint {
  readonly form: 'dots' | 'words' | 'tolerance' | 'three dots';
  readonly start: number;
  readonly end: number;
}

/** `5M to 10M`, `5M-10M`, `5M – 10M`, `5M…10M`. In an expression, a dash is a minus, and `to` is for what the result is told in. */
const WORDS = /(?:to(?![A-Za-z])|[-–—…])\s*/y;
const AND = /and\s+/y;
const TOLERANCE = /(?:±|\+\s?\/?\s?-|plus\s+or\s+minus|plus\/minus|give\s+or\s+take)\s*/y;
const SIGN = /±\s*/y;

/** The joint that follows a number at `from`; undefined if the literal ends there. */
export function jointAt(text: string, from: number, { isName }: ReadOptions, and: boolean): Joint | undefined {
  const isLiteral = isName === undefined;
  const start = isLiteral ? skipSpaces(text, from) : from;
  if (text.startsWith('...', start)) return { form: 'three dots', start, end: start + 3 };
  if (text.startsWith('..', start)) return { form: 'dots', start, end: start + 2 };
  const at = skipSpaces(text, from);
  const off = matchEnd(isLiteral ? TOLERANCE : SIGN, text, at);
  if (off !== undefined) return { form: 'tolerance', start: at, end: off };
  const end = isLiteral ? matchEnd(and ? AND : WORDS, text, at) : undefined;
  return end === undefined || !startsEnd(text, end) ? undefined : { form: 'words', start: at, end };
}

/** Whether the second end of an interval may begin at `at`: a number, an amount of money, a factor. */
const startsEnd = (text: string, at: number): boolean =>
  startsAmount(text, at) || numberInWords(text, at) !== undefined || (/[x×]/.test(text[at] ?? '') && startsAmount(text, at + 1));

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? undefined : at + found[0].length;
}

const OPENING = /(between|from)\s+/iy;

/** `between 5M and 10M`, `from 5M to 10M`: where the first number begins, and whether `and` parts them. */
export function opensRange(text: string, start: number): { readonly end: number; readonly and: boolean } | undefined {
  OPENING.lastIndex = start;
  const found = OPENING.exec(text);
  return found === null ? undefined : { end: start + found[0].length, and: found[1]?.toLowerCase() === 'between' };
}
