import { numberMeant } from './number-text.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';

/** Characters, numbers and words of literals and expressions. All of it is one pass over the text. */

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters that begin a word; µ (two code points look alike) only for microseconds. */
export const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 0xb5 || code === 0x3bc;
export const isSpace = (code: number): boolean =>
  code === 32 || code === 9 || code === 10 || code === 13 || code === 0xa0 || code === 0x202f || code === 0x2009;
const isWordPart = (code: number): boolean => isLetter(code) || isDigit(code) || code === 95;

export function skipSpaces(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** End of the word that begins at `from`: `[A-Za-z][A-Za-z0-9_-]*`, a trailing minus not included; `from` if there is none. */
export function wordEnd(text: string, from: number): number {
  if (from >= text.length || !isLetter(text.charCodeAt(from))) return from;
  let i = from + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isWordPart(code) || (code === 45 && i + 1 < text.length && isWordPart(text.charCodeAt(i + 1)))) i++;
    else break;
  }
  return i;
}

/** End of the letters that begin at `from`. */
export function lettersEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && isLetter(text.charCodeAt(i))) i++;
  return i;
}

/** End of a run of digits. */
export function digitsEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  return i;
}

export interface ScannedNumber {
  /** Digits with an optional fraction, as `Number` reads them. */
  readonly digits: string;
  /** Power of ten as written: 9 in `1e9`. */
  readonly exponent: number;
  readonly end: number;
}

export const startsNumber = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at)) || (text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1)));

/**
 * The number that begins at `start`, without sign. `60..90` ends before the dots.
 * @param commas may a comma stand between digits by mistake? In expressions it separates arguments.
 */
export function scanNumber(text: string, start: number, commas: boolean): Parsed<ScannedNumber> {
  let i = digitsEnd(text, start);
  const next = text.charCodeAt(i);
  if ((next === 95 || (commas && next === 44)) && isDigit(text.charCodeAt(i + 1))) return grouped(text, start);
  if (text.charCodeAt(start) === 48 && i - start > 1) {
    const plain = text.slice(start, i).replace(/^0+(?=\d)/, '');
    return slip('quantity/number', start, i, `a number does not begin with zeros: ${quoted(text.slice(start, i))}`, { suggestion: plain });
  }
  const code = text.charCodeAt(i);
  if (code === 46 && isDigit(text.charCodeAt(i + 1))) {
    i = digitsEnd(text, i + 1);
    if (text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1))) {
      let end = i;
      while (end < text.length && (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 46)) end++;
      if (commas && text.charCodeAt(end) === 44 && isDigit(text.charCodeAt(end + 1))) return grouped(text, start);
      return slip('quantity/number', start, end, `${quoted(text.slice(start, end))} is not a number`, {
        help: 'an interval is written with two dots: 1.2..3',
      });
    }
    if ((text.charCodeAt(i) === 95 || (commas && text.charCodeAt(i) === 44)) && isDigit(text.charCodeAt(i + 1)))
      return grouped(text, start);
  } else if (code === 46 && text.charCodeAt(i + 1) !== 46) {
    return slip('quantity/number', start, i + 1, 'a number does not end with a dot', { suggestion: text.slice(start, i) });
  }
  const digits = text.slice(start, i);
  let exponent = 0;
  const e = text.charCodeAt(i);
  if (e === 101 || e === 69) {
    const sign = text.charCodeAt(i + 1);
    const from = sign === 43 || sign === 45 ? i + 2 : i + 1;
    const end = digitsEnd(text, from);
    if (end > from) {
      exponent = Number(text.slice(i + 1, end));
      i = end;
    }
  }
  const value = Number(`${digits}e${exponent}`);
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(digits))) {
    return slip(
      'quantity/magnitude',
      start,
      i,
      `${quoted(text.slice(start, i))} is out of reach: no design counts beyond 1e30 or below 1e-30`,
      { help: 'check the exponent' },
    );
  }
  return parsed({ digits, exponent, end: i });
}

/** `1_000`, `1,000`, `1,5`. */
function grouped(text: string, start: number): Parsed<never> {
  const written = /^\d(?:[\d]|[_,.](?=\d))*/.exec(text.slice(start, start + 100))?.[0] ?? '';
  const end = start + written.length;
  const percent = /^\s*%/.test(text.slice(end)) ? '%' : '';
  const meant = numberMeant(written + percent)?.slice(0, percent === '' ? undefined : -1);
  const message = `digits are written without separators: ${quoted(written)}`;
  const isDecimal = meant?.includes('.') === true && !/,.*\./.test(written);
  return slip('quantity/number', start, end, message, {
    ...(isDecimal && { help: `a decimal point is a dot: ${meant}` }),
    suggestion: meant,
  });
}
