import type { AnyRule } from '../rule.js';

export const COST: readonly AnyRule[] = [];
