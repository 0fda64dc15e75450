import { addressOf } from '../../facts/index.js';

/** Whether a check of a fact is for a lens, by the patterns that it judges; the others are for other lenses. */
export function isCheckOf(fact: string, isJudged: (pattern: string) => boolean): boolean {
  const pattern = addressOf(fact)?.kind.pattern;
  return pattern !== undefined && isJudged(pattern);
}
