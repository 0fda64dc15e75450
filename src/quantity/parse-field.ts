import { boundIn, type WordedBound } from './bound-words.js';
import { ofYears } from './calendar.js';
import { type FieldType, fieldRule } from './field-type.js';
import type { FieldValue } from './field-value.js';
import { parseLiteral } from './fields.js';
import { LONGEST_LITERAL } from './literal.js';
import { mending } from './mending.js';
import { readPhrase } from './phrases.js';
import { withoutWords, wordInPlace } from './plain-words.js';
import { priceOfMany } from './price-text.js';
import { type Parsed, parsed, quoted, shifted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';

/**
 * What a field states: a literal, one of its phrases, or an expression, which is only recognized here. What a problem suggests mends it.
 * @param bound what the field is a bound of, which its text may then repeat: a p99 of `at most 100 ms`
 */
export function parseField(field: FieldType, text: string, vocabulary: Vocabulary, bound?: WordedBound['op']): Parsed<FieldValue> {
  const stated =
    bound === undefined || text.length > LONGEST_LITERAL ? undefined : boundIn(bound === 'at most' ? text.replace(WITHIN, AT_MOST) : text);
  if (stated !== undefined && bound !== undefined) {
    if (stated.op !== bound) return wrongWay(text, stated, bound);
    const value = parseField(field, stated.value, vocabulary);
    return value.ok ? value : { ok: false, problem: shifted(value.problem, stated.at) };
  }
  const read = readField(field, text, vocabulary);
  if (read.ok) return read;
  return { ok: false, problem: mending(read.problem, text, vocabulary, (other) => readField(field, other, vocabulary)) };
}

/** A p99 `within 100 ms` is at most that; of the same length, so that places stay. */
const WITHIN = /^\s*within(?=\s+[\d.$])/;
const AT_MOST = (written: string): string => 'up to'.padStart(written.length);

/** `availability: at most 99.9%`. */
function wrongWay(text: string, { written, value }: WordedBound, bound: WordedBound['op']): Parsed<never> {
  const start = text.length - text.trimStart().length;
  return slip(
    'quantity/comparison',
    start,
    text.trimEnd().length,
    `this is what it should be ${bound}, and ${quoted(written)} states the other end`,
    {
      help: `write: ${value}`,
      suggestion: value,
    },
  );
}

const OF_YEARS: ReadonlySet<FieldType> = new Set(['ahead', 'growth']);

function readField(field: FieldType, text: string, given: Vocabulary): Parsed<FieldValue> {
  const vocabulary = OF_YEARS.has(field) ? { ...given, calendar: ofYears(given.calendar) } : given;
  const first = /^\s*=(?!=)/.exec(text);
  if (first !== null) return parsed({ kind: 'expression', text });
  const plain = text.length > LONGEST_LITERAL ? undefined : withoutWords(field, text);
  if (plain !== undefined) return readField(field, plain, given);
  const odd = text.length > LONGEST_LITERAL ? undefined : wordInPlace(field, text);
  if (odd !== undefined) return odd;
  const phrase = readPhrase(field, text, vocabulary);
  if (phrase !== undefined) return phrase;
  const literal = parseLiteral(text, field, vocabulary);
  const meant = literal.ok || field !== 'callPrice' || text.length > LONGEST_LITERAL ? undefined : priceOfMany(text);
  if (meant !== undefined && parseLiteral(meant, field, vocabulary).ok)
    return slip('quantity/dimension', 0, text.length, `expected ${fieldRule(field).wanted}: so many of what?`, { suggestion: meant });
  return literal.ok ? parsed({ kind: 'quantity', quantity: literal.value }) : literal;
}
