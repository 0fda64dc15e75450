import type { Context, Definition } from '../../../facts/index.js';
import { formula } from '../../../facts/index.js';
import { div, type Expr, mul, num, pow, sub } from '../../../quantity/index.js';

/**
 * Growth a year, G - 1, of a flow or a data set: factor^(year / period) - 1, so that `x2 per 18 months` and `40% per year` (factor 1.4) meet.
 * Zero if none is stated.
 */
export function annualGrowth(context: Context, field: 'flows.*.growth' | 'data.*.growth', name: string): Definition {
  const form = context.formOf(field, name);
  if (form === undefined) return formula(num(0));
  if (form !== 'growth') {
    const stated = context.stated(field, name) as Expr;
    return formula(form === 'rate' ? mul(stated, context.convention('year')) : stated);
  }
  const [factor, period] = [context.partOf('factor', field, name) as Expr, context.partOf('per', field, name) as Expr];
  return formula(sub(pow(factor, div(context.convention('year'), period)), num(1)));
}
