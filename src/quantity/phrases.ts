import { describeDimension, isPlain, PER_TIME, samePhysical } from './dimension.js';
import type { FieldType } from './field-type.js';
import type { FieldComparison, FieldValue } from './field-value.js';
import { parseLiteral, readOptions } from './fields.js';
import { LONGEST_LITERAL, type ReadLiteral, readLiteral } from './literal.js';
import { type Parsed, parsed, quoted, shifted, slip } from './problem.js';
import type { Quantity, Spread, Vocabulary } from './quantity.js';
import { percentAndFactor } from './two-readings.js';

/** What a field states in words of its own, or undefined if a plain literal is all that it takes. */
export function readPhrase(field: FieldType, text: string, vocabulary: Vocabulary): Parsed<FieldValue> | undefined {
  if (text.length > LONGEST_LITERAL) return undefined;
  switch (field) {
    case 'keep':
      return text.trim() === 'forever' ? parsed({ kind: 'forever' }) : undefined;
    case 'growth':
      return readGrowth(text, vocabulary);
    case 'peak':
      return readPeak(text, vocabulary);
    case 'holds':
      return readHolds(text, vocabulary);
    case 'overhead':
      return readOverhead(text, vocabulary);
    case 'objectiveWindow':
      return readWindow(text, vocabulary);
    case 'change':
      return readChange(text, vocabulary);
    case 'expectation':
      return readExpectation(text, vocabulary);
    default:
      return undefined;
  }
}

const inner = (field: FieldType | null, text: string, at: number, vocabulary: Vocabulary): Parsed<Quantity> => {
  const read = parseLiteral(text, field, vocabulary);
  return read.ok ? read : { ok: false, problem: shifted(read.problem, at) };
};

const GROWTH_FORMS = 'such as 40% per year or x2 per 18 months';

/** `40% per year`, `40%`, `x2 per 18 months`, `20%..60% per year`. */
function readGrowth(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const divider = /\s+per\s+|\s*\/\s*/.exec(text);
  const head = divider === null ? text : text.slice(0, divider.index);
  const read = readLiteral(head, { ...readOptions('growth', vocabulary), share: false });
  if (!read.ok) return read;
  const { quantity, times, bare } = read.value;
  const start = head.indexOf(quantity.text);
  const end = start + quantity.text.length;
  if (!isPlain(quantity.dimension)) {
    return slip(
      'quantity/dimension',
      start,
      end,
      `expected a growth (${GROWTH_FORMS}), got ${describeDimension(quantity.dimension)} (${quantity.text})`,
    );
  }
  if (bare && !times && quantity.value !== 0) {
    const [percent, factor] = percentAndFactor(quantity.text, quantity.spread?.p95 ?? quantity.value);
    const message = `"${quantity.text}" has two readings as a growth: ${percent} more, or ${factor}`;
    return slip('quantity/ambiguous', start, end, message, { help: `write ${percent} per year or ${factor} per year` });
  }
  let per: Parsed<Quantity> = parseLiteral('1 year', 'duration', vocabulary);
  if (divider !== null) {
    const at = divider.index + divider[0].length;
    const tail = text.slice(at);
    per = /^\s*[\d.]/.test(tail) ? inner('keep', tail, at, vocabulary) : inner('keep', `1 ${tail}`, at - 2, vocabulary);
  }
  if (!per.ok) return per;
  const factor = times ? { ...quantity, share: false } : grown(quantity);
  if (!((factor.spread?.p5 ?? factor.value) > 0))
    return slip('quantity/range', start, end, `nothing shrinks by 100% or more: got ${quantity.text}`, {
      help: 'write a decline such as -10% per year',
    });
  return parsed({ kind: 'growth', factor, per: per.value });
}

/** 40% more is a factor of 1.4. An interval keeps its three percentiles. */
function grown(more: Quantity): Quantity {
  const { spread } = more;
  const moved: { spread?: Spread } =
    spread === undefined ? {} : { spread: { family: 'log-normal', p5: 1 + spread.p5, p50: 1 + spread.p50, p95: 1 + spread.p95 } };
  return { ...more, ...moved, value: 1 + more.value, share: false };
}

/** `x1.3`: 30% on top; undefined for a share, which a plain literal states. */
function readOverhead(text: string, vocabulary: Vocabulary): Parsed<FieldValue> | undefined {
  const read = readLiteral(text, readOptions('overhead', vocabulary));
  if (!read.ok || !read.value.times) return undefined;
  const factor = parseLiteral(text, 'overhead', vocabulary);
  if (!factor.ok) return factor;
  const { value, spread } = factor.value;
  if ((spread?.p5 ?? value) < 1)
    return slip('quantity/range', 0, text.trimEnd().length, `what has something on top is at least x1: got ${factor.value.text}`, {
      help: 'write a share such as 30%, or a factor such as x1.3; compression is a field of its own',
    });
  const more: { spread?: Spread } =
    spread === undefined ? {} : { spread: { family: 'growth', p5: spread.p5 - 1, p50: spread.p50 - 1, p95: spread.p95 - 1 } };
  return parsed({ kind: 'quantity', quantity: { ...factor.value, ...more, value: value - 1 } });
}

/** `3`, `x3`, `12k req/s`, `20% of the day in 2 h`. */
function readPeak(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const window = /^([^a-z]*?)\s+of\s+(?:the\s+|a\s+)?day\s+in\s+/.exec(text);
  if (window !== null) {
    const share = inner('share', window[1] ?? '', 0, vocabulary);
    if (!share.ok) return share;
    const at = window[0].length;
    const tail = text.slice(at);
    const length = /^\s*[\d.~]/.test(tail)
      ? inner('keep', tail, at, vocabulary)
      : inner('keep', `1 ${tail.replace(/^an?\s+/, '')}`, at - 2, vocabulary);
    if (!length.ok) return length;
    if (length.value.value > vocabulary.calendar.day)
      return slip('quantity/range', at, text.length, 'a peak window is at most a day', {
        help: 'write a window such as 2 h, or a factor such as 3',
      });
    return parsed({ kind: 'window', share: share.value, window: length.value });
  }
  const read = readLiteral(text, readOptions('peak', vocabulary));
  if (read.ok && read.value.quantity.share) {
    const end = text.trimEnd().length;
    return slip('quantity/ambiguous', 0, end, `${quoted(text)} of what?`, { help: 'write 20% of the day in 2 h, or a factor such as 3' });
  }
  const quantity = parseLiteral(text, 'peak', vocabulary);
  if (!quantity.ok) return quantity;
  return parsed({ kind: samePhysical(quantity.value.dimension, PER_TIME) ? 'rate' : 'factor', quantity: quantity.value });
}

/** A bare number up to this may be so many percent. */
const MOST_PERCENT = 100;

/** `20%`, `0.2`, `20% of daily reads`, `1M items`, `1M`, `95% hits`. */
function readHolds(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const hits = /\s+hits\s*$/.exec(text);
  if (hits !== null) {
    const share = inner('share', text.slice(0, hits.index), 0, vocabulary);
    return share.ok ? parsed({ kind: 'hits', quantity: share.value }) : share;
  }
  const of = /\s+of\s+(.*)$/.exec(text);
  if (of !== null) {
    const share = inner('share', text.slice(0, of.index), 0, vocabulary);
    if (!share.ok) return share;
    const what = (of[1] ?? '').trim().replace(/\s+/g, ' ');
    if (what === 'daily reads' || what === 'the daily reads') return parsed({ kind: 'dailyReads', quantity: share.value });
    if (/^(?:the |all )?items$/.test(what)) return parsed({ kind: 'share', quantity: share.value });
    const start = text.length - (of[1] ?? '').length;
    return slip(
      'quantity/syntax',
      start,
      text.trimEnd().length,
      `a cache holds a share of the items or of daily reads, not of ${quoted(what)}`,
      {
        suggestion: /read|day|daily/.test(what) ? 'daily reads' : 'items',
      },
    );
  }
  const options = readOptions('holds', vocabulary);
  const read = readLiteral(text, options);
  if (!read.ok) return read;
  if (isFraction(read.value)) {
    const share = parseLiteral(text, 'share', vocabulary);
    return share.ok ? parsed({ kind: 'share', quantity: share.value }) : share;
  }
  if (read.value.bare && read.value.quantity.value === 1) {
    return slip('quantity/ambiguous', 0, text.trimEnd().length, '"1" has two readings: one item, or all of them', {
      help: 'write 1 item or 100%',
    });
  }
  if (read.value.bare && (read.value.quantity.spread?.p95 ?? read.value.quantity.value) <= MOST_PERCENT) {
    const { text: written } = read.value.quantity;
    return slip('quantity/ambiguous', 0, text.trimEnd().length, `${quoted(written)} has two readings: ${written}% or ${written} items`, {
      help: `write ${written}% or ${written} items`,
    });
  }
  const count = parseLiteral(text, 'holds', vocabulary);
  return count.ok ? parsed({ kind: 'count', quantity: count.value }) : count;
}

const isFraction = ({ quantity, bare }: ReadLiteral): boolean =>
  quantity.share || (bare && (quantity.spread?.p95 ?? quantity.value) < 1 && quantity.value > 0);

/** `30 d`, `30 d rolling`, `calendar month`. */
function readWindow(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const calendar = /^\s*calendar\s+(?=[a-z])/.exec(text);
  const trimmed = text.trimEnd().replace(/\s+rolling$/, '');
  const at = calendar?.[0].length ?? /^\s*rolling\s+(?=\d)/.exec(trimmed)?.[0].length ?? 0;
  const literal =
    calendar === null
      ? inner('objectiveWindow', trimmed.slice(at), at, vocabulary)
      : inner('objectiveWindow', `1 ${trimmed.slice(at)}`, at - 2, vocabulary);
  return literal.ok ? parsed({ kind: 'quantity', quantity: { ...literal.value, text: text.trim() } }) : literal;
}

/** A literal to put in place, or `x20` to multiply what is there. */
function readChange(text: string, vocabulary: Vocabulary): Parsed<FieldValue> | undefined {
  const start = text.length - text.trimStart().length;
  if (text.trim() === 'forever') return parsed({ kind: 'forever' });
  if (/^[+]/.test(text.trimStart())) {
    return slip('quantity/ambiguous', start, text.trimEnd().length, 'a change gives the new value, or a factor', {
      help: 'write 20% for the value itself, x1.2 for a fifth more',
    });
  }
  const read = readLiteral(text, readOptions('change', vocabulary));
  if (!read.ok || !read.value.times) return undefined;
  const factor = parseLiteral(text, 'factor', vocabulary);
  return factor.ok ? parsed({ kind: 'multiply', factor: factor.value }) : factor;
}

const WORD = /^[A-Za-z][A-Za-z0-9_-]*$/;
const NOT_A_CLASS = /^(?:nan|inf|infinity|at|within)$/i;
const DEFAULT_TOLERANCE = 0.01;

/** `507 req/s within 1%`, `at least 100%`, `at most 20 TB`, a bare value, a class. */
function readExpectation(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const trimmed = text.trim();
  if (WORD.test(trimmed) && !NOT_A_CLASS.test(trimmed)) {
    return parsed({ kind: 'comparison', op: 'is', word: trimmed, tolerance: DEFAULT_TOLERANCE } satisfies FieldComparison);
  }
  const bound = /^\s*at\s+(least|most)\s+/.exec(text);
  const within = /\s+within\s+/.exec(text);
  if (bound !== null) {
    if (within !== null)
      return slip('quantity/syntax', within.index, text.length, 'an expectation is either a bound or within a percentage', {
        help: 'leave out one of the two',
      });
    const at = bound[0].length;
    const quantity = inner('expectation', text.slice(at), at, vocabulary);
    return quantity.ok ? comparison(bound[1] === 'least' ? 'at-least' : 'at-most', quantity.value, DEFAULT_TOLERANCE) : quantity;
  }
  if (within === null) {
    const quantity = inner('expectation', text, 0, vocabulary);
    return quantity.ok ? comparison('is', quantity.value, DEFAULT_TOLERANCE) : quantity;
  }
  const quantity = inner('expectation', text.slice(0, within.index), 0, vocabulary);
  if (!quantity.ok) return quantity;
  const at = within.index + within[0].length;
  const tolerance = inner('any', text.slice(at), at, vocabulary);
  if (!tolerance.ok) return tolerance;
  const { value, share, spread } = tolerance.value;
  if (!share || spread !== undefined || !isPlain(tolerance.value.dimension)) {
    return slip(
      'quantity/syntax',
      at,
      text.trimEnd().length,
      '"within" takes a percentage',
      /^\s*[\d.]+\s*$/.test(text.slice(at)) ? { suggestion: `${text.slice(at).trim()}%` } : { help: 'write: within 1%' },
    );
  }
  if (value < 0) return slip('quantity/range', at, text.trimEnd().length, 'a tolerance is not below zero', { help: 'leave out the minus' });
  return comparison('within', quantity.value, value);
}

const comparison = (op: FieldComparison['op'], quantity: Quantity, tolerance: number): Parsed<FieldValue> =>
  parsed({ kind: 'comparison', op, quantity, tolerance });
