import {
  addable,
  type Dimension,
  describeDimension,
  dimensionText,
  divided,
  hasCountedNouns,
  isPlain,
  multiplied,
  PLAIN,
  raised,
  samePhysical,
  withoutCounts,
} from './dimension.js';
import { evaluateExpr } from './evaluate-expr.js';
import type { Expr, Operation } from './expr.js';
import { printExpr } from './print-expr.js';
import { type Parsed, parsed, slip } from './problem.js';

/** What a value measures, and whether it is a share: the product of shares is one, a share of a number of things is not. */
export interface TypedValue {
  readonly dimension: Dimension;
  readonly share: boolean;
}

/** A plain number written in the expression takes the kind of what it is combined with. */
interface Kind extends TypedValue {
  readonly literal: boolean;
}

const NUMBER: Kind = { dimension: PLAIN, share: false, literal: true };

/**
 * The dimension of an expression, or the first place where two sides do not go together. Physical parts must always agree; counted nouns in sums and
 * comparisons unless one side has none; products multiply them, so that they cancel or are left over.
 * @param dimensionOf of the ids it refers to; undefined if it cannot be determined, which stops the check of what depends on it
 */
export function checkDimensions(expr: Expr, dimensionOf: (id: string) => TypedValue | undefined): Parsed<TypedValue> {
  const kind = kindOf(expr, dimensionOf);
  return kind.ok ? parsed({ dimension: kind.value.dimension, share: kind.value.share }) : kind;
}

function kindOf(expr: Expr, dimensionOf: (id: string) => TypedValue | undefined): Parsed<Kind> {
  if (expr.op === 'number') return parsed(NUMBER);
  if (expr.op === 'quantity') return parsed({ dimension: expr.quantity.dimension, share: expr.quantity.share, literal: false });
  if (expr.op === 'ref') {
    const typed = dimensionOf(expr.id);
    if (typed !== undefined) return parsed({ ...typed, literal: false });
    return slip('expression/dimension', expr.start ?? 0, expr.end ?? 0, `what ${expr.id} measures cannot be told`);
  }
  if (expr.op === 'applied') return slip('expression/dimension', 0, 0, `what ${expr.name}() gives cannot be told`);
  const args: Kind[] = [];
  for (const arg of expr.args) {
    const kind = kindOf(arg, dimensionOf);
    if (!kind.ok) return kind;
    args.push(kind.value);
  }
  return combined(expr, args);
}

function combined(expr: Operation, args: readonly Kind[]): Parsed<Kind> {
  const [a = NUMBER, b = NUMBER, c = NUMBER] = args;
  switch (expr.op) {
    case 'add':
    case 'subtract':
      return percentOnTop(expr, args) ?? alike(expr, args, 0);
    case 'min':
    case 'max':
      return alike(expr, args, 0);
    case 'if': {
      const test = plain(expr, a, 0, 'a condition');
      return test.ok ? alike(expr, [b, c], 1) : test;
    }
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual':
    case 'equal':
    case 'notEqual': {
      const compared = alike(expr, args, 0);
      return compared.ok ? parsed(NUMBER) : compared;
    }
    case 'multiply':
      return parsed({
        dimension: args.reduce((product, { dimension }) => multiplied(product, dimension), PLAIN),
        // 0.5 * 20% is a share; 10 * 30% is a number.
        share: args.some(({ share }) => share) && args.every(({ share, literal }, i) => share || (literal && isFraction(expr.args[i]))),
        literal: args.every(({ literal }) => literal),
      });
    case 'divide':
      return parsed({ dimension: divided(a.dimension, b.dimension), share: a.share && b.literal, literal: a.literal && b.literal });
    case 'negate':
    case 'abs':
      return parsed(a);
    case 'ceil':
    case 'floor':
    case 'round':
      if (args.length > 1 && !samePhysical(a.dimension, b.dimension)) return apart(expr, a, b, 0, 1);
      if (args.length === 1 && !samePhysical(a.dimension, PLAIN)) return stepless(expr, a);
      return parsed({ ...a, share: false });
    case 'sqrt':
      return parsed({ dimension: raised(a.dimension, 0.5), share: a.share, literal: a.literal });
    case 'power':
      return power(expr, a, b);
    case 'log':
    case 'exp': {
      const inner = plain(expr, a, 0, `the argument of ${expr.op}`);
      return inner.ok ? parsed({ ...NUMBER, literal: a.literal }) : inner;
    }
    case 'and':
    case 'or':
    case 'not': {
      for (const [i, arg] of args.entries()) {
        const condition = plain(expr, arg, i, 'a condition');
        if (!condition.ok) return condition;
      }
      return parsed(NUMBER);
    }
    case 'compounded':
      return parsed({ dimension: b.dimension, share: false, literal: false });
  }
}

/** `100 + 10%`: a tenth more, or a tenth of one. Beside a number up to one, as of `1 + 30%`, a percentage is a share like any other. */
function percentOnTop(expr: Operation, args: readonly Kind[]): Parsed<Kind> | undefined {
  const percent = expr.args.findIndex((arg, i) => i > 0 && arg.op === 'quantity' && arg.quantity.share && arg.quantity.text.endsWith('%'));
  const share = expr.args[percent];
  if (share?.op !== 'quantity' || !args.slice(0, percent).some((kind, i) => isAmount(kind, expr.args[i]))) return undefined;
  const before = printExpr(percent === 1 ? (expr.args[0] ?? expr) : { op: expr.op, args: expr.args.slice(0, percent) }, (id) => id);
  const sign = expr.op === 'add' ? '+' : '-';
  const whole = /^[\w.% ]*$/.test(before) ? before : `(${before})`;
  const { text, value } = share.quantity;
  const readings = `${whole} * (1 ${sign} ${text}) or ${before} ${sign} ${Number(value.toPrecision(12))}`;
  const [start] = placeOf(expr.args[0] ?? expr);
  const [, end] = placeOf(share);
  return slip('quantity/ambiguous', start, Math.max(start, end), `"${before} ${sign} ${text}" has two readings: ${readings}`, {
    help: `write ${readings}`,
  });
}

/** What a percentage on top may be one of: a number above one, or of things that are counted. */
function isAmount({ dimension, share, literal }: Kind, expr: Expr | undefined): boolean {
  if (share || expr === undefined || !samePhysical(dimension, PLAIN)) return false;
  return hasCountedNouns(dimension) || (literal && Math.abs(evaluateExpr(expr, () => 0)) > 1);
}

/** Sums, comparisons, min, max and the answers of a condition: `first` is the place of the first of them among the arguments. */
function alike(expr: Operation, args: readonly Kind[], first: number): Parsed<Kind> {
  let sum = args[0] ?? NUMBER;
  for (const [i, arg] of args.entries()) {
    if (i === 0) continue;
    // Zero is zero of anything, a number of itself.
    const zero = isZero(expr.args[first + i]) ? 'right' : i === 1 && isZero(expr.args[first]) ? 'left' : undefined;
    if (zero === 'right') continue;
    if (zero === 'left') {
      sum = arg;
      continue;
    }
    if (!addable(sum.dimension, arg.dimension)) return apart(expr, sum, arg, first, first + i);
    const dimension = hasCountedNouns(sum.dimension) ? sum.dimension : arg.dimension;
    sum = {
      dimension,
      share: (sum.share && (arg.share || arg.literal)) || (arg.share && sum.literal),
      literal: sum.literal && arg.literal,
    };
  }
  return parsed(sum);
}

const isFraction = (expr: Expr | undefined): boolean => expr?.op !== 'number' || Math.abs(expr.value) <= 1;
const isPositive = (expr: Expr | undefined): boolean => expr?.op === 'number' && expr.value > 0;
const isZero = (expr: Expr | undefined): boolean => expr?.op === 'number' && expr.value === 0;

function power(expr: Operation, a: Kind, b: Kind): Parsed<Kind> {
  const exponent = plain(expr, b, 1, 'an exponent');
  if (!exponent.ok) return exponent;
  // A share of a share is one, however often.
  if (isPlain(a.dimension)) return parsed({ ...a, share: a.share && isPositive(expr.args[1]), literal: a.literal && b.literal });
  const by = expr.args[1];
  if (by?.op === 'number') return parsed({ dimension: raised(a.dimension, by.value), share: false, literal: false });
  if (samePhysical(a.dimension, PLAIN)) return parsed({ dimension: PLAIN, share: false, literal: false });
  return slip(
    'expression/dimension',
    ...placeOf(by ?? expr),
    `the exponent of ${describeDimension(a.dimension)} is a plain number, written as such`,
    { help: 'write a number there' },
  );
}

function plain(expr: Operation, kind: Kind, index: number, what: string): Parsed<Kind> {
  if (samePhysical(kind.dimension, PLAIN)) return parsed(kind);
  return slip(
    'expression/dimension',
    ...placeOf(expr.args[index] ?? expr),
    `${what} is a plain number, this is ${describeDimension(kind.dimension)} (${dimensionText(kind.dimension)})`,
    { help: 'divide it by one of its kind' },
  );
}

function apart(expr: Operation, a: Kind, b: Kind, left: number, right: number): Parsed<never> {
  const verb = VERBS[expr.op] ?? 'combine';
  const [x, y] = [describeDimension(a.dimension), describeDimension(b.dimension)];
  const units = x === y || x.startsWith('a quantity') ? '' : ` (${dimensionText(a.dimension)} and ${dimensionText(b.dimension)})`;
  const [, end] = placeOf(expr.args[right] ?? expr);
  const [start] = placeOf(expr.args[left] ?? expr);
  const counts = samePhysical(a.dimension, b.dimension)
    ? { help: 'counted things differ: divide or multiply by how many there are of one for each of the other' }
    : { help: 'both must measure the same: bring one to the other with * or /' };
  return slip('expression/dimension', start, Math.max(start, end), `cannot ${verb} ${x} and ${y}${units}`, counts);
}

function stepless(expr: Operation, a: Kind): Parsed<never> {
  const unit = dimensionText(withoutCounts(a.dimension));
  return slip('expression/dimension', ...placeOf(expr), `${describeDimension(a.dimension)} is rounded to a step`, {
    help: `write ${expr.op}(..., 1 ${unit === '1/s' ? 'req/s' : unit})`,
  });
}

const VERBS: Readonly<Partial<Record<Operation['op'], string>>> = {
  add: 'add',
  subtract: 'subtract',
  min: 'compare',
  max: 'compare',
  if: 'choose between',
  less: 'compare',
  lessOrEqual: 'compare',
  greater: 'compare',
  greaterOrEqual: 'compare',
  equal: 'compare',
  notEqual: 'compare',
  ceil: 'round in steps',
  floor: 'round in steps',
  round: 'round in steps',
};

function placeOf(expr: Expr): [start: number, end: number] {
  if ('start' in expr && expr.start !== undefined && expr.end !== undefined) return [expr.start, expr.end];
  return [0, 0];
}
