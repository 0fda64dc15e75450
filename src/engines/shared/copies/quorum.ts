import { add, type Expr, floor, mul, num } from '../../../quantity/index.js';
import type { ConsistencyLevel } from '../../../spec/index.js';

/**
 * How many of so many copies answer for one read or write: floor(C / 2) + 1 for a quorum, the least number of which any two sets share a copy.
 * @param level as stated; one copy where it is not
 */
export function quorumOf(copies: Expr, level: ConsistencyLevel | null | undefined): Expr {
  if (level === 'all') return copies;
  if (level === 'quorum') return add(floor(mul(copies, num(0.5))), num(1));
  return num(typeof level === 'number' ? level : 1);
}
