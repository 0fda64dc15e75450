import type { Applied, Expr, Operation, Operator } from '../quantity/index.js';
import { ceilTo, evaluateExpr, num } from '../quantity/index.js';

/**
 * Samples of an uncertain fact: `base[i] * scale + offset`. Most facts are a multiple of another, or a multiple and a constant, so that they
 * share one array, and its percentiles, without touching a sample.
 */
export interface Column {
  readonly base: Float64Array;
  readonly scale: number;
  readonly offset: number;
}

export type Samples = number | Column;

export const isColumn = (samples: Samples): samples is Column => typeof samples !== 'number';

const plain = (base: Float64Array): Column => ({ base, scale: 1, offset: 0 });

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
      return sum(expr.args.map((arg) => sampleExpr(arg, samplesOf, n)), n);
    case 'subtract': {
      const [a = 0, b = 0] = expr.args.map((arg) => sampleExpr(arg, samplesOf, n));
      return sum([a, affine(b, -1, 0)], n);
    }
    case 'multiply':
      return expr.args.map((arg) => sampleExpr(arg, samplesOf, n)).reduce((a, b) => product(a, b, n), 1);
    case 'divide': {
      const [a = 0, b = 1] = expr.args.map((arg) => sampleExpr(arg, samplesOf, n));
      return isColumn(b) ? elementwise(expr, [a, b], n) : affine(a, 1 / b, 0);
    }
    case 'negate':
      return affine(sampleExpr(expr.args[0] ?? num(0), samplesOf, n), -1, 0);
    default:
      return elementwise(
        expr,
        expr.args.map((arg) => sampleExpr(arg, samplesOf, n)),
        n,
      );
  }
}

/** `samples * scale + offset`, on the same base. */
function affine(samples: Samples, scale: number, offset: number): Samples {
  if (!isColumn(samples)) return samples * scale + offset;
  return scale === 0 ? offset : { base: samples.base, scale: samples.scale * scale, offset: samples.offset * scale + offset };
}

/** Terms on one base stay on it; else they are added up sample by sample. */
function sum(terms: readonly Samples[], n: number): Samples {
  let offset = 0;
  const scales = new Map<Float64Array, number>();
  for (const term of terms) {
    if (!isColumn(term)) offset += term;
    else {
      offset += term.offset;
      scales.set(term.base, (scales.get(term.base) ?? 0) + term.scale);
    }
  }
  const [first, ...others] = scales;
  if (!first) return offset;
  if (others.length === 0) return affine(plain(first[0]), first[1], offset);
  const out = new Float64Array(n);
  for (const [base, scale] of scales) for (let i = 0; i < n; i++) out[i] = (out[i] as number) + (base[i] as number) * scale;
  return { base: out, scale: 1, offset };
}

function product(a: Samples, b: Samples, n: number): Samples {
  if (!isColumn(a)) return affine(b, a, 0);
  if (!isColumn(b)) return affine(a, b, 0);
  const out = new Float64Array(n);
  if (a.offset === 0 && b.offset === 0) {
    for (let i = 0; i < n; i++) out[i] = (a.base[i] as number) * (b.base[i] as number);
    return { base: out, scale: a.scale * b.scale, offset: 0 };
  }
  for (let i = 0; i < n; i++) out[i] = ((a.base[i] as number) * a.scale + a.offset) * ((b.base[i] as number) * b.scale + b.offset);
  return plain(out);
}

type Numbers = ArrayLike<number>;

/**
 * Loops for what is common; each reads its arguments written out. In a process that has only just started, a loop of its own is several
 * times as quick as an evaluation for each sample.
 */
const LOOPS: Readonly<Partial<Record<Operator, (out: Float64Array, a: Numbers, b: Numbers, c: Numbers) => void>>> = {
  divide: (out, a, b) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) / (b[i] as number);
  },
  power: (out, a, b) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) ** (b[i] as number);
  },
  log: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(a[i] as number);
  },
  greater: (out, a, b) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) > (b[i] as number) ? 1 : 0;
  },
  greaterOrEqual: (out, a, b) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) >= (b[i] as number) ? 1 : 0;
  },
  if: (out, a, b, c) => {
    for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) !== 0 ? (b[i] as number) : (c[i] as number);
  },
};

/** How many arguments the loop of an operator takes: `log` may have a base, which has none. */
const ARITY: Readonly<Partial<Record<Operator, number>>> = { log: 1, if: 3 };

/** Any other operator: sample by sample, one scalar evaluation each where there is no loop for it. */
function elementwise(operation: Operation | Applied, args: readonly Samples[], n: number): Samples {
  const { op } = operation;
  if (op === 'max' || op === 'min') return extreme(op, args, n);
  const at = args.map((arg) => (isColumn(arg) ? 0 : arg));
  const expr: Expr = { ...operation, args: args.map((_, i) => ({ op: 'ref', id: String(i) })) };
  const valueOf = (id: string): number => at[Number(id)] as number;
  if (!args.some(isColumn)) return evaluateExpr(expr, valueOf);
  const out = new Float64Array(n);
  const columns = args.map((arg) => written(arg, n));
  const [a = out, b = out, c = out] = columns;
  const loop = op === 'applied' || columns.length !== (ARITY[op] ?? 2) ? undefined : LOOPS[op];
  if (loop) loop(out, a, b, c);
  else if (op === 'ceil' && columns.length === 1) for (let i = 0; i < n; i++) out[i] = ceilTo(a[i] as number);
  else {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < columns.length; k++) at[k] = (columns[k] as Float64Array)[i] as number;
      out[i] = evaluateExpr(expr, valueOf);
    }
  }
  return settled(out);
}

/** The largest or smallest of any number of terms; those that are certain are one. */
function extreme(op: 'max' | 'min', args: readonly Samples[], n: number): Samples {
  const pick = op === 'max' ? Math.max : Math.min;
  const certain = pick(...args.filter((arg): arg is number => !isColumn(arg)));
  const columns = args.filter(isColumn);
  if (columns.length === 0) return certain;
  const out = new Float64Array(n).fill(certain);
  for (const { base, scale, offset } of columns) {
    if (op === 'max') for (let i = 0; i < n; i++) out[i] = Math.max(out[i] as number, (base[i] as number) * scale + offset);
    else for (let i = 0; i < n; i++) out[i] = Math.min(out[i] as number, (base[i] as number) * scale + offset);
  }
  return settled(out);
}

/** What comes to the same in every sample (a fleet that redundancy decides) is certain: nothing after it needs samples. */
function settled(out: Float64Array): Samples {
  const first = out[0] as number;
  for (let i = 1; i < out.length; i++) if (out[i] !== first) return plain(out);
  return first;
}

/** Samples written out, one number each. */
function written(samples: Samples, n: number): Float64Array {
  if (!isColumn(samples)) return new Float64Array(n).fill(samples);
  const { base, scale, offset } = samples;
  if (scale === 1 && offset === 0) return base;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = (base[i] as number) * scale + offset;
  return out;
}
