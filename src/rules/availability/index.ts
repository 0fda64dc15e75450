import type { AnyRule } from '../rule.js';

export const AVAILABILITY: readonly AnyRule[] = [];
