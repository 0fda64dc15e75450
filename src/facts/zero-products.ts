import { type Expr, num } from '../quantity/index.js';

/**
 * A formula without the products that are surely nothing, whatever else is in them: no calls of unknown bytes carry none, nor do the other copies of
 * what is kept once. It is known where what is left of it is.
 * @param certain value of an input by its id; undefined where it is unknown or uncertain
 */
export function withoutZeros(expr: Expr, certain: Certain): Expr {
  if (!('args' in expr)) return expr;
  const args = expr.args.map((arg) => withoutZeros(arg, certain));
  return expr.op === 'multiply' && args.some((arg) => isZero(arg, certain)) ? num(0) : { ...expr, args };
}

type Certain = (id: string) => number | undefined;

function isZero(expr: Expr, certain: Certain): boolean {
  const [first, second] = 'args' in expr ? expr.args : [];
  if (expr.op === 'add') return expr.args.every((arg) => isZero(arg, certain));
  // What may be divided by zero is no number yet.
  if (expr.op === 'divide' && first && second) return isZero(first, certain) && (certainValue(second, certain) ?? 0) !== 0;
  if (expr.op !== 'subtract' || !first || !second) return certainValue(expr, certain) === 0;
  const from = certainValue(first, certain);
  return from !== undefined && from === certainValue(second, certain);
}

/** Value of a product of what is certain. */
function certainValue(expr: Expr, certain: Certain): number | undefined {
  if (expr.op === 'number') return expr.value;
  if (expr.op === 'ref') return certain(expr.id);
  if (expr.op !== 'multiply') return undefined;
  const values = expr.args.map((arg) => certainValue(arg, certain));
  return values.reduce((all, value) => (all === undefined || value === undefined ? undefined : all * value), 1);
}
