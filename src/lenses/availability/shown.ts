import { isOfLens } from '../../facts/index.js';
import type { Attribute } from '../../rules/index.js';
import { isCheckOf } from '../shared/judged.js';

/** The qualities of which the lens shows what is found. */
export const QUALITIES: ReadonlySet<Attribute> = new Set<Attribute>(['availability', 'durability']);

/** Whether the lens shows the facts of a pattern, as the table of facts states. */
export const isShown = (pattern: string): boolean => isOfLens(pattern, 'availability');

/** Whether a check of a fact is about what fails; the others are for other lenses. */
export const isJudged = (fact: string): boolean =>
  // How many instances there are is for the estimate to judge, though both show it.
  isCheckOf(fact, (pattern) => pattern !== 'components.*.fleet' && isShown(pattern));
