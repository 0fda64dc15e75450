import type { AnyRule } from '../rule.js';

export const DURABILITY: readonly AnyRule[] = [];
