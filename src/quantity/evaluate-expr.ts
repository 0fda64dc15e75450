import type { Expr, Operator } from './expr.js';

/**
 * A whole number missed by the rounding of earlier steps is taken for it: 30.000000000000004 instances are 30, not 31. Relative; far above the
 * rounding of a few hundred operations and of printed inputs (12 digits), far below anything a design can mean.
 */
const SNAP = 1e-9;

const snapped = (x: number): number => {
  const near = Math.round(x);
  return Math.abs(x - near) <= SNAP * Math.max(1, Math.abs(x)) ? near : x;
};

/** The least multiple of `step` that is not below x, forgiving what rounding added to x. */
export const ceilTo = (x: number, step = 1): number => Math.ceil(snapped(x / step)) * step;
export const floorTo = (x: number, step = 1): number => Math.floor(snapped(x / step)) * step;
/** The nearest multiple of `step`; halves go away from zero. */
const roundTo = (x: number, step = 1): number => {
  const ratio = x / step;
  return Math.sign(ratio) * Math.floor(Math.abs(snapped(ratio * 2)) / 2 + 0.5) * step;
};

/**
 * Integral of G^s ds over [a, b]: (G^b - G^a) / ln G; b - a when G is 1. Written with expm1 so that it is continuous near G = 1.
 * @param growth factor per unit of a and b, > 0
 */
function compoundedValue(growth: number, a: number, b: number): number {
  const rate = Math.abs(growth - 1) < 0.5 ? Math.log1p(growth - 1) : Math.log(growth);
  const span = b - a;
  const exponent = rate * span;
  return Math.exp(rate * a) * span * (exponent === 0 ? 1 : Math.expm1(exponent) / exponent);
}

/**
 * The value of an expression in canonical units; what has no value (0/0, log of a negative number) is NaN or an infinity, for the caller to name.
 * @param valueAt value of each id it refers to
 */
export function evaluateExpr(e: Expr, valueAt: (id: string) => number): number {
  switch (e.op) {
    case 'number':
      return e.value;
    case 'quantity':
      return e.quantity.value;
    case 'ref':
      return valueAt(e.id);
    case 'applied':
      return e.compute(...e.args.map((arg) => evaluateExpr(arg, valueAt)));
    case 'if': {
      const [test, then, otherwise] = e.args;
      return test && then && otherwise ? evaluateExpr(evaluateExpr(test, valueAt) !== 0 ? then : otherwise, valueAt) : Number.NaN;
    }
    case 'add':
    case 'subtract': {
      const { value, scale } = sumOf(e, valueAt);
      return Math.abs(value) < Number.EPSILON * scale ? 0 : value;
    }
    default: {
      const values: number[] = [];
      for (const arg of e.args) values.push(evaluateExpr(arg, valueAt));
      return applyOperator(e.op, values);
    }
  }
}

/** A sum, and how large its terms are together: what is left of them below the rounding of that is nothing. */
function sumOf(e: Expr, valueAt: (id: string) => number): { readonly value: number; readonly scale: number } {
  if (e.op !== 'add' && e.op !== 'subtract') {
    const value = evaluateExpr(e, valueAt);
    return { value, scale: Math.abs(value) };
  }
  const terms = e.args.map((arg) => sumOf(arg, valueAt));
  const value = applyOperator(
    e.op,
    terms.map((term) => term.value),
  );
  return { value, scale: terms.reduce((sum, term) => sum + term.scale, 0) };
}

/** One operation over the values of its arguments. */
export function applyOperator(op: Operator, values: readonly number[]): number {
  const a = values[0] ?? Number.NaN;
  const b = values[1] ?? Number.NaN;
  const c = values[2] ?? Number.NaN;
  switch (op) {
    case 'add':
      return folded(values, 0, (sum, x) => sum + x);
    case 'multiply':
      return folded(values, 1, (product, x) => product * x);
    case 'subtract':
      return a - b;
    case 'divide':
      return a / b;
    case 'power':
      return a ** b;
    case 'negate':
      return -a;
    case 'min':
      return folded(values, Number.POSITIVE_INFINITY, Math.min);
    case 'max':
      return folded(values, Number.NEGATIVE_INFINITY, Math.max);
    case 'ceil':
      return ceilTo(a, values.length > 1 ? b : 1);
    case 'floor':
      return floorTo(a, values.length > 1 ? b : 1);
    case 'round':
      return roundTo(a, values.length > 1 ? b : 1);
    case 'abs':
      return Math.abs(a);
    case 'sqrt':
      return Math.sqrt(a);
    case 'log':
      return Math.log(a);
    case 'exp':
      return Math.exp(a);
    case 'if':
      return a !== 0 ? b : c;
    case 'less':
      return Number(a < b);
    case 'lessOrEqual':
      return Number(a <= b);
    case 'greater':
      return Number(a > b);
    case 'greaterOrEqual':
      return Number(a >= b);
    case 'equal':
      return Number(a === b);
    case 'notEqual':
      return Number(a !== b);
    case 'and':
      return Number(values.every((x) => x !== 0));
    case 'or':
      return Number(values.some((x) => x !== 0));
    case 'not':
      return Number(a === 0);
    case 'compounded':
      return compoundedValue(a, b, c);
  }
}

function folded(values: readonly number[], start: number, step: (a: number, b: number) => number): number {
  let result = start;
  for (const value of values) result = step(result, value);
  return result;
}
