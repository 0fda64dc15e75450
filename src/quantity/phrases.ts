import { PER_TIME, samePhysical } from './dimension.js';
import { readExpectation } from './expectation-phrase.js';
import type { FieldType } from './field-type.js';
import type { FieldValue } from './field-value.js';
import { parseLiteral, readOptions } from './fields.js';
import { readGrowth } from './growth-phrase.js';
import { inner } from './inner.js';
import { LONGEST_LITERAL, type ReadLiteral, readLiteral } from './literal.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Spread, Vocabulary } from './quantity.js';
import { numberInWords } from './words.js';

/** How long what is never deleted is kept. */
const FOREVER = /^(?:forever|indefinitely|unlimited|infinite|infinity|always|for ever|permanently|permanent)$/i;

/** What a field states in words of its own, or undefined if a plain literal is all that it takes. */
export function readPhrase(field: FieldType, text: string, vocabulary: Vocabulary): Parsed<FieldValue> | undefined {
  if (text.length > LONGEST_LITERAL) return undefined;
  switch (field) {
    case 'keep':
      return FOREVER.test(text.trim()) ? parsed({ kind: 'forever' }) : undefined;
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
    case 'factor':
      return readOfMean(text, vocabulary);
    case 'change':
      return readChange(text, vocabulary);
    case 'expectation':
      return readExpectation(text, vocabulary);
    default:
      return undefined;
  }
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

const OF_MEAN =
  /^(.*(?:%|x|×|times))\s+(?:of\s+)?(?:the\s+|an?\s+)?(?:24\s?h\s+)?(?:mean|average|avg\.?|normal|usual)(?:\s+(?:rate|load|traffic))?\s*$/i;

/** `400% of the mean`, `3x the average`: a factor. */
function readOfMean(text: string, vocabulary: Vocabulary): Parsed<FieldValue> | undefined {
  const found = OF_MEAN.exec(text);
  if (found === null) return undefined;
  const quantity = parseLiteral(found[1] ?? '', 'factor', vocabulary);
  return quantity.ok ? parsed({ kind: 'quantity', quantity: quantity.value }) : quantity;
}

/** `20% of the day in`, `20% of daily traffic within`. */
const WINDOW =
  /^([^a-z]*?)\s+of\s+(?:(?:the\s+|a\s+)?day(?:'s\s+(?:traffic|load|requests))?|(?:the\s+)?daily\s+(?:traffic|load|requests|volume))\s+(?:in|within|over|during)\s+/;

/** `3`, `x3`, `12k req/s`, `20% of the day in 2 h`. */
function readPeak(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const ofMean = readOfMean(text, vocabulary);
  if (ofMean !== undefined) return ofMean.ok && ofMean.value.kind === 'quantity' ? parsed({ ...ofMean.value, kind: 'factor' }) : ofMean;
  const window = WINDOW.exec(text);
  if (window !== null) {
    const share = inner('share', window[1] ?? '', 0, vocabulary);
    if (!share.ok) return share;
    const at = window[0].length;
    const tail = text.slice(at);
    const length =
      /^\s*[\d.~]/.test(tail) || (numberInWords(tail, 0) !== undefined && !/^an?\s/.test(tail))
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
  const hits = /\s+(?:hits|hit\s+(?:rate|ratio))\s*$/.exec(text);
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
