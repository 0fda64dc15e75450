import { type Expr, num } from '../quantity/index.js';
import type { FactNode } from './node.js';

/** Whether a fact is surely nothing. */
const isNothing = (node: FactNode | undefined): boolean => node?.state === 'known' && node.value === 0 && !node.uncertain;

/**
 * A formula without the products that are surely nothing, whatever else is in them: no calls of unknown bytes carry none. It is known where what is
 * left of it is.
 * @param nodeAt an input by its id
 */
export function withoutZeros(expr: Expr, nodeAt: (id: string) => FactNode | undefined): Expr {
  if (!('args' in expr)) return expr;
  const args = expr.args.map((arg) => withoutZeros(arg, nodeAt));
  if (expr.op !== 'multiply') return { ...expr, args };
  const isZero = (arg: Expr): boolean => (arg.op === 'number' && arg.value === 0) || (arg.op === 'ref' && isNothing(nodeAt(arg.id)));
  return args.some(isZero) ? num(0) : { ...expr, args };
}
