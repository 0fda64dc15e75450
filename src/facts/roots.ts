import { combined, loopFor, type Operand, type Ordered, OrderStatistics, scaled } from '../math/index.js';
import { applyOperator, type Operator } from '../quantity/index.js';
import { inEach, oneByOne } from './one-by-one.js';

/** Values of a root as a function of those of another, from which they rise or fall: their order is the other's. */
export interface MonotoneMap {
  readonly of: Root;
  readonly at: (x: number) => number;
  readonly rising: boolean;
  /** Functions within functions. */
  readonly depth: number;
}

interface Making {
  /** No value lies outside these. */
  readonly low: number;
  readonly high: number;
  /** Roots whose values `fill` reads. */
  readonly needs: readonly Root[];
  readonly fill: () => Float64Array;
  /** Share of the values on one side of a limit, where that takes far less than all of them. */
  readonly share?: (holds: (value: number) => boolean) => number;
  /** Ids of the uncertain leaves that it is made of. */
  readonly inputs: readonly string[];
  readonly line?: MonotoneMap | undefined;
  /** The order of the values, where it is known without them. */
  readonly order?: Ordered;
  /** Whether some values may be no number, as what keeps a fact unknown holds there, whatever the bounds. */
  readonly hasGaps?: boolean;
}

/**
 * An array of samples that is computed when it is first read. Bounds, and the order that it takes over from another root, are known before:
 * often they answer what is asked, and no sample is touched.
 */
export class Root {
  /** Tells it apart from others of its pool. */
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly inputs: readonly string[];
  readonly line: MonotoneMap | undefined;
  readonly hasGaps: boolean;
  readonly #needs: readonly Root[];
  readonly #fill: () => Float64Array;
  readonly #share: ((holds: (value: number) => boolean) => number) | undefined;
  #values: Float64Array | undefined;
  #order: Ordered | undefined;

  constructor(name: string, making: Making) {
    this.name = name;
    // Bounds that are none: 0 times infinity, or a function out of its domain.
    this.low = Number.isNaN(making.low) ? Number.NEGATIVE_INFINITY : making.low;
    this.high = Number.isNaN(making.high) ? Number.POSITIVE_INFINITY : making.high;
    this.inputs = making.inputs;
    this.line = making.line;
    this.hasGaps = making.hasGaps === true || making.needs.some((need) => need.hasGaps);
    this.#needs = making.needs;
    this.#fill = making.fill;
    this.#share = making.share;
    this.#order = making.order;
  }

  get values(): Float64Array {
    this.#values ??= this.#filled();
    return this.#values;
  }

  /**
   * Share of the values on one side of a limit, where that is known without all values, or by far fewer of them.
   * @param holds true of all values on that side, and of no other
   */
  share(holds: (value: number) => boolean): number | undefined {
    if (this.line) {
      const { of, at } = this.line;
      return of.share((value) => holds(at(value)));
    }
    if (!this.#share) return undefined;
    for (const need of this.#needs) need.values;
    return this.#share(holds);
  }

  /** Whether `share` spares most of the work of `values`. */
  get isCostly(): boolean {
    return this.line ? this.line.of.isCostly : this.#share !== undefined;
  }

  #filled(): Float64Array {
    // Without recursion: a spec may be a long chain.
    const stack: Root[] = [this];
    for (let root = stack[stack.length - 1]; root; root = stack[stack.length - 1]) {
      const waiting = root.#values ? [] : root.#needs.filter((need) => !need.#values);
      if (waiting.length > 0) stack.push(...waiting);
      else {
        root.#values ??= root.#fill();
        stack.pop();
      }
    }
    return this.#values ?? this.#fill();
  }

  /** The order of the values: that of the root it follows, if it follows one. */
  get order(): Ordered {
    this.#order ??= this.line ? along(this.line) : new OrderStatistics(this.values);
    return this.#order;
  }
}

function along({ of, at, rising }: MonotoneMap): Ordered {
  const { order } = of;
  return { count: order.count, at: (k) => at(order.at(rising ? k : order.count - 1 - k)) };
}

/** A root with a factor and a term: what a sample of an uncertain fact is. */
export interface Affine {
  readonly root: Root;
  readonly scale: number;
  readonly offset: number;
}

type Argument = number | Affine;

export const lowOf = (samples: Argument): number =>
  typeof samples === 'number' ? samples : (samples.scale < 0 ? samples.root.high : samples.root.low) * samples.scale + samples.offset;

export const highOf = (samples: Argument): number =>
  typeof samples === 'number' ? samples : (samples.scale < 0 ? samples.root.low : samples.root.high) * samples.scale + samples.offset;

/** Deeper functions are as slow as samples. */
const DEEPEST_LINE = 12;

function lineOf({ root, scale, offset }: Affine): MonotoneMap {
  const { of, at, rising, depth } = root.line ?? { of: root, at: (x: number) => x, rising: true, depth: 0 };
  if (scale === 1 && offset === 0) return { of, at, rising, depth };
  return { of, at: (x) => at(x) * scale + offset, rising: rising === scale > 0, depth };
}

/** Operators that never fall as one of their arguments rises. */
const RISING: ReadonlySet<Operator> = new Set(['max', 'min', 'add', 'sqrt', 'log', 'exp']);
/** The same of their first argument, while the second is certain. */
const ROUNDING: ReadonlySet<Operator> = new Set(['ceil', 'floor', 'round']);

/** The line that an operation on arguments along one line follows; undefined if it is none, or may turn. */
export function lineThrough(op: Operator, args: readonly Argument[]): MonotoneMap | undefined {
  const lines = args.map((arg) => (typeof arg === 'number' ? arg : lineOf(arg)));
  const uncertain = lines.filter((line): line is MonotoneMap => typeof line !== 'number');
  const [first] = uncertain;
  if (!first || uncertain.some(({ of, rising, depth }) => of !== first.of || rising !== first.rising || depth >= DEEPEST_LINE))
    return undefined;
  const turned = directionOf(op, args);
  if (turned === undefined) return undefined;
  const ats = lines.map((line) => (typeof line === 'number' ? () => line : line.at));
  const depth = 1 + Math.max(...uncertain.map((line) => line.depth));
  return {
    of: first.of,
    at: (x) =>
      applyOperator(
        op,
        ats.map((at) => at(x)),
      ),
    rising: first.rising === turned,
    depth,
  };
}

/** True if the result rises with the uncertain arguments, false if it falls, undefined if neither is sure. */
function directionOf(op: Operator, args: readonly Argument[]): boolean | undefined {
  const [a = 0, b = 1] = args;
  if (op === 'log' && args.length > 1) return undefined;
  if (RISING.has(op)) return true;
  if (ROUNDING.has(op)) return typeof a !== 'number' && typeof b === 'number' && b > 0 ? true : undefined;
  if (op === 'power') return typeof b === 'number' && b > 0 && lowOf(a) >= 0 ? true : undefined;
  if (op === 'divide' && typeof a === 'number' && a > 0 && (lowOf(b) > 0 || highOf(b) < 0)) return false;
  return undefined;
}

/** Samples as the loops over them take them. */
export const operandOf = (samples: Argument): Operand =>
  typeof samples === 'number' ? samples : { values: samples.root.values, scale: samples.scale, offset: samples.offset };

/** Samples written out, one number each. */
const written = ({ root, scale, offset }: Affine): Float64Array =>
  scale === 1 && offset === 0 ? root.values : scaled(root.values, scale, offset);

/** The same of an argument that may be certain. */
export const writtenOut = (argument: Argument): number | Float64Array => (typeof argument === 'number' ? argument : written(argument));

/**
 * The result of an operation in each sample: by a loop of its own, else by one scalar operation each.
 * @param linear in so many leading arguments, which are chances, the result is linear
 */
export function operated(
  op: Operator | 'applied',
  apply: (values: readonly number[]) => number,
  args: readonly Argument[],
  n: number,
  linear = 0,
): Float64Array {
  if (op === 'max' || op === 'min') return extremeOf(op, args.map(operandOf), n);
  const loop = loopFor(op, args.length);
  if (loop) return combined(loop, args.map(operandOf), n);
  const columns = args.map(writtenOut);
  return op === 'applied' ? oneByOne(apply, columns, n, linear) : inEach(apply, columns, n);
}

/** Of two or more, pair by pair. */
function extremeOf(op: 'max' | 'min', [first = 0, second = first, ...others]: readonly Operand[], n: number): Float64Array {
  let extreme = combined(op, [first, second], n);
  for (const other of others) extreme = combined(op, [{ values: extreme, scale: 1, offset: 0 }, other], n);
  return extreme;
}
