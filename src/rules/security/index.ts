import type { AnyRule } from '../rule.js';

export const SECURITY: readonly AnyRule[] = [];
