import { add, type Expr, floor, mul, num } from '../quantity/index.js';
import type { ConsistencyLevel } from '../spec/index.js';

/** Copies that must answer, of so many: all, a majority, a number, or one, also where nothing is stated. */
export function quorumOf(copies: Expr, level: ConsistencyLevel | null | undefined): Expr {
  if (level === 'all') return copies;
  if (level === 'quorum') return add(floor(mul(copies, num(0.5))), num(1));
  return num(typeof level === 'number' ? level : 1);
}
