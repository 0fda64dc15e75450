import { numberMeant } from './number-text.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import { digitsEnd, isDigit } from './scan.js';

export interface ScannedNumber {
  /** Digits with an optional fraction, as `Number` reads them. */
  readonly digits: string;
  /** Power of ten as written: 9 in `1e9` and in `10^9`. */
  readonly exponent: number;
  readonly end: number;
}

/** Where a number stands, which decides what else its separators and signs may be. */
export type Surrounding =
  /** Nothing but a literal. */
  | 'literal'
  /** An expression, in which a sign is an operator. */
  | 'expression'
  /** The arguments of a function, which commas separate. */
  | 'arguments';

/** Groups of three with the same separator throughout, and the Indian two, then three. A space, and an apostrophe, group too. */
const SPACES = ' \u00a0\u2009\u202f';
const GROUPS: Readonly<Record<Surrounding, RegExp>> = {
  literal: new RegExp(`[1-9]\\d{0,2}([,'’${SPACES}])\\d{3}(?:\\1\\d{3})*(?![\\d])|[1-9]\\d?(?:,\\d{2})+,\\d{3}(?!\\d)|\\d+(?:_\\d+)+`, 'y'),
  expression: new RegExp(`[1-9]\\d{0,2}([,${SPACES}])\\d{3}(?:\\1\\d{3})*(?!\\d)|\\d+(?:_\\d+)+`, 'y'),
  arguments: new RegExp(`[1-9]\\d{0,2}([${SPACES}])\\d{3}(?:\\1\\d{3})*(?!\\d)|\\d+(?:_\\d+)+`, 'y'),
};

/** What goes on after digits that look like groups, and shows that they are none. */
const GOES_ON = /[,_]\d/y;
/** Of a percentage with three digits behind its comma, nobody means a hundred thousand per cent. */
const OF_PERCENT = /(?:\.\d+)?\s*%/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** End of the whole part of a number that is written in groups; undefined if it is not. */
function groupsEnd(text: string, start: number, around: Surrounding): number | undefined {
  const found = matchAt(GROUPS[around], text, start);
  if (found === null) return undefined;
  const [written] = found;
  const end = start + written.length;
  if (written[0] === '0' || matchAt(GOES_ON, text, end) !== null) return undefined;
  const hasOneComma = written.includes(',') && written.indexOf(',') === written.lastIndexOf(',');
  return hasOneComma && matchAt(OF_PERCENT, text, end) !== null ? undefined : end;
}

/** The number that begins at `start`, without sign. `60..90` ends before the dots. */
export function scanNumber(text: string, start: number, around: Surrounding = 'literal'): Parsed<ScannedNumber> {
  const whole = wholeAndFraction(text, start, around);
  if (!whole.ok) return whole;
  const { digits, end } = whole.value;
  const power = powerAt(text, digits, end, around);
  const read = power ?? { digits, exponent: 0, end };
  const value = Number(`${read.digits}e${read.exponent}`);
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(digits))) {
    return slip(
      'quantity/magnitude',
      start,
      read.end,
      `${quoted(text.slice(start, read.end))} is out of reach: no design counts beyond 1e30 or below 1e-30`,
      { help: 'check the exponent' },
    );
  }
  return parsed(read);
}

function wholeAndFraction(text: string, start: number, around: Surrounding): Parsed<{ readonly digits: string; readonly end: number }> {
  const groups = groupsEnd(text, start, around);
  let i = groups ?? digitsEnd(text, start);
  // Outside the arguments of a function, nothing but a number has a comma between two digits.
  const commas = around !== 'arguments';
  const next = text.charCodeAt(i);
  if (groups === undefined && (next === 95 || (commas && next === 44)) && isDigit(text.charCodeAt(i + 1))) return badlyGrouped(text, start);
  if (groups === undefined && text.charCodeAt(start) === 48 && i - start > 1) {
    const plain = text.slice(start, i).replace(/^0+(?=\d)/, '');
    return slip('quantity/number', start, i, `a number does not begin with zeros: ${quoted(text.slice(start, i))}`, { suggestion: plain });
  }
  const code = text.charCodeAt(i);
  if (code === 46 && isDigit(text.charCodeAt(i + 1))) {
    i = digitsEnd(text, i + 1);
    if (text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1))) {
      let end = i;
      while (end < text.length && (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 46)) end++;
      if (commas && text.charCodeAt(end) === 44 && isDigit(text.charCodeAt(end + 1))) return badlyGrouped(text, start);
      const written = text.slice(start, end);
      const isGrouped = /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(written);
      return slip('quantity/number', start, end, `${quoted(written)} is not a number`, {
        ...(isGrouped ? { suggestion: written.replaceAll('.', '') } : { help: 'an interval is written with two dots: 1.2..3' }),
      });
    }
    if ((text.charCodeAt(i) === 95 || (commas && text.charCodeAt(i) === 44)) && isDigit(text.charCodeAt(i + 1)))
      return badlyGrouped(text, start);
  } else if (code === 46 && text.charCodeAt(i + 1) !== 46) {
    return slip('quantity/number', start, i + 1, 'a number does not end with a dot', { suggestion: text.slice(start, i) });
  }
  const written = text.slice(start, i);
  return parsed({ digits: groups === undefined ? written : written.replace(/[^\d.]/g, ''), end: i });
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const E = /e([+-]?\d+)/iy;
const POWER = /(?:\^|\*\*)([+-]?\d{1,3})(?![\d.^*]|\s*\^)/y;
const RAISED = /[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}/y;
/** `5 x 10^6`. In an expression the same is worked out. */
const SCIENTIFIC = /\s*[x×*·]\s*10(?:(?:\^|\*\*)([+-]?\d{1,3})(?![\d.^*])|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))/y;

/** What raises the digits: `1e6`, `10^6`, `10⁶`, `2^20`, `5 x 10^6`. In an expression, only of ten: there, a power is arithmetic. */
function powerAt(text: string, digits: string, end: number, around: Surrounding): ScannedNumber | undefined {
  const e = matchAt(E, text, end);
  if (e !== null) return { digits, exponent: Number(e[1]), end: end + e[0].length };
  const power = matchAt(POWER, text, end);
  const raised = matchAt(RAISED, text, end);
  const exponent = power ? Number(power[1]) : raised ? fromSuperscript(raised[0]) : undefined;
  if (exponent !== undefined) {
    const stop = end + (power ?? raised ?? [''])[0].length;
    if (digits === '10') return { digits: '1', exponent, end: stop };
    if (around !== 'literal') return undefined;
    const [mantissa = '', ten = '0'] = String(Number(digits) ** exponent).split('e');
    return { digits: mantissa === 'Infinity' ? '1' : mantissa, exponent: mantissa === 'Infinity' ? 999 : Number(ten), end: stop };
  }
  const scientific = around === 'literal' ? matchAt(SCIENTIFIC, text, end) : null;
  if (scientific === null) return undefined;
  const [written, plain, small = ''] = scientific;
  return { digits, exponent: plain === undefined ? fromSuperscript(small) : Number(plain), end: end + written.length };
}

const fromSuperscript = (text: string): number => Number([...text].map((char) => SUPERSCRIPTS.indexOf(char)).join(''));

/** `1,5`, `12,34`: separators that do not group by three. */
function badlyGrouped(text: string, start: number): Parsed<never> {
  const written = /^\d(?:[\d]|[_,.](?=\d))*/.exec(text.slice(start, start + 100))?.[0] ?? '';
  const end = start + written.length;
  const percent = /^\s*%/.test(text.slice(end)) ? '%' : '';
  const meant = numberMeant(written + percent)?.slice(0, percent === '' ? undefined : -1);
  const isDecimal = meant?.includes('.') === true && !/,.*\./.test(written);
  return slip('quantity/number', start, end, `these separators do not part groups of three digits: ${quoted(written)}`, {
    ...(isDecimal && { help: `a decimal point is a dot: ${meant}` }),
    suggestion: meant,
  });
}
