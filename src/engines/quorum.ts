import { add, type Expr, floor, mul, num } from '../quantity/index.js';

/**
 * How many of so many copies answer for one read or write: floor(C / 2) + 1 for a quorum, the least number of which any two sets share a copy.
 * @param level as stated: `one`, `quorum`, `all` or a number; one where it is not
 */
export function copiesAnswering(copies: Expr, level: string | undefined): Expr {
  if (level === 'all') return copies;
  if (level === 'quorum') return add(floor(mul(copies, num(0.5))), num(1));
  return level !== undefined && /^\d+$/.test(level) ? num(Number(level)) : num(1);
}
