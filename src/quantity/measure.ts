import { suggest } from '../core/index.js';
import type { Calendar } from './calendar.js';
import { counted, type Dimension, MONEY, multiplied, PLAIN } from './dimension.js';
import { builtInNouns, nounWritten, pluralOf } from './noun.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { bitsOrBytes, suffixExponent, suffixWords, type Unit, unitNamed, unitTable } from './units.js';

/** What a unit is worth: `factor * 10^exponent` canonical units. The power of ten is kept apart so that `0.57 ms` and `570 us` are the same number. */
export interface UnitSize {
  readonly factor: number;
  readonly exponent: number;
  readonly dimension: Dimension;
  /** A single counted noun, no unit. */
  readonly noun: boolean;
}

export const ONE: UnitSize = { factor: 1, exponent: 0, dimension: PLAIN, noun: false };
export const AMOUNT: UnitSize = { factor: 1, exponent: 0, dimension: MONEY, noun: false };
export const PERCENT: UnitSize = { factor: 1, exponent: -2, dimension: PLAIN, noun: false };

function unitMeasure(unit: Unit, calendar: Calendar): UnitSize {
  const length = unit.calendar === undefined ? 1 : calendar[unit.calendar];
  const dimension = unit.counts === undefined ? unit.dimension : multiplied(counted(unit.counts), unit.dimension);
  return { factor: unit.factor * length, exponent: unit.exponent, dimension, noun: false };
}

/** The unit or counted noun that a word stands for. */
export function measureOf(word: string, vocabulary: Vocabulary): UnitSize | undefined {
  const unit = unitNamed(word);
  if (unit !== undefined) return unitMeasure(unit, vocabulary.calendar);
  const noun = nounWritten(word, vocabulary.counts);
  return noun === undefined ? undefined : { factor: 1, exponent: 0, dimension: counted(noun), noun: true };
}

/** The measure of a word at [start, end), or what is wrong with it. */
export function measureAt(word: string, start: number, vocabulary: Vocabulary): Parsed<UnitSize> {
  const known = bitsOrBytes(word) === undefined && word !== 'b' ? measureOf(word, vocabulary) : undefined;
  return known === undefined ? unknownUnit(word, start, vocabulary) : parsed(known);
}

export function unknownUnit(word: string, start: number, vocabulary: Vocabulary): ReturnType<typeof slip> {
  const end = start + word.length;
  const both = bitsOrBytes(word);
  if (both !== undefined) {
    return slip('quantity/ambiguous', start, end, `"${word}" has two readings: ${both.bytes} (bytes) or ${both.bits} (bits)`, {
      help: `write ${both.bytes} or ${both.bits}`,
    });
  }
  if (word === 'b') return slip('quantity/ambiguous', start, end, '"b" has two readings: B (bytes) or bit', { help: 'write B or bit' });
  const near = nearestUnit(word, vocabulary);
  return slip(
    'quantity/unknown-unit',
    start,
    end,
    `unknown unit ${quoted(word)}`,
    near === undefined ? { help: countsHelp(word) } : { suggestion: near },
  );
}

/** When something comes, not how much of anything there is. */
const PART_OF_DAY = /^(?:night|evening|morning|afternoon|noon|workday|weekday|shift)s?$/i;

export const countsHelp = (word: string): string =>
  PART_OF_DAY.test(word)
    ? `if it comes once a day, write day in place of ${word}`
    : /^[A-Za-z]{3,30}$/.test(word)
      ? `if it is something that is counted, list it: counts: [${word}]`
      : 'units are such as ms, s, h, day, kB, GiB, Mbit, req, users, USD';

/** Words that are said more than written, and mean one thing to some: asked about, never taken. */
const SPOKEN: readonly (readonly [form: RegExp, unit: string])[] = [
  [/^megs?$/i, 'MB'],
  [/^gigs?$/i, 'GB'],
  [/^teras?$/i, 'TB'],
  [/^(?:mil|mio|MM)$/, 'million'],
  [/^(?:mrd|bil)$/i, 'billion'],
];

/**
 * The unit that a misspelt one most likely means.
 * @param fits whether a unit may stand there; of those that may not, so many are tried
 */
export function nearestUnit(word: string, vocabulary: Vocabulary, fits: (unit: string) => boolean = () => true): string | undefined {
  if (word.length > 40) return undefined;
  const spoken = SPOKEN.find(([form]) => form.test(word))?.[1];
  if (spoken !== undefined && fits(spoken)) return spoken;
  // A suffix glued to a unit that takes no prefix: 5kreq, 2Musers.
  const rest = word.slice(1);
  const head = word.slice(0, 1);
  const glued = ` ${head} ${rest}`.trim();
  if (rest.length > 1 && suffixExponent(head) !== undefined && measureOf(rest, vocabulary) !== undefined && fits(glued)) return glued;
  // One key pressed twice: `5 dd`.
  if (/^(.)\1$/.test(word) && measureOf(head, vocabulary) !== undefined && fits(head)) return head;
  const candidates = new Set<string>([...unitTable().keys(), ...suffixWords(), ...vocabulary.counts, 'req', 'nines']);
  for (const noun of builtInNouns()) candidates.add(noun).add(pluralOf(noun));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const near = suggest(word, candidates);
    if (near === undefined || fits(near)) return near;
    candidates.delete(near);
  }
  return undefined;
}

const MOST_TRIES = 12;
