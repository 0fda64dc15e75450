import { multiplied, samePhysical, TIME } from './dimension.js';
import type { Reading } from './field-type.js';
import { type Measure, measureAt, measureOf, ONE, PERCENT, unknownUnit } from './measure.js';
import { nounOf } from './noun.js';
import { type Parsed, parsed, problemAt, quoted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { isDigit, lettersEnd, scanNumber, skipSpaces, startsNumber, wordEnd } from './scan.js';
import { suffixExponent } from './units.js';

export interface ReadOptions {
  readonly vocabulary: Vocabulary;
  /** How a literal with two readings is read. */
  readonly reading: Reading;
  /** May a bound (`at least 5`) stand there? */
  readonly bounds?: boolean;
  /** Is a plain number a share there? */
  readonly share: boolean;
  /** Is an interval there one of growth, or of what comes on top? */
  readonly grows?: boolean;
  /**
   * Set inside an expression, where `/` divides unless it is glued to a unit and a word that is a name of the spec is not a unit of the divisor.
   */
  readonly isName?: (word: string) => boolean;
}

/** One number of a literal with what follows it; an interval has two or three. */
export interface Part {
  readonly start: number;
  /** End of the number with its suffix. */
  readonly numberEnd: number;
  readonly end: number;
  readonly negative: boolean;
  readonly digits: string;
  /** Power of ten: as written, and the suffix. */
  readonly exponent: number;
  readonly suffix: number;
  readonly form: 'plain' | 'percent' | 'times' | 'nines' | 'unit';
  readonly unit: Measure;
  /** Seconds that follow in `1h30m`. */
  readonly more: number;
  /** The product of what it is "per", and whether there is any. */
  readonly per: Measure | undefined;
}

interface Numerator {
  readonly form: Part['form'];
  readonly unit: Measure;
  readonly suffix: number;
  readonly more: number;
  readonly numberEnd: number;
  readonly end: number;
}

const OPERATOR_WORDS = new Set(['per', 'and', 'or', 'not', 'mod', 'xor', 'to', 'in']);

/** The part of a literal that begins at `start` (spaces skipped). */
export function readPart(text: string, start: number, options: ReadOptions): Parsed<Part> {
  let at = start;
  let negative = false;
  const sign = text.charCodeAt(at);
  if (sign === 45 || sign === 43) {
    negative = sign === 45;
    at = skipSpaces(text, at + 1);
  }
  const times = (text[at] === 'x' || text[at] === 'X') && startsNumber(text, at + 1);
  if (times) at++;
  if (!startsNumber(text, at))
    return slip('quantity/syntax', at, Math.max(at, text.length), `expected a number, got ${quoted(text.slice(at))}`, {
      help: 'begin with a number; an expression begins with =',
    });
  const number = scanNumber(text, at, options.isName === undefined);
  if (!number.ok) return number;
  const top = readNumerator(text, at, number.value.end, times, options);
  if (!top.ok) return top;
  const pers = readPers(
    text,
    top.value.end,
    top.value.unit.dimension.money > 0 ? { ...options, vocabulary: ofMoney(options.vocabulary) } : options,
  );
  if (!pers.ok) return pers;
  return parsed({
    start,
    numberEnd: top.value.numberEnd,
    end: pers.value.end,
    negative,
    digits: number.value.digits,
    exponent: number.value.exponent,
    suffix: top.value.suffix,
    form: top.value.form,
    unit: top.value.unit,
    more: top.value.more,
    per: pers.value.per,
  });
}

function readNumerator(text: string, start: number, numberEnd: number, times: boolean, options: ReadOptions): Parsed<Numerator> {
  const { vocabulary } = options;
  let suffix = 0;
  let end = numberEnd;
  const done = (form: Part['form'], unit: Measure, at: number, more = 0): Parsed<Numerator> =>
    parsed({ form, unit, suffix, more, numberEnd: end, end: at });
  let at = skipSpaces(text, end);
  if (text[at] === '%') return done('percent', PERCENT, at + 1);
  if (text[at] === '×' || text[at] === '$') {
    const number = text.slice(start, numberEnd);
    const suggestion = text[at] === '$' ? `${number} USD` : `x${number}`;
    return slip('quantity/unknown-unit', start, at + 1, `${quoted(text.slice(start, at + 1))} is not a quantity`, { suggestion });
  }
  let stop = wordEnd(text, at);
  if (stop === at || OPERATOR_WORDS.has(text.slice(at, stop))) return done(times ? 'times' : 'plain', ONE, end);
  if (suffixExponent(text.slice(at, stop)) !== undefined) {
    suffix = suffixExponent(text.slice(at, stop)) ?? 0;
    end = stop;
    at = skipSpaces(text, end);
    stop = wordEnd(text, at);
    if (stop === at || OPERATOR_WORDS.has(text.slice(at, stop))) return done(times ? 'times' : 'plain', ONE, end);
  }
  let word = text.slice(at, stop);
  if (word === 'x' || word === 'X') {
    return slip('quantity/syntax', start, stop, 'a factor is written with x before the number', {
      suggestion: `x${text.slice(start, end)}`,
    });
  }
  if (suffix === 0 && (word === 'B' || word === 'b' || word === 'm')) {
    const read = readLetter(text, { start, number: text.slice(start, numberEnd), numberEnd, at, word }, options);
    if (!read.ok) return read;
    if (read.value === 'billion') {
      suffix = 9;
      end = stop;
      at = skipSpaces(text, end);
      stop = wordEnd(text, at);
      if (stop === at || OPERATOR_WORDS.has(text.slice(at, stop))) return done(times ? 'times' : 'plain', ONE, end);
      word = text.slice(at, stop);
    }
  }
  if (word === 'nines' || word === 'nine') return done('nines', ONE, stop);
  const known = measureOf(word, vocabulary);
  if (known === undefined) {
    // 1h30m: the letters are a unit of time, digits go on.
    const letters = lettersEnd(text, at);
    const head = text.slice(at, letters);
    const unit = letters < stop && isDigit(text.charCodeAt(letters)) ? measureOf(head, vocabulary) : undefined;
    if (unit === undefined || !samePhysical(unit.dimension, TIME)) return unknownUnit(word, at, vocabulary);
    return readCompound(text, letters, unit, done, vocabulary);
  }
  const measure = measureAt(word, at, vocabulary);
  if (!measure.ok) return measure;
  return samePhysical(measure.value.dimension, TIME) && !measure.value.noun
    ? readCompound(text, stop, measure.value, done, vocabulary)
    : done('unit', measure.value, stop);
}

/** `30m` after `1h`, each unit shorter than the one before. */
function readCompound(
  text: string,
  from: number,
  unit: Measure,
  done: (form: Part['form'], unit: Measure, at: number, more: number) => Parsed<Numerator>,
  vocabulary: Vocabulary,
): Parsed<Numerator> {
  let end = from;
  let more = 0;
  let longest = unit.factor * 10 ** unit.exponent;
  for (;;) {
    const at = skipSpaces(text, end);
    if (!startsNumber(text, at)) break;
    const number = scanNumber(text, at, true);
    if (!number.ok) return number;
    const wordAt = skipSpaces(text, number.value.end);
    const wordStop = lettersEnd(text, wordAt);
    const next = measureOf(text.slice(wordAt, wordStop), vocabulary);
    if (next === undefined || next.noun || !samePhysical(next.dimension, TIME)) break;
    const length = next.factor * 10 ** next.exponent;
    if (length >= longest) {
      return slip('quantity/syntax', at, wordStop, 'in a duration of several parts each unit is shorter than the one before', {
        help: 'write 1h30m',
      });
    }
    more += Number(`${number.value.digits}e${number.value.exponent + next.exponent}`) * next.factor;
    longest = length;
    end = wordStop;
  }
  return done('unit', unit, end, more);
}

interface Letter {
  readonly start: number;
  readonly number: string;
  readonly numberEnd: number;
  readonly at: number;
  readonly word: string;
}

/** `B` is bytes or billion, `m` minutes or million, `b` a slip: what the field wants and what follows decide. */
function readLetter(text: string, letter: Letter, options: ReadOptions): Parsed<'unit' | 'billion'> {
  const { start, number, at, word } = letter;
  const stop = at + 1;
  const glued = at === letter.numberEnd;
  const { reading, vocabulary } = options;
  const nextAt = skipSpaces(text, stop);
  const next = text.slice(nextAt, wordEnd(text, nextAt));
  const thing =
    next !== '' && !OPERATOR_WORDS.has(next) && options.isName === undefined ? measureOf(next, vocabulary) : nounFollows(next, options);
  const ambiguous = (message: string, advice: { help?: string; suggestion?: string }): Parsed<never> => ({
    ok: false,
    problem: problemAt('quantity/ambiguous', start, stop, message, advice),
  });
  if (word === 'B') {
    if (thing !== undefined) return parsed('billion');
    if (reading === 'number') return parsed('billion');
    if (reading === 'open' && glued)
      return ambiguous(`"${number}B" has two readings: ${number} bytes or ${number} billion`, {
        help: `write ${number} bytes or ${number}G`,
      });
    return parsed('unit');
  }
  if (word === 'b') {
    if (reading === 'number' || thing !== undefined)
      return ambiguous(`"${number}b" has two readings: bits or billion`, { suggestion: `${number}G` });
    return ambiguous(`"${number}${glued ? '' : ' '}b" has two readings: ${number} B (bytes) or ${number} bit`, {
      help: `write ${number} B or ${number} bit`,
    });
  }
  if (thing !== undefined || reading === 'number') {
    return ambiguous(`"m" is minutes; a million is M`, { suggestion: `${number}M` });
  }
  if (reading === 'open' && !isDigit(text.charCodeAt(stop))) {
    return ambiguous(`"${number}${glued ? '' : ' '}m" has two readings: ${number} minutes or ${number} million`, {
      help: `write ${number} min or ${number}M`,
    });
  }
  return parsed('unit');
}

const nounFollows = (word: string, options: ReadOptions): Measure | undefined =>
  word !== '' && options.isName?.(word) === false && nounOf(word, options.vocabulary.counts) !== undefined ? ONE : undefined;

/** Bills come by the month, and twelve of them are those of a year: what is paid a year is twelve times what is paid a month, whatever the calendar. */
const ofMoney = (vocabulary: Vocabulary): Vocabulary => ({
  ...vocabulary,
  calendar: { ...vocabulary.calendar, year: 12 * vocabulary.calendar.month },
});

interface Pers {
  readonly per: Measure | undefined;
  readonly end: number;
}

/** Any number of `per [n] unit` and `/unit`. */
function readPers(text: string, from: number, options: ReadOptions): Parsed<Pers> {
  const { vocabulary, isName } = options;
  let end = from;
  let per: Measure | undefined;
  for (;;) {
    const start = skipSpaces(text, end);
    const slash = text[start] === '/';
    if (!slash && text.slice(start, start + 3) !== 'per') break;
    if (!slash && wordEnd(text, start) !== start + 3) break;
    let at = skipSpaces(text, start + (slash ? 1 : 3));
    if (slash && isName !== undefined) {
      // In an expression a slash divides, unless it is glued to a unit: 5 TB/day.
      const word = text.slice(at, wordEnd(text, at));
      if (
        start !== end ||
        at !== start + 1 ||
        word === '' ||
        text[at + word.length] === '.' ||
        isName(word) ||
        measureOf(word, vocabulary) === undefined
      )
        break;
    }
    let amount = 1;
    let power = 0;
    let stated = false;
    let numberEnd = at;
    if (startsNumber(text, at)) {
      const number = scanNumber(text, at, isName === undefined);
      if (!number.ok) return number;
      amount = Number(number.value.digits);
      power = number.value.exponent;
      numberEnd = number.value.end;
      stated = true;
      if (!(amount > 0)) return slip('quantity/range', at, numberEnd, 'nothing is per zero', { help: 'write what it is per: per 5 min' });
    }
    const numberAt = at;
    at = skipSpaces(text, numberEnd);
    let stop = wordEnd(text, at);
    const exponent = suffixExponent(text.slice(at, stop));
    if (exponent !== undefined && (stated || stop - at > 1)) {
      power += exponent;
      numberEnd = stop;
      stated = true;
      at = skipSpaces(text, stop);
      stop = wordEnd(text, at);
    } else if (stated && text.slice(at, stop) === 'B') {
      const nextAt = skipSpaces(text, stop);
      const nextEnd = wordEnd(text, nextAt);
      if (nounOf(text.slice(nextAt, nextEnd), vocabulary.counts) !== undefined) {
        power += 9;
        at = nextAt;
        stop = nextEnd;
      } else if (at === numberEnd && options.reading !== 'data') {
        const number = text.slice(numberAt, numberEnd);
        const message = `"${number}B" has two readings: ${number} bytes or ${number} billion`;
        return slip('quantity/ambiguous', numberAt, stop, message, { help: `write ${number} bytes or ${number}G` });
      }
    }
    if (stop === at || OPERATOR_WORDS.has(text.slice(at, stop))) {
      if (slash && stated) {
        return slip('quantity/syntax', start, numberEnd, 'a division is an expression', { help: `begin it with =: = ${text.trim()}` });
      }
      if (!stated)
        return slip('quantity/syntax', start, Math.max(at, start + 1), `expected a unit after ${slash ? '"/"' : '"per"'}`, {
          help: 'such as /s or per day',
        });
      end = numberEnd;
      per = joined(per, { factor: amount, exponent: power, dimension: ONE.dimension, noun: false });
      continue;
    }
    const measure = measureAt(text.slice(at, stop), at, vocabulary);
    if (!measure.ok) return measure;
    end = stop;
    per = joined(per, { ...measure.value, factor: measure.value.factor * amount, exponent: measure.value.exponent + power });
  }
  return parsed({ per, end });
}

function joined(a: Measure | undefined, b: Measure): Measure {
  if (a === undefined) return b;
  return { factor: a.factor * b.factor, exponent: a.exponent + b.exponent, dimension: multiplied(a.dimension, b.dimension), noun: false };
}
