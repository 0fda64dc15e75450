import type { Expr, Operator } from '../quantity/index.js';
import { evaluateExpr, num } from '../quantity/index.js';

/**
 * Samples of an uncertain fact: `base[i] * scale`. Most facts are a constant times another fact, so that they share one array,
 * and their percentiles, without touching a sample.
 */
export interface Column {
  readonly base: Float64Array;
  readonly scale: number;
}

export type Samples = number | Column;

export const isColumn = (samples: Samples): samples is Column => typeof samples !== 'number';

/** Samples of a formula, given those of its inputs. Sums and products are taken term by term, in the order of the formula. */
export function sampleExpr(expr: Expr, samplesOf: (id: string) => Samples, n: number): Samples {
  switch (expr.op) {
    case 'number':
      return expr.value;
    case 'quantity':
      return expr.quantity.value;
    case 'ref':
      return samplesOf(expr.id);
    case 'add':
      return sum(expr.args, samplesOf, n);
    case 'multiply':
      return expr.args.map((arg) => sampleExpr(arg, samplesOf, n)).reduce((a, b) => product(a, b, n), 1);
    case 'divide':
      return expr.args.map((arg) => sampleExpr(arg, samplesOf, n)).reduce((a, b) => quotient(a, b, n));
    case 'negate':
      return product(-1, sampleExpr(expr.args[0] ?? num(0), samplesOf, n), n);
    default:
      return elementwise(
        expr.op,
        expr.args.map((arg) => sampleExpr(arg, samplesOf, n)),
        n,
      );
  }
}

function sum(args: readonly Expr[], samplesOf: (id: string) => Samples, n: number): Samples {
  let constant = 0;
  let column: Column | undefined;
  let own: Float64Array | undefined;
  for (const arg of args) {
    const term = sampleExpr(arg, samplesOf, n);
    if (!isColumn(term)) constant += term;
    else if (!column && !own) column = term;
    else {
      if (!own && column) {
        own = column.base.slice();
        if (column.scale !== 1) for (let i = 0; i < n; i++) own[i] = (own[i] as number) * column.scale;
      }
      const { base, scale } = term;
      if (own) for (let i = 0; i < n; i++) own[i] = (own[i] as number) + (base[i] as number) * scale;
    }
  }
  if (!column) return constant;
  if (!own) {
    if (constant === 0) return column;
    own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = (column.base[i] as number) * column.scale + constant;
  } else if (constant !== 0) for (let i = 0; i < n; i++) own[i] = (own[i] as number) + constant;
  return { base: own, scale: 1 };
}

function product(a: Samples, b: Samples, n: number): Samples {
  if (!isColumn(a)) return isColumn(b) ? scaled(b, a) : a * b;
  if (!isColumn(b)) return scaled(a, b);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = (a.base[i] as number) * (b.base[i] as number);
  return { base: out, scale: a.scale * b.scale };
}

function quotient(a: Samples, b: Samples, n: number): Samples {
  if (!isColumn(b)) return isColumn(a) ? scaled(a, 1 / b) : a / b;
  const out = new Float64Array(n);
  if (isColumn(a)) {
    for (let i = 0; i < n; i++) out[i] = (a.base[i] as number) / (b.base[i] as number);
    return { base: out, scale: a.scale / b.scale };
  }
  for (let i = 0; i < n; i++) out[i] = 1 / (b.base[i] as number);
  return { base: out, scale: a / b.scale };
}

const scaled = (column: Column, by: number): Samples => (by === 0 ? 0 : { base: column.base, scale: column.scale * by });

/** Any other operator: one scalar evaluation a sample, over reused leaves. */
function elementwise(op: Exclude<Operator, 'add' | 'multiply'>, args: readonly Samples[], n: number): Samples {
  const names = args.map((_, i) => String(i));
  const expr: Expr = { op, args: names.map((id) => ({ op: 'ref', id })) };
  const at = new Float64Array(args.length);
  const valueOf = (id: string): number => at[Number(id)] as number;
  if (!args.some(isColumn)) {
    args.forEach((arg, i) => {
      at[i] = arg as number;
    });
    return evaluateExpr(expr, valueOf);
  }
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < args.length; k++) {
      const arg = args[k] as Samples;
      at[k] = isColumn(arg) ? (arg.base[i] as number) * arg.scale : arg;
    }
    out[i] = evaluateExpr(expr, valueOf);
  }
  return { base: out, scale: 1 };
}
