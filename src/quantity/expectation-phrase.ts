import { boundIn, type WordedBound } from './bound-words.js';
import { isPlain, PLAIN, samePhysical } from './dimension.js';
import type { FieldComparison, FieldValue } from './field-value.js';
import { parseLiteral } from './fields.js';
import { inner } from './inner.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Quantity, Vocabulary } from './quantity.js';

const WORD = /^[A-Za-z][A-Za-z0-9_-]*$/;
const NOT_A_CLASS = /^(?:nan|inf|infinity|at|within|max|min|maximum|minimum|over|under|above|below|about)$/i;
const DEFAULT_TOLERANCE = 0.01;
/** `507 req/s ± 1%`: within 1%. */
const PERCENT_OFF = /^(.*\S)\s*(?:±|\+\s?\/?\s?-|plus\s+or\s+minus)\s*([\d.]+\s*%)\s*$/;
/** `< 5` of things that are counted: at most 5, or at most 4. Of what is measured nobody can tell the two apart. */
function strictCount(text: string, { op, value }: WordedBound, { dimension, share, value: number }: Quantity): Parsed<never> | undefined {
  if (share || !samePhysical(dimension, PLAIN) || number % 1 !== 0) return undefined;
  const start = text.length - text.trimStart().length;
  const next = op === 'at least' ? number + 1 : number - 1;
  const readings = `${op} ${value} or ${op} ${next}`;
  return slip('quantity/ambiguous', start, text.trimEnd().length, `${quoted(text)} has two readings: ${readings}`, {
    help: `write ${readings}`,
  });
}

/** `507 req/s within 1%`, `at least 100%`, `at most 20 TB`, a bare value, a class. */
export function readExpectation(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const trimmed = text.trim();
  if (WORD.test(trimmed) && !NOT_A_CLASS.test(trimmed)) {
    return parsed({ kind: 'comparison', op: 'is', word: trimmed, tolerance: DEFAULT_TOLERANCE } satisfies FieldComparison);
  }
  const bound = boundIn(text);
  const within = /\s+within\s+/.exec(text);
  if (bound !== undefined) {
    if (within !== null)
      return slip('quantity/syntax', within.index, text.length, 'an expectation is either a bound or within a percentage', {
        help: 'leave out one of the two',
      });
    const quantity = inner('expectation', bound.value, bound.at, vocabulary);
    if (!quantity.ok) return quantity;
    const strict = bound.isStrict ? strictCount(text, bound, quantity.value) : undefined;
    return strict ?? comparison(bound.op === 'at least' ? 'at-least' : 'at-most', quantity.value, DEFAULT_TOLERANCE);
  }
  const off = within === null ? PERCENT_OFF.exec(text) : null;
  if (off !== null) {
    const quantity = parseLiteral(off[1] ?? '', 'expectation', vocabulary);
    const by = parseLiteral(off[2] ?? '', 'any', vocabulary);
    if (quantity.ok && by.ok && !quantity.value.share && by.value.value >= 0) return comparison('within', quantity.value, by.value.value);
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
