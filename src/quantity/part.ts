import type { UnitSize } from './measure.js';
import { scanNumber } from './number.js';
import { type Form, NumeratorReader } from './numerator.js';
import { readPers } from './per.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { type ReadOptions, surroundingOf } from './read-options.js';
import { skipSpaces, startsNumber } from './scan.js';
import { activeOrDone, currencyEnd, isActor, numberInWords } from './words.js';

/** One number of a literal with what follows it; an interval has two or three. */
export interface NumberPart {
  readonly start: number;
  /** End of the number with its suffix. */
  readonly numberEnd: number;
  readonly end: number;
  readonly negative: boolean;
  readonly digits: string;
  /** Power of ten: as written, and the suffix. */
  readonly exponent: number;
  readonly suffix: number;
  readonly form: Form;
  readonly unit: UnitSize;
  /** Seconds that follow in `1h30m`. */
  readonly more: number;
  /** The product of what it is "per", and whether there is any. */
  readonly per: UnitSize | undefined;
  /** The sign of a currency stands before the number. */
  readonly currency: boolean;
}

/** The part of a literal that begins at `start` (spaces skipped). */
export function readPart(text: string, start: number, options: ReadOptions): Parsed<NumberPart> {
  let at = start;
  let negative = false;
  const sign = text.charCodeAt(at);
  if (sign === 45 || sign === 43) {
    negative = sign === 45;
    at = skipSpaces(text, at + 1);
  }
  const times = /[xX×]/.test(text[at] ?? '') && startsNumber(text, at + 1);
  if (times) at++;
  const amountAt = times ? at : currencyEnd(text, at, options.isName === undefined);
  const currency = amountAt > at;
  at = amountAt;
  const words = options.isName === undefined && !times && !currency ? numberInWords(text, at) : undefined;
  if (words === undefined && !startsNumber(text, at))
    return slip('quantity/syntax', at, Math.max(at, text.length), `expected a number, got ${quoted(text.slice(at))}`, {
      help: 'begin with a number; an expression begins with =',
    });
  const number = words === undefined ? scanNumber(text, at, surroundingOf(options)) : parsed({ ...words, exponent: 0 });
  if (!number.ok) return number;
  const top = new NumeratorReader(text, at, number.value, { times, currency }, options).read();
  if (!top.ok) return top;
  const { unit } = top.value;
  const ofMoney = unit.dimension.money > 0;
  const pers = readPers(text, top.value.end, ofMoney ? { ...options, vocabulary: billed(options.vocabulary) } : options, top.value.per);
  if (!pers.ok) return pers;
  if (ofMoney && BY_M.test(text.slice(top.value.end, pers.value.end))) return minuteOrMonth(text, start, pers.value.end);
  const { frequency } = pers.value;
  const counted = text.slice(top.value.numberEnd, top.value.end).trim();
  if (frequency !== undefined && unit.noun && isActor(counted))
    return activeOrDone(text, at, pers.value.end, text.slice(at, top.value.numberEnd), counted, frequency);
  return parsed({
    start,
    numberEnd: top.value.numberEnd,
    end: pers.value.end,
    negative,
    digits: number.value.digits,
    exponent: number.value.exponent,
    suffix: top.value.suffix,
    // `5 times a day` is a frequency.
    form: top.value.form === 'times' && !times && pers.value.per !== undefined ? 'plain' : top.value.form,
    unit,
    more: top.value.more,
    per: pers.value.per,
    currency,
  });
}

/** `200 $/m`: of money, a month as often as a minute. */
const BY_M = /(?:\/|\bper)\s*m$/;

function minuteOrMonth(text: string, start: number, end: number): Parsed<never> {
  const written = text.slice(start, end).trim();
  const [minute, month] = [written.replace(/m$/, 'min'), written.replace(/m$/, 'month')];
  return slip('quantity/ambiguous', start, end, `${quoted(written)} has two readings: ${minute} or ${month}`, {
    help: `write ${minute} or ${month}`,
  });
}

/** Bills come by the month, and twelve of them are those of a year: what is paid a year is twelve times what is paid a month, whatever the calendar. */
const billed = (vocabulary: Vocabulary): Vocabulary => ({
  ...vocabulary,
  calendar: { ...vocabulary.calendar, year: 12 * vocabulary.calendar.month },
});
