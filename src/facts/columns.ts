import { combined, summed } from '../math/index.js';
import { type Applied, applyOperator, type Expr, num, type Operation, type Operator, type Rough } from '../quantity/index.js';
import { type Affine, highOf, lineThrough, lowOf, operandOf, operated, Root, writtenOut } from './roots.js';
import { Strata } from './strata.js';

/**
 * Samples of an uncertain fact: `base[i] * scale + offset`. Most facts are a multiple of another, or a multiple and a constant, so that they
 * share one array, and its percentiles, without touching a sample.
 */
export interface SampleColumn {
  readonly base: Float64Array;
  readonly scale: number;
  readonly offset: number;
}

export type Samples = number | SampleColumn;

export const isColumn = (samples: Samples): samples is SampleColumn => typeof samples !== 'number';

/** A column whose array is computed when it is first read. */
class LazyColumn implements SampleColumn, Affine {
  constructor(
    readonly root: Root,
    readonly scale: number,
    readonly offset: number,
  ) {}

  get base(): Float64Array {
    return this.root.values;
  }
}

export const columnOf = (root: Root, scale = 1, offset = 0): SampleColumn => new LazyColumn(root, scale, offset);

/** The terms of a sum that is a root, so that sums of sums stay sums of what they are made of. */
type Terms = readonly { readonly root: Root; readonly scale: number }[];
/** Longer sums are taken as they are: long chains of sums would be written out again and again. */
const MOST_TERMS = 16;

/** What samples are made of, once each: two facts that add up the same, or multiply the same, share the result. */
export class Pool {
  readonly #known = new Map<string, Root>();
  readonly #terms = new WeakMap<Root, Terms>();
  readonly #foreign = new WeakMap<Float64Array, Root>();
  #others = 0;

  /** @param n number of samples */
  constructor(readonly n: number) {}

  get size(): number {
    return this.#known.size;
  }

  /** The root of a column, also of one whose samples were drawn elsewhere. */
  affineOf(column: SampleColumn): Affine {
    if (column instanceof LazyColumn) return column;
    const { base, scale, offset } = column;
    let root = this.#foreign.get(base);
    if (!root) {
      root = new Root(this.another(), { ...boundsOf(base), needs: [], fill: () => base, inputs: [] });
      this.#foreign.set(base, root);
    }
    return { root, scale, offset };
  }

  /** The name of a root of which it is not known whether it equals another. */
  another(): string {
    return `?${this.#others++}`;
  }

  /** The root that `key` describes by the names of other roots. */
  once(key: string, make: (name: string) => Root): Root {
    let root = this.#known.get(key);
    if (!root) {
      // Names stay short however long the formula. They come from what a root is, not from when it was first asked for: terms are added up in
      // the order of their names, so that the order of questions changes no digit.
      root = make(hashOf(key));
      this.#known.set(key, root);
    }
    return root;
  }

  termsOf(root: Root): Terms {
    return this.#terms.get(root) ?? [{ root, scale: 1 }];
  }

  /** The sum of these terms: a multiple of what others are multiples of too, unless whole numbers are to stay whole. */
  sumOf(terms: Terms): SampleColumn {
    const whole = terms.every(({ scale }) => Number.isInteger(scale));
    const unit = whole ? 1 : (terms[0]?.scale ?? 1);
    const relative = terms.map(({ root, scale }) => ({ root, scale: scale / unit }));
    // Proportions that differ by rounding alone are the same.
    const key = `+ ${relative.map(({ root, scale }) => `${root.name}*${scale.toPrecision(14)}`).join(' ')}`;
    return columnOf(
      this.once(key, (name) => this.#newSum(name, relative)),
      unit,
    );
  }

  #newSum(name: string, terms: Terms): Root {
    const columns = terms.map(({ root, scale }): Affine => ({ root, scale, offset: 0 }));
    const root = new Root(name, {
      low: columns.reduce((sum, column) => sum + lowOf(column), 0),
      high: columns.reduce((sum, column) => sum + highOf(column), 0),
      needs: terms.map((term) => term.root),
      fill: () =>
        summed(
          terms.map(({ root, scale }) => ({ values: root.values, scale })),
          this.n,
        ),
      inputs: inputsOf(columns),
      line: lineThrough('add', columns),
    });
    this.#terms.set(root, terms);
    return root;
  }
}

/** 64 bits of a text, as two numbers. @source FNV-1a, Fowler, Noll and Vo */
function hashOf(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}

function boundsOf(base: Float64Array): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of base) {
    if (Number.isNaN(value)) return { low: Number.NaN, high: Number.NaN };
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

const inputsOf = (columns: readonly Affine[]): readonly string[] => {
  const [first, ...others] = columns;
  if (!first || others.every(({ root }) => root.inputs === first.root.inputs)) return first?.root.inputs ?? [];
  return [...new Set(columns.flatMap(({ root }) => root.inputs))].sort();
};

/**
 * Samples of a formula, given those of its inputs. Sums and products are taken term by term, in the order of the formula.
 * @param n number of samples
 * @param pool of all samples that belong together, so that they share what they have in common
 */
export function sampleExpr(expr: Expr, samplesOf: (id: string) => Samples, n: number, pool: Pool = new Pool(n)): Samples {
  const argument = (i: number, fallback = 0): Samples =>
    sampleExpr(expr.op === 'ref' || !('args' in expr) ? num(0) : (expr.args[i] ?? num(fallback)), samplesOf, n, pool);
  switch (expr.op) {
    case 'number':
      return expr.value;
    case 'quantity':
      return expr.quantity.value;
    case 'ref':
      return samplesOf(expr.id);
    case 'add':
      return sum(
        expr.args.map((_, i) => argument(i)),
        pool,
      );
    case 'subtract':
      return sum([argument(0), affine(argument(1), -1, 0, pool)], pool);
    case 'multiply':
      return expr.args.map((_, i) => argument(i)).reduce((a, b) => product(a, b, pool), 1);
    case 'divide': {
      const [a, b] = [argument(0), argument(1, 1)];
      return isColumn(b) ? quotient(expr, a, b, pool) : affine(a, 1 / b, 0, pool);
    }
    case 'negate':
      return affine(argument(0), -1, 0, pool);
    case 'if': {
      const test = argument(0);
      return isColumn(test) ? elementwise(expr, [test, argument(1), argument(2)], pool) : argument(test !== 0 ? 1 : 2);
    }
    case 'max':
    case 'min':
      return extreme(
        expr,
        expr.args.map((_, i) => argument(i)),
        pool,
      );
    default:
      return elementwise(
        expr,
        expr.args.map((_, i) => argument(i)),
        pool,
      );
  }
}

/** `samples * scale + offset`, on the same root. */
function affine(samples: Samples, scale: number, offset: number, pool: Pool): Samples {
  if (!isColumn(samples)) return samples * scale + offset;
  if (scale === 0) return offset;
  const { root, scale: s, offset: o } = pool.affineOf(samples);
  return columnOf(root, s * scale, o * scale + offset);
}

/** Terms on one root stay on it; else they are added up, as multiples of what they are themselves the sums of. */
function sum(terms: readonly Samples[], pool: Pool): Samples {
  let offset = 0;
  const own = new Map<Root, number>();
  for (const term of terms) {
    if (!isColumn(term)) offset += term;
    else {
      const { root, scale, offset: more } = pool.affineOf(term);
      offset += more;
      own.set(root, (own.get(root) ?? 0) + scale);
    }
  }
  if (own.size === 0) return offset;
  const [first] = own;
  if (own.size === 1 && first) return columnOf(first[0], first[1], offset);
  const scales = new Map<Root, number>();
  for (const [root, scale] of own)
    for (const part of pool.termsOf(root)) scales.set(part.root, (scales.get(part.root) ?? 0) + part.scale * scale);
  const parts = [...(scales.size > MOST_TERMS ? own : scales)].filter(([, scale]) => scale !== 0).map(([root, scale]) => ({ root, scale }));
  const [only] = parts;
  if (!only) return offset;
  if (parts.length === 1) return columnOf(only.root, only.scale, offset);
  const { root, scale } = pool.affineOf(pool.sumOf(parts.sort((a, b) => byName(a.root, b.root))));
  return columnOf(root, scale, offset);
}

const byName = (a: Root, b: Root): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

function product(a: Samples, b: Samples, pool: Pool): Samples {
  if (!isColumn(a)) return affine(b, a, 0, pool);
  if (!isColumn(b)) return affine(a, b, 0, pool);
  const [x, y] = [pool.affineOf(a), pool.affineOf(b)].sort((one, other) => byName(one.root, other.root)) as [Affine, Affine];
  // Each as a root and a shift, times a scale: so that multiples of the same two share their product.
  const shifted = ({ root, scale, offset }: Affine): Affine => ({ root, scale: 1, offset: offset / scale });
  const [p, q] = [shifted(x), shifted(y)];
  const root = pool.once(`* ${keyOf(p)} ${keyOf(q)}`, (name) => {
    const corners = [lowOf(p) * lowOf(q), lowOf(p) * highOf(q), highOf(p) * lowOf(q), highOf(p) * highOf(q)];
    return new Root(name, {
      low: Math.min(...corners),
      high: Math.max(...corners),
      needs: [p.root, q.root],
      fill: () => combined('multiply', [operandOf(p), operandOf(q)], pool.n),
      inputs: inputsOf([p, q]),
      line: lowOf(p) >= 0 && lowOf(q) >= 0 ? lineThrough('multiply', [p, q]) : undefined,
    });
  });
  return columnOf(root, x.scale * y.scale);
}

/** Multiples of the same are in a fixed proportion. */
function quotient(operation: Operation, a: Samples, b: SampleColumn, pool: Pool): Samples {
  if (isColumn(a)) {
    const [x, y] = [pool.affineOf(a), pool.affineOf(b)];
    if (x.root === y.root && x.offset / x.scale === y.offset / y.scale && (lowOf(y) > 0 || highOf(y) < 0)) return x.scale / y.scale;
  }
  return elementwise(operation, [a, b], pool);
}

/** The largest or smallest of any number of terms: those that are certain are one, and those that never win are left out. */
function extreme(operation: Operation, args: readonly Samples[], pool: Pool): Samples {
  const isMax = operation.op === 'max';
  const certain = (isMax ? Math.max : Math.min)(...args.filter((arg): arg is number => !isColumn(arg)));
  const columns = args.filter(isColumn).map((column) => pool.affineOf(column));
  const loses = (a: number | Affine, b: number | Affine): boolean =>
    (isMax ? highOf(a) <= lowOf(b) : lowOf(a) >= highOf(b)) || isBelow(a, b, isMax);
  const all: (number | Affine)[] = Number.isFinite(certain) || columns.length === 0 ? [certain, ...columns] : columns;
  // Of two that lose against each other, since they are the same, the first stays.
  const candidates = all.filter((a, i) => !all.some((b, k) => k !== i && loses(a, b) && (k < i || !loses(b, a))));
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) return typeof only === 'number' ? only : columnOf(only.root, only.scale, only.offset);
  return elementwise(
    operation,
    candidates.map((arg) => (typeof arg === 'number' ? arg : columnOf(arg.root, arg.scale, arg.offset))),
    pool,
  );
}

/** Of two multiples of what is never negative, the one with the larger factor is never smaller. */
const isBelow = (a: number | Affine, b: number | Affine, below: boolean): boolean =>
  typeof a !== 'number' &&
  typeof b !== 'number' &&
  a.root === b.root &&
  a.root.low >= 0 &&
  a.offset === b.offset &&
  (below ? a.scale <= b.scale : a.scale >= b.scale);

/** Any other operator, sample by sample, unless the bounds of its arguments leave one result. */
function elementwise(operation: Operation | Applied, args: readonly Samples[], pool: Pool): Samples {
  const apply =
    operation.op === 'applied'
      ? (values: readonly number[]) => operation.compute(...values)
      : (values: readonly number[]) => applyOperator(operation.op, values);
  const columns = args.filter(isColumn);
  if (columns.length === 0) return apply(args as readonly number[]);
  const operands = args.map((arg) => (isColumn(arg) ? pool.affineOf(arg) : arg));
  const make = (name: string): Root => {
    const { low, high } = operation.op === 'applied' ? NO_BOUNDS : boundsThrough(operation.op, operands);
    const uncertain = operands.filter((arg) => typeof arg !== 'number');
    const applied = operation.op === 'applied' ? operation : undefined;
    const needs = uncertain.map(({ root }) => root);
    let strata: Strata | undefined;
    const strataBy = (rough: Rough): Strata => {
      strata ??= new Strata(apply, rough, operands.map(writtenOut), pool.n);
      return strata;
    };
    return new Root(name, {
      low,
      high,
      needs,
      fill: () => (applied?.rough ? strataBy(applied.rough).values : operated(operation.op, apply, operands, pool.n, applied?.linear)),
      ...(applied?.rough && { share: (holds) => strataBy(applied.rough as Rough).share(holds) }),
      inputs: inputsOf(uncertain),
      line: operation.op === 'applied' ? undefined : lineThrough(operation.op, operands),
    });
  };
  // What an engine computes is a root of its own: of its function nothing is known.
  const root = operation.op === 'applied' ? make(pool.another()) : pool.once(`${operation.op} ${operands.map(keyOf).join(' ')}`, make);
  return root.low === root.high && !root.hasGaps ? root.low : columnOf(root);
}

/** Samples with a gap (no number) wherever one of some conditions holds. */
export function withGaps(samples: Samples, conditions: readonly Samples[], pool: Pool): Samples {
  const open = conditions.filter((when) => !isColumn(when) || highOf(pool.affineOf(when)) > 0);
  if (open.length === 0) return samples;
  const tests = open.map((when) => (isColumn(when) ? pool.affineOf(when) : when));
  const values = isColumn(samples) ? pool.affineOf(samples) : samples;
  const key = `gaps ${[values, ...tests].map(keyOf).join(' ')}`;
  const uncertain = [values, ...tests].filter((one): one is Affine => typeof one !== 'number');
  return columnOf(
    pool.once(key, (name) => {
      const fill = (): Float64Array => {
        const filled = columnOfAll(values, pool.n);
        for (const test of tests.map((one) => columnOfAll(one, pool.n)))
          for (let i = 0; i < pool.n; i++) if ((test[i] as number) > 0) filled[i] = Number.NaN;
        return filled;
      };
      const [low, high] = [lowOf(values), highOf(values)];
      return new Root(name, { low, high, needs: uncertain.map(({ root }) => root), fill, inputs: inputsOf(uncertain), hasGaps: true });
    }),
  );
}

const columnOfAll = (samples: number | Affine, n: number): Float64Array => {
  const all = writtenOut(samples);
  return typeof all === 'number' ? new Float64Array(n).fill(all) : all.slice();
};

const keyOf = (arg: number | Affine): string => (typeof arg === 'number' ? `=${arg}` : `${arg.root.name}*${arg.scale}+${arg.offset}`);

const NO_BOUNDS = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY } as const;
const MONOTONE: ReadonlySet<Operator> = new Set(['max', 'min', 'sqrt', 'log', 'exp']);

/** Between which values the result lies, from the bounds of the arguments. */
function boundsThrough(op: Operator, args: readonly (number | Affine)[]): { readonly low: number; readonly high: number } {
  const [a = 0, b = 1] = args;
  const lows = args.map(lowOf);
  const highs = args.map(highOf);
  const isRounding = (op === 'ceil' || op === 'floor' || op === 'round') && (typeof b === 'number' ? b > 0 : false);
  if (isRounding || (MONOTONE.has(op) && (op !== 'log' || args.length === 1)))
    return { low: applyOperator(op, lows), high: applyOperator(op, highs) };
  if (op === 'divide' && (lowOf(b) > 0 || highOf(b) < 0)) {
    const corners = [lowOf(a) / lowOf(b), lowOf(a) / highOf(b), highOf(a) / lowOf(b), highOf(a) / highOf(b)];
    return { low: Math.min(...corners), high: Math.max(...corners) };
  }
  if (op === 'greater') return { low: Number(lowOf(a) > highOf(b)), high: Number(highOf(a) > lowOf(b)) };
  if (op === 'greaterOrEqual') return { low: Number(lowOf(a) >= highOf(b)), high: Number(highOf(a) >= lowOf(b)) };
  if (op === 'less') return { low: Number(highOf(a) < lowOf(b)), high: Number(lowOf(a) < highOf(b)) };
  if (op === 'lessOrEqual') return { low: Number(highOf(a) <= lowOf(b)), high: Number(lowOf(a) <= highOf(b)) };
  if (op === 'if') {
    const [, then = 0, otherwise = 0] = args;
    return { low: Math.min(lowOf(then), lowOf(otherwise)), high: Math.max(highOf(then), highOf(otherwise)) };
  }
  return NO_BOUNDS;
}
