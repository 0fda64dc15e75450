import type { AnyRule } from '../rule.js';

export const DATA: readonly AnyRule[] = [];
