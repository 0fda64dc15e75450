import type { FieldType } from './field-type.js';
import type { FieldValue } from './field-value.js';
import { parseLiteral } from './fields.js';
import { mending } from './mending.js';
import { readPhrase } from './phrases.js';
import { type Parsed, parsed } from './problem.js';
import type { Vocabulary } from './quantity.js';

/** What a field states: a literal, one of its phrases, or an expression, which is only recognised here. What a problem suggests mends it. */
export function parseField(field: FieldType, text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const read = readField(field, text, vocabulary);
  if (read.ok) return read;
  return { ok: false, problem: mending(read.problem, text, vocabulary, (other) => readField(field, other, vocabulary)) };
}

function readField(field: FieldType, text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const first = /^\s*=(?!=)/.exec(text);
  if (first !== null) return parsed({ kind: 'expression', text });
  const phrase = readPhrase(field, text, vocabulary);
  if (phrase !== undefined) return phrase;
  const literal = parseLiteral(text, field, vocabulary);
  return literal.ok ? parsed({ kind: 'quantity', quantity: literal.value }) : literal;
}
