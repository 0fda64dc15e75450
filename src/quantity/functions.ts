import type { Operator } from './expr.js';

/** A function of the expression language: least and most arguments. */
export interface ExpressionFunction {
  readonly op: Operator;
  readonly least: number;
  readonly most: number;
  readonly usage: string;
  /** Of a logarithm to another base than e. */
  readonly base?: number;
}

const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  min: { op: 'min', least: 2, most: 100, usage: 'min(a, b)' },
  max: { op: 'max', least: 2, most: 100, usage: 'max(a, b)' },
  ceil: { op: 'ceil', least: 1, most: 2, usage: 'ceil(a) or ceil(a, 1 req/s)' },
  floor: { op: 'floor', least: 1, most: 2, usage: 'floor(a) or floor(a, 1 req/s)' },
  round: { op: 'round', least: 1, most: 2, usage: 'round(a) or round(a, 1 req/s)' },
  abs: { op: 'abs', least: 1, most: 1, usage: 'abs(a)' },
  sqrt: { op: 'sqrt', least: 1, most: 1, usage: 'sqrt(a)' },
  log: { op: 'log', least: 1, most: 1, usage: 'log(a), the natural logarithm' },
  log2: { op: 'log', least: 1, most: 1, usage: 'log2(a)', base: 2 },
  log10: { op: 'log', least: 1, most: 1, usage: 'log10(a)', base: 10 },
  exp: { op: 'exp', least: 1, most: 1, usage: 'exp(a)' },
  if: { op: 'if', least: 3, most: 3, usage: 'if(test, then, otherwise)' },
};

export const functionOf = (name: string): ExpressionFunction | undefined => (Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined);
export const functionNames = (): readonly string[] => Object.keys(FUNCTIONS);
