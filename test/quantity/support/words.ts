import {
  type Dimension,
  type FieldType,
  type FieldValue,
  parseField,
  parseLiteral,
  type Quantity,
  type QuantityProblem,
  STANDARD_CALENDAR,
  type Vocabulary,
} from '../../../src/quantity/index.js';

export const vocabulary: Vocabulary = { calendar: STANDARD_CALENDAR, counts: new Set(['people', 'links', 'redirect']) };

export function literal(text: string, field: FieldType | null = null, words = vocabulary): Quantity {
  const read = parseLiteral(text, field, words);
  if (!read.ok) throw new Error(`${text}: ${read.problem.message}`);
  return read.value;
}

export function slipOf(text: string, field: FieldType = 'any', words = vocabulary): QuantityProblem {
  const read = parseField(field, text, words);
  if (read.ok) throw new Error(`${field} "${text}" reads as ${JSON.stringify(read.value)}`);
  return read.problem;
}

export function fieldValue(field: FieldType, text: string, words = vocabulary): FieldValue {
  const read = parseField(field, text, words);
  if (!read.ok) throw new Error(`${field} "${text}": ${read.problem.message}`);
  return read.value;
}

export const measures = (time: number, data = 0, money = 0, counts: Readonly<Record<string, number>> = {}): Dimension => ({
  time,
  data,
  money,
  counts,
});

/** The stretch of a text that a problem is about. */
export const placeOf = (text: string, problem: QuantityProblem): string => text.slice(problem.start, problem.end);
/** The text with the suggestion in place. */
export const mended = (text: string, problem: QuantityProblem): string =>
  text.slice(0, problem.start) + (problem.suggestion ?? '?') + text.slice(problem.end);
