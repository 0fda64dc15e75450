import { type Expr, num } from '../quantity/index.js';

/**
 * A formula without the products that are surely nothing, whatever else is in them: no calls of unknown bytes carry none. It is known where what is
 * left of it is.
 * @param isNothing whether an input is known to be zero, by its id
 */
export function withoutZeros(expr: Expr, isNothing: (id: string) => boolean): Expr {
  if (!('args' in expr)) return expr;
  const args = expr.args.map((arg) => withoutZeros(arg, isNothing));
  const isZero = (arg: Expr): boolean => (arg.op === 'number' && arg.value === 0) || (arg.op === 'ref' && isNothing(arg.id));
  return expr.op === 'multiply' && args.some(isZero) ? num(0) : { ...expr, args };
}
