import { addressOf, isOfLens } from '../../facts/index.js';

/** Whether the lens shows the facts of a pattern, as the table of facts states. */
export const isShown = (pattern: string): boolean => isOfLens(pattern, 'consistency');

/** Whether a check of a fact is about what readers may rely on. */
export function isJudged(fact: string): boolean {
  const pattern = addressOf(fact)?.kind.pattern;
  return pattern !== undefined && isShown(pattern);
}
