import type { Quantity } from './quantity.js';

/**
 * The expression tree that user expressions and the formulas of engines share. Values are in canonical units; truth is 1, falsehood 0.
 * `start` and `end`, where present, are offsets within the text that it came from.
 */
export type Expr =
  | { readonly op: 'number'; readonly value: number; readonly start?: number; readonly end?: number }
  | { readonly op: 'quantity'; readonly quantity: Quantity; readonly start?: number; readonly end?: number }
  | { readonly op: 'ref'; readonly id: string; readonly start?: number; readonly end?: number }
  | Applied
  | Operation;

/**
 * A named function of engines, over numbers: what no operator computes, such as the hit ratio of a cache. Users' expressions cannot hold
 * one.
 */
export interface Applied {
  readonly op: 'applied';
  readonly name: string;
  readonly compute: (...values: readonly number[]) => number;
  readonly args: readonly Expr[];
  /** About the same, much quicker, of what is too costly to be worked out in each joint sample. */
  readonly rough?: Rough;
  /** Its first so many arguments are chances, in each of which the result is linear. */
  readonly linear?: number;
  /** How it is written, where the list of its arguments does not show it: `chance(a and b or c)`. */
  readonly written?: (print: (arg: Expr) => string) => string;
}

export interface Rough {
  readonly compute: (...values: readonly number[]) => number;
  /** By what joint samples are put in order: the same for what is worked out together. */
  readonly order: (...values: readonly number[]) => number;
}

export interface Operation {
  readonly op: Operator;
  readonly args: readonly Expr[];
  readonly start?: number;
  readonly end?: number;
}

/** `add multiply min max and or` take any number of arguments; `ceil floor round` an optional step. */
export type Operator =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'negate'
  | 'min'
  | 'max'
  | 'ceil'
  | 'floor'
  | 'round'
  | 'abs'
  | 'sqrt'
  | 'log'
  | 'exp'
  | 'if'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'equal'
  | 'notEqual'
  | 'and'
  | 'or'
  | 'not'
  | 'compounded';

export const applied = (name: string, compute: Applied['compute'], ...args: readonly Expr[]): Expr => ({
  op: 'applied',
  name,
  compute,
  args,
});

export const isLeaf = (e: Expr): e is Exclude<Expr, Operation | Applied> => e.op === 'number' || e.op === 'quantity' || e.op === 'ref';

const apply = (op: Operator, ...args: readonly Expr[]): Expr => ({ op, args });
const isNumber = (e: Expr, value: number): boolean => e.op === 'number' && e.value === value;

export const num = (value: number): Expr => ({ op: 'number', value });
export type Reference = Extract<Expr, { readonly op: 'ref' }>;

export const ref = (id: string): Reference => ({ op: 'ref', id });

/** A sum; terms that are the number 0 are dropped, one term stands for itself, none is 0. */
export function add(...terms: readonly Expr[]): Expr {
  const operands = terms.filter((term) => !isNumber(term, 0));
  return operands.length === 1 && operands[0] ? operands[0] : operands.length === 0 ? num(0) : apply('add', ...operands);
}

/** A product; factors that are the number 1 are dropped, one factor stands for itself, none is 1. */
export function mul(...factors: readonly Expr[]): Expr {
  const operands = factors.filter((factor) => !isNumber(factor, 1));
  return operands.length === 1 && operands[0] ? operands[0] : operands.length === 0 ? num(1) : apply('multiply', ...operands);
}

export const sub = (a: Expr, b: Expr): Expr => (isNumber(b, 0) ? a : apply('subtract', a, b));
export const div = (a: Expr, b: Expr): Expr => (isNumber(b, 1) ? a : apply('divide', a, b));
export const pow = (a: Expr, b: Expr): Expr => (isNumber(b, 1) ? a : apply('power', a, b));
/** The least of its arguments; of one, that one. At least one is needed. */
export const min = (first: Expr, ...rest: readonly Expr[]): Expr => (rest.length === 0 ? first : apply('min', first, ...rest));
export const max = (first: Expr, ...rest: readonly Expr[]): Expr => (rest.length === 0 ? first : apply('max', first, ...rest));
export const ceil = (a: Expr, step?: Expr): Expr => (step === undefined ? apply('ceil', a) : apply('ceil', a, step));
export const floor = (a: Expr, step?: Expr): Expr => (step === undefined ? apply('floor', a) : apply('floor', a, step));
export const round = (a: Expr, step?: Expr): Expr => (step === undefined ? apply('round', a) : apply('round', a, step));
export const log = (a: Expr): Expr => apply('log', a);
export const exp = (a: Expr): Expr => apply('exp', a);
export const cond = (test: Expr, then: Expr, otherwise: Expr): Expr => apply('if', test, then, otherwise);
export const less = (a: Expr, b: Expr): Expr => apply('less', a, b);
export const lessOrEqual = (a: Expr, b: Expr): Expr => apply('lessOrEqual', a, b);
export const greater = (a: Expr, b: Expr): Expr => apply('greater', a, b);
export const greaterOrEqual = (a: Expr, b: Expr): Expr => apply('greaterOrEqual', a, b);
export const and = (...args: readonly Expr[]): Expr => apply('and', ...args);
export const or = (...args: readonly Expr[]): Expr => apply('or', ...args);
/** Integral of growth^s ds over [from, to]: what is added while it grows, `(G^b - G^a) / ln G`, and `b - a` when G is 1. */
export const compounded = (growth: Expr, from: Expr, to: Expr): Expr => apply('compounded', growth, from, to);

const NO_REFS: readonly string[] = [];

/** Ids it refers to: each once, in the order in which they first stand. */
export function refsOf(e: Expr): readonly string[] {
  if (isLeaf(e)) return e.op === 'ref' ? [e.id] : NO_REFS;
  const found = new Set<string>();
  const stack: Expr[] = [e];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.op === 'ref') found.add(next.id);
    else if (!isLeaf(next)) for (let i = next.args.length - 1; i >= 0; i--) stack.push(next.args[i] ?? next);
  }
  return [...found];
}

/** The same tree with another expression in place of each reference. */
export function mapRefs(e: Expr, replace: (id: string) => Expr): Expr {
  if (e.op === 'ref') return replace(e.id);
  return isLeaf(e) ? e : { ...e, args: e.args.map((arg) => mapRefs(arg, replace)) };
}
