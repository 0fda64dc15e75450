import { percentText } from './digits.js';
import { type Dimension, describeDimension, divided, sameDimension } from './dimension.js';
import { ONE } from './measure.js';
import type { NumberPart } from './part.js';
import { type Parsed, parsed, problemAt, quoted, slip } from './problem.js';
import { isSpelledSuffix } from './words.js';

/** A literal within a text. */
export interface Whole {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a literal states, before its doubt. */
export interface StatedValues {
  readonly values: readonly number[];
  readonly dimension: Dimension;
  readonly percent: boolean;
}

/** Canonical value of a number with the unit, suffix and divisor that apply to it. */
function canonicalValue(part: NumberPart, measured: NumberPart, suffix = part.suffix): number {
  const unit = measured.form === 'unit' || measured.form === 'percent' ? measured.unit : ONE;
  const { per } = measured;
  // Powers of ten are shifted, not multiplied: 0.40 USD per 1M requests is 4e-7 to the last digit.
  const scaled = Number(`${part.digits}e${part.exponent + suffix + unit.exponent - (per?.exponent ?? 0)}`) * unit.factor;
  const more = per === undefined || per.exponent === 0 ? part.more : part.more / 10 ** per.exponent;
  const amount = measured.form === 'nines' ? 1 - 10 ** -scaled : scaled + more;
  const value = per === undefined ? amount : amount / per.factor;
  return part.negative ? -value : value;
}

function dimensionOf(part: NumberPart): Dimension {
  return part.per === undefined ? part.unit.dimension : divided(part.unit.dimension, part.per.dimension);
}

const isShare = (part: NumberPart): boolean => part.form === 'percent' || part.form === 'nines';

export function single(part: NumberPart): Parsed<StatedValues> {
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

/** Two ends, or two with a middle between them. */
export function interval(whole: Whole, parts: readonly NumberPart[], last: NumberPart, isWorded: boolean): Parsed<StatedValues> {
  const { text, start, end } = whole;
  const wrong = (message: string, advice: { help?: string; suggestion?: string } = {}): Parsed<never> => ({
    ok: false,
    problem: problemAt('quantity/interval', start, end, message, advice),
  });
  const numberText = (part: NumberPart): string => text.slice(part.start, part.numberEnd);
  const tail = text.slice(last.numberEnd, last.end);
  const measured: NumberPart[] = [];
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
    // Of words, `5 to 10 million`, nobody means the one alone.
    if (isWorded && isIncreasing(scaled) && isSpelledSuffix(text.slice(last.start, last.numberEnd)))
      return parsed({ values: scaled, dimension: dimensionOf(last), percent: isShare(last) });
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

/**
 * `5M ± 20%`, `500 ± 50 ms`: a number and how far it may be off either way.
 * @returns the ends with the number between them
 */
export function tolerance(whole: Whole, middle: NumberPart, off: NumberPart): Parsed<StatedValues> {
  const { text, start, end } = whole;
  const wrong = (rule: 'quantity/interval' | 'quantity/ambiguous', message: string, help: string): Parsed<never> =>
    slip(rule, start, end, message, { help });
  const isBare = (part: NumberPart): boolean => part.form === 'plain' && part.per === undefined;
  const own = isBare(middle) && off.form !== 'percent' ? { ...middle, form: off.form, unit: off.unit, per: off.per } : middle;
  const value = canonicalValue(middle, own);
  const isPercent = off.form === 'percent' && off.per === undefined;
  const by = isPercent
    ? Math.abs(value) * canonicalValue(off, off)
    : canonicalValue(off, isBare(off) ? own : { ...off, per: off.per ?? own.per });
  const around = (far: number): string => [value - far, value, value + far].map((each) => percentText(each, 6)).join('..');
  if (isPercent && isShare(own)) {
    const far = canonicalValue(off, off);
    const readings = `${around(far)} or ${around(value * far)}`;
    return wrong('quantity/ambiguous', `${quoted(text.slice(start, end))} has two readings: ${readings}`, `write ${readings}`);
  }
  if (isBare(off) && !isBare(middle) && own.form !== 'times') {
    const amount = text.slice(off.start, off.numberEnd);
    const readings = `${amount}${text.slice(middle.numberEnd, middle.end)} or ${amount}%`;
    return wrong('quantity/ambiguous', `${quoted(text.slice(start, end))} has two readings: off by ${readings}`, `write ${readings}`);
  }
  const isAlike = isPercent || isBare(off) || sameDimension(dimensionOf({ ...off, per: off.per ?? own.per }), dimensionOf(own));
  if (!isAlike || (isShare(own) !== isShare(off) && !isPercent))
    return wrong('quantity/interval', 'what it may be off by measures something else', 'write a percentage, or the same unit');
  if (!(by > 0)) return wrong('quantity/interval', 'what it may be off by is above zero', 'write the number alone if it is not in doubt');
  if (value > 0 && by >= value) return wrong('quantity/interval', 'it may be off by all of itself', 'write an interval a..b');
  return parsed({ values: [value - by, value, value + by], dimension: dimensionOf(own), percent: isShare(own) });
}

const plainDigits = (value: number): string => (Math.abs(value) < 1e15 ? String(value) : value.toExponential().replace('e+', 'e'));

function isIncreasing(values: readonly number[]): boolean {
  for (let i = 1; i < values.length; i++) if (!((values[i - 1] ?? 0) < (values[i] ?? 0))) return false;
  return true;
}
