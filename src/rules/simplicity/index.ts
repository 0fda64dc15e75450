import type { AnyRule } from '../rule.js';

export const SIMPLICITY: readonly AnyRule[] = [];
