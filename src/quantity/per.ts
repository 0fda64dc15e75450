import { multiplied, samePhysical, TIME } from './dimension.js';
import { measureAt, measureOf, ONE, type UnitSize } from './measure.js';
import { nounOf } from './noun.js';
import { scanNumber } from './number.js';
import { type Parsed, parsed, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { type ReadOptions, surroundingOf } from './read-options.js';
import { skipSpaces, startsNumber, wordEnd } from './scan.js';
import { suffixExponent } from './units.js';
import { compoundOf, type Frequency, frequencyOf, isConjunction, unitEnd } from './words.js';

interface Pers {
  readonly per: UnitSize | undefined;
  readonly end: number;
  /** Of `2M daily`: a day. */
  readonly frequency?: Frequency;
}

/**
 * Any number of `per [n] unit`, `/unit`, `a day`, `every 10 s`, `daily`.
 * @param before what the literal is per already
 */
export function readPers(text: string, from: number, options: ReadOptions, before?: UnitSize): Parsed<Pers> {
  const { vocabulary, isName } = options;
  let end = from;
  let per = before;
  let frequency: Frequency | undefined;
  for (;;) {
    const start = skipSpaces(text, end);
    const slash = text[start] === '/';
    const often = oftenAt(text, start, options);
    if (often !== undefined) {
      frequency = often.frequency;
      per = joined(per, often.per);
      end = often.end;
      continue;
    }
    const perEnd = slash ? start + 1 : perWordEnd(text, start, options);
    if (perEnd === undefined) break;
    let at = skipSpaces(text, perEnd);
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
      const number = scanNumber(text, at, surroundingOf(options));
      if (!number.ok) return number;
      amount = Number(number.value.digits);
      power = number.value.exponent;
      numberEnd = number.value.end;
      stated = true;
      if (!(amount > 0)) return slip('quantity/range', at, numberEnd, 'nothing is per zero', { help: 'write what it is per: per 5 min' });
    }
    const numberAt = at;
    at = skipSpaces(text, numberEnd);
    let stop = unitEnd(text, at, options);
    const exponent = suffixExponent(text.slice(at, stop));
    if (exponent !== undefined && (stated || stop - at > 1)) {
      power += exponent;
      numberEnd = stop;
      stated = true;
      at = skipSpaces(text, stop);
      stop = unitEnd(text, at, options);
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
    if (stop === at || isConjunction(text.slice(at, stop))) {
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
    const measure = measureOfUse(text.slice(at, stop), at, vocabulary);
    if (!measure.ok) return measure;
    end = stop;
    per = joined(per, { ...measure.value, factor: measure.value.factor * amount, exponent: measure.value.exponent + power });
  }
  return parsed({ per, end, ...(frequency !== undefined && { frequency }) });
}

/** `p.a.`, and of a percentage `YoY`, `CAGR`, `year over year`: per year. */
const ANNUAL = /^p\.\s?a\.?(?![\w.])/;
const ANNUAL_GROWTH = /^(?:p\.\s?a\.?(?![\w.])|(?:YoY|y\/y|CAGR|year[\s-](?:over|on)[\s-]year)(?![\w-]))/i;

/** `daily`, `p.a.`, `30% YoY` */
function oftenAt(text: string, start: number, options: ReadOptions): Often | undefined {
  const isGrowth = text.slice(0, start).trimEnd().endsWith('%');
  const annual = isGrowth || options.isName === undefined ? (isGrowth ? ANNUAL_GROWTH : ANNUAL).exec(text.slice(start, start + 20)) : null;
  const stop = annual === null ? unitEnd(text, start, options) : start + annual[0].length;
  const frequency = annual === null ? frequencyOf(text.slice(start, stop), options) : ([1, 'year'] as const);
  const unit = frequency && measureOf(frequency[1], options.vocabulary);
  if (frequency === undefined || unit === undefined) return undefined;
  return { frequency, per: { ...unit, factor: unit.factor * frequency[0] }, end: stop };
}

interface Often {
  readonly frequency: Frequency;
  readonly per: UnitSize;
  readonly end: number;
}

/** End of `per`, `per-`, or of an article before a unit of time: `2M a day`, `5 every 10 s`; undefined if none is there. */
function perWordEnd(text: string, start: number, { isName, vocabulary }: ReadOptions): number | undefined {
  const found = /^(?:per(?![\w-])|per-(?=[A-Za-z])|(an?|each|every)\s+(?=(?:\d[\d.]*\s*)?([A-Za-z]+)))/.exec(text.slice(start, start + 60));
  if (found === null) return undefined;
  const [written, article, unit = ''] = found;
  if (article !== undefined) {
    const measure = measureOf(unit, vocabulary);
    if (isName?.(article) === true || measure === undefined || measure.noun || !samePhysical(measure.dimension, TIME)) return undefined;
  }
  return start + written.length;
}

/** A unit, or two that use is priced by: `GB-month`. */
function measureOfUse(word: string, at: number, vocabulary: Vocabulary): Parsed<UnitSize> {
  const both = measureOf(word, vocabulary) === undefined ? compoundOf(word)?.map((one) => measureOf(one, vocabulary)) : undefined;
  const [first, second] = both ?? [];
  return first === undefined || second === undefined ? measureAt(word, at, vocabulary) : parsed(joined(first, second));
}

function joined(a: UnitSize | undefined, b: UnitSize): UnitSize {
  if (a === undefined) return b;
  return { factor: a.factor * b.factor, exponent: a.exponent + b.exponent, dimension: multiplied(a.dimension, b.dimension), noun: false };
}
