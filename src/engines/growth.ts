import type { Context, Definition } from '../facts/index.js';
import { formula } from '../facts/index.js';
import { div, type Expr, mul, num, pow, sub } from '../quantity/index.js';

/**
 * Growth a year, G - 1, of the first of these spec paths that is stated: factor^(year / period) - 1, so that `x2 per 18 months` and
 * `40% per year` (factor 1.4) meet. Zero if none is.
 */
export function annualGrowth(context: Context, paths: readonly string[]): Definition {
  const path = paths.find((candidate) => context.formOf(candidate) !== undefined);
  if (path === undefined) return formula(num(0));
  const form = context.formOf(path);
  if (form !== 'growth') {
    const stated = context.stated(path) as Expr;
    return formula(form === 'rate' ? mul(stated, context.convention('year')) : stated);
  }
  return formula(
    sub(pow(context.stated(path, 'factor') as Expr, div(context.convention('year'), context.stated(path, 'per') as Expr)), num(1)),
  );
}
