import { isOfLens } from '../../facts/index.js';
import type { Attribute } from '../../rules/index.js';
import { isCheckOf } from '../shared/judged.js';

/** The qualities of which the lens shows what is found. */
export const QUALITIES: ReadonlySet<Attribute> = new Set<Attribute>(['consistency']);

/** Whether the lens shows the facts of a pattern, as the table of facts states. */
export const isShown = (pattern: string): boolean => isOfLens(pattern, 'consistency');

/** Whether a check of a fact is about what readers may rely on. */
export const isJudged = (fact: string): boolean => isCheckOf(fact, isShown);
