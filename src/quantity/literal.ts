import { type Dimension, describeDimension, divided, sameDimension } from './dimension.js';
import { growthSpread, intervalSpread, roughSpread, statedSpread } from './interval.js';
import { ONE } from './measure.js';
import { type Part, type ReadOptions, readPart } from './part.js';
import { type Parsed, parsed, problemAt, quoted, slip } from './problem.js';
import type { Quantity, Spread } from './quantity.js';
import { isDigit, isSpace, skipSpaces, wordEnd } from './scan.js';

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
  const read = scanLiteral(text, start, options);
  if (!read.ok) return read;
  const rest = skipSpaces(text, read.value.end);
  return rest === text.length ? read : trailing(text, rest, read.value.end);
}

/** The literal that begins at `start`; what follows it is the caller's. */
export function scanLiteral(text: string, start: number, options: ReadOptions): Parsed<ReadLiteral> {
  const rough = text[start] === '~';
  const parts: Part[] = [];
  let at = rough ? skipSpaces(text, start + 1) : start;
  for (;;) {
    const part = readPart(text, at, options);
    if (!part.ok) return part;
    parts.push(part.value);
    const dots = options.isName === undefined ? skipSpaces(text, part.value.end) : part.value.end;
    if (text[dots] !== '.' || text[dots + 1] !== '.') break;
    if (text[dots + 2] === '.')
      return slip('quantity/interval', dots, dots + 3, 'an interval is written with two dots', { suggestion: '..' });
    if (parts.length === 3)
      return slip('quantity/interval', start, part.value.end, 'an interval has two ends and at most one middle: a..b or a..m..b', {
        help: 'leave the others out',
      });
    at = skipSpaces(text, dots + 2);
  }
  const last = parts[parts.length - 1];
  if (last === undefined) return slip('quantity/syntax', start, start, 'expected a number');
  const whole = { text, start, end: last.end };
  if (rough && parts.length > 1)
    return slip('quantity/interval', start, last.end, '"~" goes with one number: ~5 is within a factor of 2 of 5', {
      help: 'leave "~" out of an interval',
    });
  const values = parts.length === 1 ? single(last) : interval(whole, parts, last);
  if (!values.ok) return values;
  return finished(whole, values.value, { rough, parts, last, share: options.share, grows: options.grows === true });
}

interface Whole {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Values {
  readonly values: readonly number[];
  readonly dimension: Dimension;
  readonly percent: boolean;
}

/** Canonical value of a number with the unit, suffix and divisor that apply to it. */
function canonicalValue(part: Part, measured: Part, suffix = part.suffix): number {
  const unit = measured.form === 'unit' || measured.form === 'percent' ? measured.unit : ONE;
  const { per } = measured;
  // Powers of ten are shifted, not multiplied: 0.40 USD per 1M requests is 4e-7 to the last digit.
  const scaled = Number(`${part.digits}e${part.exponent + suffix + unit.exponent - (per?.exponent ?? 0)}`) * unit.factor;
  const more = per === undefined || per.exponent === 0 ? part.more : part.more / 10 ** per.exponent;
  const amount = measured.form === 'nines' ? 1 - 10 ** -scaled : scaled + more;
  const value = per === undefined ? amount : amount / per.factor;
  return part.negative ? -value : value;
}

function dimensionOf(part: Part): Dimension {
  return part.per === undefined ? part.unit.dimension : divided(part.unit.dimension, part.per.dimension);
}

const isShare = (part: Part): boolean => part.form === 'percent' || part.form === 'nines';

function single(part: Part): Parsed<Values> {
  if (part.form === 'nines') {
    const nines = Number(part.digits);
    if (part.negative || nines > 15)
      return slip('quantity/range', part.start, part.end, 'nines go from 0 to 15: more cannot be told from 100%', {
        help: 'write 100% for what never fails',
      });
    if (nines % 1 === 0.5) {
      const low = Math.floor(nines);
      const digits = low === 0 ? '50%' : low === 1 ? '95%' : `99.${'9'.repeat(low - 2)}5%`;
      return slip(
        'quantity/ambiguous',
        part.start,
        part.end,
        `"${part.digits} nines" has two readings: ${digits} or 1 - 10^-${part.digits}`,
        { help: `write ${digits}` },
      );
    }
  }
  return parsed({ values: [canonicalValue(part, part)], dimension: dimensionOf(part), percent: isShare(part) });
}

function interval(whole: Whole, parts: readonly Part[], last: Part): Parsed<Values> {
  const { text, start, end } = whole;
  const wrong = (message: string, advice: { help?: string; suggestion?: string } = {}): Parsed<never> => ({
    ok: false,
    problem: problemAt('quantity/interval', start, end, message, advice),
  });
  const numberText = (part: Part): string => text.slice(part.start, part.numberEnd);
  const tail = text.slice(last.numberEnd, last.end);
  const measured: Part[] = [];
  for (const part of parts) {
    const bare = part.form === 'plain' && part.per === undefined;
    if (!bare && (last.form === 'plain' || last.form === 'times') && last.per === undefined && part.form !== 'times') {
      const unit = text.slice(part.numberEnd, part.end);
      return wrong('the unit of an interval goes with its last part', { suggestion: `${parts.map(numberText).join('..')}${unit}` });
    }
    const own = bare ? last : part.per === undefined && last.per !== undefined ? { ...part, per: last.per } : part;
    measured.push(own);
    if (!sameDimension(dimensionOf(own), dimensionOf(last)) || isShare(own) !== isShare(last)) {
      return wrong(
        `the parts of an interval measure different things: ${describeDimension(dimensionOf(own))} and ${describeDimension(dimensionOf(last))}`,
        { help: 'give both ends the same unit' },
      );
    }
  }
  const values = parts.map((part, i) => canonicalValue(part, measured[i] ?? last));
  const unsuffixed = parts.filter((part) => part !== last && part.suffix === 0 && part.form === 'plain' && Number(part.digits) !== 0);
  if (last.suffix !== 0 && unsuffixed.length > 0) {
    // 5..10k: the suffix may go with both numbers or with the last alone. Where only one of the two goes upwards, that one is meant.
    const scaled = parts.map((part, i) => canonicalValue(part, measured[i] ?? last, part.suffix === 0 ? last.suffix : part.suffix));
    if (isIncreasing(scaled) && isIncreasing(values)) {
      const suffix = text.slice(last.start, last.numberEnd).replace(/^[-+x\d.eE]*/, '');
      const both =
        parts.map((part) => (part.suffix === 0 && part !== last ? `${numberText(part)}${suffix}` : numberText(part))).join('..') + tail;
      const one =
        parts
          .map((part) =>
            part.suffix === 0
              ? plainDigits(canonicalValue(part, { ...part, per: undefined, form: 'plain' }))
              : plainDigits(canonicalValue(part, { ...part, per: undefined, form: 'plain' })),
          )
          .join('..') + tail;
      return {
        ok: false,
        problem: problemAt('quantity/ambiguous', start, end, `${quoted(text.slice(start, end))} has two readings: ${both} or ${one}`, {
          help: `write ${both} or ${one}`,
        }),
      };
    }
  }
  const percent = isShare(last);
  const done = parsed({ values, dimension: dimensionOf(last), percent });
  if (isIncreasing(values) || values.every((value) => value === values[0])) return done;
  const [a, m, b] = [values[0] ?? 0, values[1] ?? 0, values[2]];
  if (b !== undefined && a < b) return wrong(`the middle of an interval lies between its ends`, { help: 'a..m..b states p5, p50 and p95' });
  if (b === undefined && a > m) {
    const first = parts[0];
    const ownUnits = first !== undefined && first.form !== 'plain';
    const swapped = ownUnits
      ? `${text.slice(last.start, last.end)}..${text.slice(first.start, first.end)}`
      : `${numberText(last)}..${numberText(first ?? last)}${tail}`;
    return wrong('the interval is reversed: its lower end comes first', { suggestion: swapped });
  }
  return wrong('the ends of an interval go upwards: a..m..b states p5, p50 and p95', { help: 'put its numbers in order' });
}

const plainDigits = (value: number): string => (Math.abs(value) < 1e15 ? String(value) : value.toExponential().replace('e+', 'e'));

function isIncreasing(values: readonly number[]): boolean {
  for (let i = 1; i < values.length; i++) if (!((values[i - 1] ?? 0) < (values[i] ?? 0))) return false;
  return true;
}

function finished(
  whole: Whole,
  read: Values,
  form: { rough: boolean; parts: readonly Part[]; last: Part; share: boolean; grows: boolean },
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
    spread = grows ? growthSpread(a / 2, a * 2, a) : roughSpread(a, share);
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

/**
 * `>= 5` in the words of a spec: a bound where one may stand, else the value. What is a bound has no tolerance beside it.
 * @param operator begins with the sign
 */
export function boundOf(operator: string, value: string, takesBound: boolean): string {
  if (!takesBound) return value;
  return `${/^[>≥]/.test(operator) ? 'at least' : 'at most'} ${value.replace(/\s+within\s.*$/, '')}`;
}

/** What begins like no literal but shows what was meant. */
function oddStart(text: string, start: number, bounds: boolean): Parsed<never> | undefined {
  const rest = text.slice(start).trimEnd();
  const end = start + rest.length;
  const comparison = /^(>=|<=|>|<|≥|≤)\s*/.exec(rest);
  if (comparison) {
    const suggestion = boundOf(rest, rest.slice(comparison[0].length), bounds);
    return slip('quantity/comparison', start, end, `${quoted(comparison[1] ?? '')} is not part of a quantity`, {
      help: `write: ${suggestion}`,
      suggestion,
    });
  }
  if (/^[-+]?(?:nan|\.nan|inf|\.inf|infinity|∞)$/i.test(rest)) {
    return slip('quantity/number', start, end, `${quoted(rest)} is not a quantity`, {
      help: 'leave out what is not known; "forever" is for keep',
    });
  }
  const money = /^(?:\$|USD|usd)\s*(?=[\d.])/.exec(rest);
  if (money) {
    const amount = /^[\d.]+\s?(?:[kKMGTP](?![A-Za-z]))?/.exec(rest.slice(money[0].length))?.[0] ?? '';
    const length = money[0].length + amount.length;
    return slip('quantity/syntax', start, start + length, 'the unit goes after the number', { suggestion: `${amount.trimEnd()} USD` });
  }
  const odd = /^[−–×]/.exec(rest);
  if (odd) {
    const plain = odd[0] === '×' ? 'x' : '-';
    return slip('quantity/syntax', start, start + 1, `${quoted(odd[0])} is not a sign of a quantity`, { suggestion: plain });
  }
  return undefined;
}

/** What stands after a literal that ought to have ended. */
function trailing(text: string, at: number, literalEnd: number): Parsed<never> {
  const rest = text.slice(at).trimEnd();
  const end = at + rest.length;
  if (rest[0] === '%')
    return slip('quantity/syntax', at, at + 1, '"%" is there twice, or after a unit', { suggestion: '', help: 'leave it out' });
  const range = /^(?:-|–|—|…|to\b)\s*(?=\d)/.exec(rest);
  if (range) {
    let from = literalEnd;
    while (from > 0 && isSpace(text.charCodeAt(from - 1))) from--;
    return slip('quantity/interval', from, at + range[0].length, 'an interval is written with two dots', { suggestion: '..' });
  }
  if (/^[-+*^()]/.test(rest)) {
    return slip('quantity/syntax', at, end, `arithmetic (${quoted(rest[0] ?? '')}) is for expressions`, {
      help: `begin it with =: = ${text.trim().slice(0, 80)}`,
    });
  }
  const word = text.slice(at, wordEnd(text, at));
  if (word !== '')
    return slip('quantity/syntax', at, at + word.length, `unexpected ${quoted(word)} after the unit`, {
      help: 'write "per" or "/" between units',
    });
  if (isDigit(text.charCodeAt(at)))
    return slip('quantity/syntax', at, end, `unexpected ${quoted(rest)}`, { help: 'a literal is one number with one unit' });
  return slip('quantity/syntax', at, end, `unexpected ${quoted(rest)}`, {
    help: 'a literal is one number with one unit: leave out what follows',
  });
}
