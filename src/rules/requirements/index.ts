import type { AnyRule } from '../rule.js';

export const REQUIREMENTS: readonly AnyRule[] = [];
