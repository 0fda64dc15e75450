import { addressOf, isOfLens } from '../../facts/index.js';

/** Whether the lens shows the facts of a pattern, as the table of facts states. */
export const isShown = (pattern: string): boolean => isOfLens(pattern, 'availability');

/** Whether a check of a fact is about what fails; the others are for other lenses. */
export function isJudged(fact: string): boolean {
  const pattern = addressOf(fact)?.kind.pattern;
  // How many instances there are is for the estimate to judge, though both show it.
  return pattern !== undefined && pattern !== 'components.*.fleet' && isShown(pattern);
}
