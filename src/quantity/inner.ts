import type { FieldType } from './field-type.js';
import { parseLiteral } from './fields.js';
import { type Parsed, shifted } from './problem.js';
import type { Quantity, Vocabulary } from './quantity.js';

/** A literal within a phrase, which begins at `at`. */
export const inner = (field: FieldType | null, text: string, at: number, vocabulary: Vocabulary): Parsed<Quantity> => {
  const read = parseLiteral(text, field, vocabulary);
  return read.ok ? read : { ok: false, problem: shifted(read.problem, at) };
};
