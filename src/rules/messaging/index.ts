import type { AnyRule } from '../rule.js';

export const MESSAGING: readonly AnyRule[] = [];
