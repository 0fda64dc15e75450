import type { TextFindingId } from '../core/index.js';
import { type Expr, evaluateExpr, type FieldType, fieldRule } from '../quantity/index.js';

/** What an expression comes to that cannot be: by offsets within its text. */
export interface Fault {
  readonly rule: TextFindingId;
  readonly message: string;
  readonly help: string;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** As the largest literal. */
const LARGEST = 1e30;

type ValueAt = (id: string) => number;

/**
 * The innermost operation of an expression that has no value, though what it works on has one: a division by zero, the root of a negative
 * number, an overflow.
 */
export function faultIn(expr: Expr, valueAt: ValueAt): Fault | undefined {
  if (!('args' in expr) || expr.op === 'applied') return undefined;
  if (expr.op === 'if') {
    const [test, then, otherwise] = expr.args;
    if (!test || !then || !otherwise) return undefined;
    return faultIn(test, valueAt) ?? faultIn(evaluateExpr(test, valueAt) === 0 ? otherwise : then, valueAt);
  }
  for (const arg of expr.args) {
    const inner = faultIn(arg, valueAt);
    if (inner) return inner;
  }
  if (Number.isFinite(evaluateExpr(expr, valueAt))) return undefined;
  const [a, b] = expr.args;
  const place = (at: Expr): Pick<Fault, 'start' | 'end'> => ({
    start: at.op === 'applied' ? undefined : at.start,
    end: at.op === 'applied' ? undefined : at.end,
  });
  const wrong = (message: string, help: string, at: Expr = expr): Fault => ({ rule: 'expression/no-value', message, help, ...place(at) });
  const base = a ? evaluateExpr(a, valueAt) : 0;
  if (expr.op === 'divide' || (expr.op === 'power' && base === 0)) {
    return {
      ...wrong('this divides by zero', 'check what the divisor is made of: it comes to 0', expr.op === 'divide' ? (b ?? expr) : expr),
      rule: 'expression/division-by-zero',
    };
  }
  if (expr.op === 'sqrt') return wrong('a negative number has no square root', 'check the sign of what is inside');
  if (expr.op === 'power' && base < 0) return wrong('a negative number has no such power', 'check the sign of what is raised');
  if (expr.op === 'log') return wrong('only a number above zero has a logarithm', 'check what is inside: it comes to 0 or less');
  return {
    ...wrong('this comes to more than a number can hold', 'is a unit or a factor off by orders of magnitude?'),
    rule: 'expression/magnitude',
  };
}

/** A value that the field cannot take: a negative rate, a share above 1. */
export function rangeFault(value: number, field: FieldType): Fault | undefined {
  const { wanted, least, most, above } = fieldRule(field);
  const shown = Number(value.toPrecision(3));
  const wrong = (rule: TextFindingId, message: string, help: string): Fault => ({
    rule,
    message,
    help,
    start: undefined,
    end: undefined,
  });
  if (Math.abs(value) > LARGEST)
    return wrong(
      'expression/magnitude',
      `this comes to ${shown}, and no design counts beyond 1e30`,
      'is a unit or a factor off by orders of magnitude?',
    );
  if (least !== undefined && (value < least || (above === true && value === least))) {
    return wrong(
      'expression/range',
      `expected ${wanted}, ${above ? 'above' : 'not below'} ${least}: this comes to ${shown}`,
      'check the signs of what it is made of',
    );
  }
  if (most !== undefined && value > most)
    return wrong(
      'expression/range',
      `a share does not exceed 100%: this comes to ${Number((value * 100).toPrecision(3))}%`,
      'check what it is made of',
    );
  return undefined;
}
