import type { Behavior } from '../behavior.js';
import { OTHERS } from './behaviors-others.js';
import { RELATIONS } from './behaviors-relations.js';
import { STORES } from './behaviors-stores.js';

/** What products guarantee by their settings. */
export const BEHAVIORS: readonly Behavior[] = [...RELATIONS, ...STORES, ...OTHERS];
