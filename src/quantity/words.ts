import { CODE_BEFORE, SIGN_BEFORE } from './currency.js';
import { nounOf, nounWritten, pluralOf, singularOf } from './noun.js';
import { type Parsed, quoted, slip } from './problem.js';
import type { ReadOptions } from './read-options.js';
import { isDigit, wordEnd } from './scan.js';
import { suffixExponent, unitNamed } from './units.js';

/** Words within a literal that are neither units nor counted things. */

const OPERATOR_WORDS: ReadonlySet<string> = new Set(['per', 'and', 'or', 'not', 'mod', 'xor', 'to', 'in']);
/** The same, unless the spec has such a name. */
const JOINING_WORDS: ReadonlySet<string> = new Set(['of', 'a', 'an', 'each', 'every', 'plus', 'give']);

/** Whether a word is one of grammar wherever it stands. */
export const isConjunction = (word: string): boolean => OPERATOR_WORDS.has(word);

/** Whether a word joins what stands around it, and so is no unit. */
export const isOperatorWord = (word: string, { isName }: ReadOptions): boolean =>
  isConjunction(word) || (JOINING_WORDS.has(word) && isName?.(word) !== true) || (isName === undefined && word.startsWith('per-'));

/** So many of a unit of time. */
export type Frequency = readonly [amount: number, unit: string];

/** How often, as an adverb or adjective: `2M daily`, `500M daily tweets`; in so many of a unit of the calendar. */
const FREQUENCIES: ReadonlyMap<string, Frequency> = new Map([
  ['hourly', [1, 'hour']],
  ['daily', [1, 'day']],
  ['weekly', [1, 'week']],
  ['monthly', [1, 'month']],
  ['quarterly', [3, 'month']],
  ['yearly', [1, 'year']],
  ['annually', [1, 'year']],
  ['annual', [1, 'year']],
]);

/** A frequency, unless the spec has a name that is written the same. */
export function frequencyOf(word: string, { isName }: ReadOptions): Frequency | undefined {
  return isName?.(word) === true ? undefined : FREQUENCIES.get(word.toLowerCase());
}

/** Who acts rather than what is done: so many daily users are how many there are, where daily posts are a rate. */
const ACTORS = new Set(
  (
    'user person customer client visitor viewer reader writer subscriber follower member account profile employee student pupil teacher driver rider passenger ' +
    'player guest host seller buyer merchant agent device phone listener'
  ).split(' '),
);
export const isActor = (noun: string): boolean => ACTORS.has(singularOf(noun.toLowerCase()));

const ACTIVE: ReadonlyMap<string, string> = new Map([
  ['day', 'DAU'],
  ['week', 'WAU'],
  ['month', 'MAU'],
]);

/** `5M daily users`: how many are active in a day, or how many come in one. */
export function activeOrDone(
  text: string,
  start: number,
  end: number,
  number: string,
  word: string,
  [amount, unit]: Frequency,
): Parsed<never> {
  const noun = singularOf(word.toLowerCase());
  const active = amount === 1 && noun === 'user' ? ACTIVE.get(unit) : undefined;
  const one = `${number} ${active ?? pluralOf(noun)}`;
  const other = `${number} ${pluralOf(noun)} per ${amount === 1 ? '' : `${amount} `}${unit}${amount === 1 ? '' : 's'}`;
  return slip(
    'quantity/ambiguous',
    start,
    end,
    `${quoted(text.slice(start, end))} has two readings: ${one} (a number) or ${other} (a rate)`,
    {
      help: `write ${one} or ${other}`,
    },
  );
}

/** What tells of counted things which of them there are, and leaves what is counted as it is. */
const ATTRIBUTES = new Set(['active', 'concurrent', 'simultaneous', 'registered', 'unique', 'new', 'paying', 'online', 'total']);

/** Whether a word only qualifies the counted thing that `next` is: `10M active users`. */
export const isAttribute = (word: string, next: string, { vocabulary, isName }: ReadOptions): boolean =>
  isName === undefined && ATTRIBUTES.has(word.toLowerCase()) && nounWritten(next, vocabulary.counts) !== undefined;

/** A dash within a word of a literal parts two numbers where a number follows it: `5M-10M`. Names of the spec may have one: `tier-1`. */
const DASH = /-(?=~?[$€£¥₹₩]?\.?\d)/;

/** End of the unit, suffix or counted thing that begins at `from`. */
export function unitEnd(text: string, from: number, { isName, vocabulary }: ReadOptions): number {
  const end = wordEnd(text, from);
  const word = text.slice(from, end);
  const dash = word.search(DASH);
  if (dash <= 0 || nounOf(word, vocabulary.counts) !== undefined || isName?.(word) === true) return end;
  // In an expression, a minus may part what is no name.
  return isName === undefined || isSuffixOrUnit(word.slice(0, dash)) ? from + dash : end;
}

const isSuffixOrUnit = (word: string): boolean => suffixExponent(word) !== undefined || unitNamed(word) !== undefined;

/** `GB-month`, `instance-hour`: the two units of what is priced by use. */
export function compoundOf(word: string): readonly [first: string, second: string] | undefined {
  const found = /^([A-Za-z]+)-([A-Za-z]+)$/.exec(word);
  return found === null ? undefined : [found[1] ?? '', found[2] ?? ''];
}

/** End of the currency before a number that begins at `from`: a sign, or a code where nothing else may be meant; `from` if there is none. */
export function currencyEnd(text: string, from: number, isLiteral: boolean): number {
  for (const sign of isLiteral ? [SIGN_BEFORE, CODE_BEFORE] : [SIGN_BEFORE]) {
    sign.lastIndex = from;
    const found = sign.exec(text);
    if (found !== null) return from + found[0].length;
  }
  return from;
}

/** Whether a number, or an amount of money, begins at `at`. */
export const startsAmount = (text: string, at: number): boolean => {
  const from = currencyEnd(text, at, false);
  return isDigit(text.charCodeAt(from)) || (text[from] === '.' && isDigit(text.charCodeAt(from + 1)));
};

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['once', '1'],
  ['twice', '2'],
  ['half', '0.5'],
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i): [string, string] => [
    word,
    String(i + 1),
  ]),
]);

/** `a million`, `half an hour`, `two`, `once`: a number in words at the start of a literal, and what follows it there. */
const NUMBER_WORD = new RegExp(`(?:(${[...NUMBERS.keys()].join('|')})|an?(?=\\s+[A-Za-z]))(?:(?<=half)\\s+an?)?(?=\\s)\\s*`, 'iy');

/** The number that words at `at` state, with its end; undefined if none does. */
export function numberInWords(text: string, at: number): { readonly digits: string; readonly end: number } | undefined {
  NUMBER_WORD.lastIndex = at;
  const found = NUMBER_WORD.exec(text);
  if (found === null) return undefined;
  return { digits: NUMBERS.get(found[1]?.toLowerCase() ?? 'one') ?? '1', end: at + found[0].trimEnd().length };
}

/** A suffix that is a word, which nobody writes of one end of an interval alone: `5 to 10 million`. */
export const isSpelledSuffix = (text: string): boolean => {
  const word = /[A-Za-z]+$/.exec(text.trimEnd())?.[0] ?? '';
  return word.length > 2 && suffixExponent(word) !== undefined;
};
