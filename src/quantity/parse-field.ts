import { type Bound, boundIn } from './bound-words.js';
import type { FieldType } from './field-type.js';
import type { FieldValue } from './field-value.js';
import { parseLiteral } from './fields.js';
import { LONGEST_LITERAL } from './literal.js';
import { countsHelp, nearestUnit } from './measure.js';
import { readPhrase } from './phrases.js';
import { type Parsed, type Problem, parsed, problemAt, quoted, shifted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';

/**
 * What a field states: a literal, one of its phrases, or an expression, which is only recognised here. What a problem suggests mends it.
 * @param bound what the field is a bound of, which its text may then repeat: a p99 of `at most 100 ms`
 */
export function parseField(field: FieldType, text: string, vocabulary: Vocabulary, bound?: Bound['op']): Parsed<FieldValue> {
  const stated =
    bound === undefined || text.length > LONGEST_LITERAL ? undefined : boundIn(bound === 'at most' ? text.replace(WITHIN, AT_MOST) : text);
  if (stated !== undefined && bound !== undefined) {
    if (stated.op !== bound) return wrongWay(text, stated, bound);
    const value = parseField(field, stated.value, vocabulary);
    return value.ok ? value : { ok: false, problem: shifted(value.problem, stated.at) };
  }
  const read = readField(field, text, vocabulary);
  if (read.ok || read.problem.suggestion === undefined) return read;
  return { ok: false, problem: mending(field, text, vocabulary, read.problem) };
}

/** A p99 `within 100 ms` is at most that; of the same length, so that places stay. */
const WITHIN = /^\s*within(?=\s+[\d.$])/;
const AT_MOST = (written: string): string => 'up to'.padStart(written.length);

/** `availability: at most 99.9%`. */
function wrongWay(text: string, { written, value }: Bound, bound: Bound['op']): Parsed<never> {
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

/** The problem with a suggestion that leaves nothing of it, or with none. What comes after the stretch that it replaces may have a problem of its own. */
function mending(field: FieldType, text: string, vocabulary: Vocabulary, problem: Problem): Problem {
  const { rule, start, end, suggestion = '' } = problem;
  const mends = (by: string): boolean => {
    const read = readField(field, text.slice(0, start) + by + text.slice(end), vocabulary);
    return read.ok || read.problem.start >= start + by.length;
  };
  if (mends(suggestion)) return problem;
  const word = text.slice(start, end);
  const other = rule === 'quantity/unknown-unit' ? nearestUnit(word, vocabulary, mends) : undefined;
  const { message, help } = problem;
  if (other !== undefined) return problemAt(rule, start, end, message, { suggestion: other });
  return problemAt(rule, start, end, message, { help: rule === 'quantity/unknown-unit' ? countsHelp(word) : help });
}

function readField(field: FieldType, text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const first = /^\s*=(?!=)/.exec(text);
  if (first !== null) return parsed({ kind: 'expression', text });
  const phrase = readPhrase(field, text, vocabulary);
  if (phrase !== undefined) return phrase;
  const literal = parseLiteral(text, field, vocabulary);
  return literal.ok ? parsed({ kind: 'quantity', quantity: literal.value }) : literal;
}
