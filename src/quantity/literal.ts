import { boundIn } from './bound-words.js';
import { growthSpread, intervalSpread, roughSpread, statedSpread } from './interval.js';
import { interval, type StatedValues, single, tolerance, type Whole } from './interval-literal.js';
import { type NumberPart, readPart } from './part.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Quantity, Spread } from './quantity.js';
import { type Joint, jointAt, opensRange } from './range-words.js';
import type { ReadOptions } from './read-options.js';
import { isDigit, skipSpaces, wordEnd } from './scan.js';

/** Longer texts are not literals; it bounds the work on hostile ones. */
export const LONGEST_LITERAL = 200;
const LARGEST = 1e30;
const SMALLEST = 1e-30;

export interface ReadLiteral {
  readonly quantity: Quantity;
  /** Written `x20`: a factor. */
  readonly times: boolean;
  /** A number and nothing else. */
  readonly bare: boolean;
  readonly end: number;
}

/** A text that is one literal, and nothing else. */
export function readLiteral(text: string, options: ReadOptions): Parsed<ReadLiteral> {
  if (text.length > LONGEST_LITERAL) {
    return slip('quantity/too-long', 0, text.length, `a literal has at most ${LONGEST_LITERAL} characters, this has ${text.length}`, {
      help: 'write one number with one unit',
    });
  }
  const start = skipSpaces(text, 0);
  if (start === text.length)
    return slip('quantity/empty', 0, text.length, 'expected a quantity, got nothing', { help: 'write one, such as 5 req/s, 20 kB or 30%' });
  const odd = oddStart(text, start, options.bounds === true);
  if (odd !== undefined) return odd;
  const opening = opensRange(text, start);
  const read = scanLiteral(text, opening?.end ?? start, options, opening?.and);
  if (!read.ok) return read;
  if (opening !== undefined && read.value.quantity.spread === undefined) {
    return slip('quantity/interval', start, text.trimEnd().length, `${quoted(text)} names one end`, { help: 'write both, such as 5..10' });
  }
  const rest = skipSpaces(text, read.value.end);
  return rest === text.length ? read : trailing(text, rest);
}

/** `~5`, `about 5`. */
export const ROUGHLY = /^(?:[~≈]|(?:about|around|approximately|approx\.?|roughly|circa|ca\.)(?=\s))/i;

/**
 * The literal that begins at `start`; what follows it is the caller's.
 * @param and whether `and` joins the ends of an interval: after `between`
 */
export function scanLiteral(text: string, start: number, options: ReadOptions, and = false): Parsed<ReadLiteral> {
  const roughly = options.isName === undefined ? ROUGHLY.exec(text.slice(start, start + 20)) : /^~/.exec(text.slice(start, start + 1));
  const rough = roughly !== null;
  const parts: NumberPart[] = [];
  let joint: Joint | undefined;
  let at = rough ? skipSpaces(text, start + roughly[0].length) : start;
  for (;;) {
    const part = readPart(text, at, options);
    if (!part.ok) return part;
    parts.push(part.value);
    const next = jointAt(text, part.value.end, options, and);
    if (next === undefined) break;
    if (next.form === 'three dots')
      return slip('quantity/interval', next.start, next.end, 'an interval is written with two dots', { suggestion: '..' });
    if (parts.length === 3 || (joint !== undefined && joint.form !== 'dots'))
      return slip('quantity/interval', start, part.value.end, 'an interval has two ends and at most one middle: a..b or a..m..b', {
        help: 'leave the others out',
      });
    joint = next;
    at = skipSpaces(text, next.end);
  }
  const last = parts[parts.length - 1];
  if (last === undefined) return slip('quantity/syntax', start, start, 'expected a number');
  const whole = { text, start, end: last.end };
  if (rough && parts.length > 1)
    return slip('quantity/interval', start, last.end, '"~" goes with one number: ~5 is within a factor of 2 of 5', {
      help: 'leave "~" out of an interval',
    });
  const values = valuesOf(whole, parts, last, joint);
  if (!values.ok) return values;
  return finished(whole, values.value, {
    rough,
    parts,
    last,
    share: options.share,
    whole: options.share || options.reading === 'open',
    grows: options.grows === true,
  });
}

function valuesOf(whole: Whole, parts: readonly NumberPart[], last: NumberPart, joint: Joint | undefined): Parsed<StatedValues> {
  const [first] = parts;
  if (first === undefined || joint === undefined) return single(last);
  if (joint.form === 'tolerance') return tolerance(whole, first, last);
  // $5-10 per month: the sign is that of both.
  const isOfBoth = first.currency && first.per === undefined && last.form === 'plain';
  const end: NumberPart = isOfBoth ? { ...last, form: 'unit', unit: first.unit } : last;
  return interval(whole, [...parts.slice(0, -1), end], end, joint.form === 'words');
}

function finished(
  whole: Whole,
  read: StatedValues,
  form: { rough: boolean; parts: readonly NumberPart[]; last: NumberPart; share: boolean; whole: boolean; grows: boolean },
): Parsed<ReadLiteral> {
  const { text, start, end } = whole;
  const written = text.slice(start, end);
  for (const value of read.values) {
    if (!Number.isFinite(value) || Math.abs(value) > LARGEST || (value !== 0 && Math.abs(value) < SMALLEST)) {
      return slip('quantity/magnitude', start, end, `${quoted(written)} is out of reach: no design counts beyond 1e30 or below 1e-30`, {
        help: 'check the exponent, the suffix and the unit',
      });
    }
  }
  const [a = 0, m, b] = read.values;
  const share = read.percent || (form.share && form.last.form === 'plain' && form.last.per === undefined);
  const times = form.parts.some((part) => part.form === 'times');
  // xN is how many times as much there is, and positive.
  const grows = form.grows && !times;
  let spread: Spread | undefined;
  if (form.rough) {
    if (!(a > 0))
      return slip('quantity/interval', start, end, '"~" is within a factor of 2, so it goes with a number above zero', {
        help: 'write an interval a..b',
      });
    spread = grows ? growthSpread(a / 2, a * 2, a) : roughSpread(a, share, share && form.whole);
  } else if (m !== undefined && a !== (b ?? m)) {
    if (grows) spread = b === undefined ? growthSpread(a, m) : growthSpread(a, b, m);
    else spread = b === undefined ? intervalSpread(a, m, share) : statedSpread(a, m, b, share);
  }
  const quantity: Quantity = {
    value: spread?.p50 ?? a,
    dimension: read.dimension,
    share: read.percent,
    ...(spread === undefined ? {} : { spread }),
    text: written,
  };
  const bare = form.last.form === 'plain' && form.last.per === undefined;
  return parsed({ quantity, times, bare, end });
}

/** What begins like no literal but shows what was meant. */
function oddStart(text: string, start: number, bounds: boolean): Parsed<never> | undefined {
  const rest = text.slice(start).trimEnd();
  const bound = boundIn(rest);
  if (bound !== undefined) {
    const suggestion = bounds ? `${bound.op} ${bound.value}` : bound.value;
    return slip('quantity/comparison', start, start + rest.length, `${quoted(bound.written)} is not part of a quantity`, {
      help: `write: ${suggestion}`,
      suggestion,
    });
  }
  if (/^[-+]?(?:nan|\.nan|inf|\.inf|infinity|∞)$/i.test(rest)) {
    return slip('quantity/number', start, start + rest.length, `${quoted(rest)} is not a quantity`, {
      help: 'leave out what is not known; "forever" is for keep',
    });
  }
  if (/^[−–]/.test(rest))
    return slip('quantity/syntax', start, start + 1, `${quoted(rest.slice(0, 1))} is not a sign of a quantity`, {
      suggestion: '-',
      help: 'a minus is written -, where a number may be below zero',
    });
  return undefined;
}

/** What stands after a literal that ought to have ended. */
function trailing(text: string, at: number): Parsed<never> {
  const rest = text.slice(at).trimEnd();
  const end = at + rest.length;
  if (rest[0] === '%')
    return slip('quantity/syntax', at, at + 1, '"%" is there twice, or after a unit', { suggestion: '', help: 'leave it out' });
  if (/^\+\s*(?:[A-Za-z]|$)/.test(rest)) {
    return slip('quantity/comparison', at, at + 1, 'a quantity is a number, not the least of many', {
      help: 'leave "+" out, or write an interval a..b',
      suggestion: '',
    });
  }
  if (/^[-+*^()]/.test(rest)) {
    return slip('quantity/syntax', at, end, `arithmetic (${quoted(rest[0] ?? '')}) is for expressions`, {
      help: `begin it with =: = ${text.trim().slice(0, 80)}`,
    });
  }
  const word = text.slice(at, wordEnd(text, at));
  if (word !== '')
    return slip('quantity/syntax', at, at + word.length, `unexpected ${quoted(word)} after the unit`, {
      help: `write "per" or "/" between units; what else is to be said is a comment: # ${rest.slice(0, 60)}`,
    });
  if (isDigit(text.charCodeAt(at)))
    return slip('quantity/syntax', at, end, `unexpected ${quoted(rest)}`, { help: 'a literal is one number with one unit' });
  return slip('quantity/syntax', at, end, `unexpected ${quoted(rest)}`, {
    help: 'a literal is one number with one unit: leave out what follows',
  });
}
