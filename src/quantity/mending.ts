import { suggest } from '../core/index.js';
import { countsHelp, nearestUnit } from './measure.js';
import { type Parsed, problemAt, type QuantityProblem } from './problem.js';
import type { Vocabulary } from './quantity.js';

/**
 * The problem with a suggestion that leaves nothing of it, or with none. What comes after the stretch that it replaces may have a problem of its own.
 * @param read reads a text as the one that has the problem was read
 */
export function mending(
  problem: QuantityProblem,
  text: string,
  vocabulary: Vocabulary,
  read: (text: string) => Parsed<unknown>,
): QuantityProblem {
  const { rule, start, end, suggestion, message, help } = problem;
  if (suggestion === undefined) return problem;
  const isUnit = rule === 'quantity/unknown-unit';
  const word = text.slice(start, end);
  const left = (by: string): QuantityProblem | undefined => {
    const again = read(text.slice(0, start) + by + text.slice(end));
    return again.ok ? undefined : again.problem;
  };
  const mends = (by: string): boolean => {
    const other = left(by);
    if (other === undefined) return true;
    // A word that nothing may follow is not the one that was meant.
    const isNext = text.slice(end, end + other.start - start - by.length).trim() === '';
    return other.start >= start + by.length && !(isNext && other.rule === 'expression/syntax');
  };
  if (isUnit && suggest(word, ['per']) !== undefined && left('per') === undefined)
    return problemAt(rule, start, end, message, { suggestion: 'per' });
  if (mends(suggestion)) return problem;
  // Of units that are further away, one that begins otherwise is hardly meant.
  const isNear = (unit: string): boolean => unit.trim()[0]?.toLowerCase() === word[0]?.toLowerCase() && mends(unit);
  const other = isUnit ? nearestUnit(word, vocabulary, isNear) : undefined;
  if (other !== undefined) return problemAt(rule, start, end, message, { suggestion: other });
  // A help that only asks for what does not mend it asks for nothing.
  const otherwise = help === problemAt(rule, start, end, message, { suggestion }).help ? undefined : help;
  return problemAt(rule, start, end, message, { help: isUnit ? countsHelp(word) : otherwise });
}
