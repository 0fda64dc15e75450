import { measureOf, ONE, type UnitSize } from './measure.js';
import { nounOf } from './noun.js';
import { type Parsed, parsed, problemAt } from './problem.js';
import type { ReadOptions } from './read-options.js';
import { isDigit, skipSpaces, wordEnd } from './scan.js';
import { isOperatorWord } from './words.js';

/** A letter right after a number, that two units or suffixes begin or are. */
interface Letter {
  readonly start: number;
  readonly number: string;
  readonly numberEnd: number;
  readonly at: number;
  readonly word: string;
}

/** `B` is bytes or billion, `m` minutes or million, `b` a slip: what the field wants and what follows decide. */
export function readLetter(text: string, letter: Letter, options: ReadOptions): Parsed<'unit' | 'billion' | 'million'> {
  const { start, number, at, word } = letter;
  const stop = at + word.length;
  const glued = at === letter.numberEnd;
  const { reading, vocabulary } = options;
  const nextAt = skipSpaces(text, stop);
  const next = text.slice(nextAt, wordEnd(text, nextAt));
  const thing =
    next !== '' && !isOperatorWord(next, options) && options.isName === undefined
      ? measureOf(next, vocabulary)
      : nounFollows(next, options);
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
  if (word === 'mn') {
    if (thing !== undefined || reading === 'number' || reading === 'money') return parsed('million');
    if (reading !== 'open') return parsed('unit');
    return ambiguous(`"${number} mn" has two readings: ${number} minutes or ${number} million`, {
      help: `write ${number} min or ${number}M`,
    });
  }
  if (word === 'b') {
    if (reading === 'number' || thing !== undefined)
      return ambiguous(`"${number}b" has two readings: bits or billion`, { suggestion: `${number}G` });
    return ambiguous(`"${number}${glued ? '' : ' '}b" has two readings: ${number} B (bytes) or ${number} bit`, {
      help: `write ${number} B or ${number} bit`,
    });
  }
  if (thing !== undefined || reading === 'number') {
    if (options.milli === true && thing === undefined) {
      const thousandths = String(Number(`${number.replace(/[^\d.]/g, '')}e-3`));
      return ambiguous(`"${number}m" has two readings: ${thousandths} (thousandths) or ${number}M (millions)`, { suggestion: thousandths });
    }
    return ambiguous(`"m" is minutes; a million is M`, { suggestion: `${number}M` });
  }
  if (options.suffixIsSize === true) {
    return ambiguous(`"${number}m" is in minutes; megabytes are MB`, { suggestion: `${number} MB` });
  }
  if (reading === 'open' && !isDigit(text.charCodeAt(stop))) {
    return ambiguous(`"${number}${glued ? '' : ' '}m" has two readings: ${number} minutes or ${number} million`, {
      help: `write ${number} min or ${number}M`,
    });
  }
  return parsed('unit');
}

const nounFollows = (word: string, options: ReadOptions): UnitSize | undefined =>
  word !== '' && options.isName?.(word) === false && nounOf(word, options.vocabulary.counts) !== undefined ? ONE : undefined;
