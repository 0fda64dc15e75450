import {
  type Dimension,
  describeDimension,
  dimensionText,
  divided,
  type Expr,
  hasCountedNouns,
  isLeaf,
  type Parsed,
  parseLiteral,
  perNouns,
  type QuantityProblem,
  sameCounts,
  samePhysical,
  type TypedValue,
  type Vocabulary,
} from '../../quantity/index.js';

/** What follows `to`: a unit that the answer is given in. */
export interface UnitTarget {
  /** As written: `req/s`, `per day`, `GiB`, `%`, `nines`. */
  readonly text: string;
  readonly dimension: Dimension;
  /** Numbers of bytes, seconds and money are shown in full; other things with a suffix: 1.2M req/s. */
  readonly measure: 'amount' | 'number' | 'share';
  /** From canonical units. */
  readonly of: (value: number) => number;
}

const PLAIN: Dimension = { time: 0, data: 0, money: 0, counts: {} };

/** Reads a unit. Problems carry offsets within `text`. */
export function readTarget(text: string, vocabulary: Vocabulary): Parsed<UnitTarget> {
  const unit = text.trim();
  const slip = (message: string, help?: string): Parsed<UnitTarget> => ({
    ok: false,
    problem: { rule: 'calc/unit', start: 0, end: unit.length, message, ...(help !== undefined && { help }) },
  });
  if (unit === '%' || unit === 'percent')
    return { ok: true, value: { text: '%', dimension: PLAIN, measure: 'share', of: (value) => value } };
  if (unit === 'nines')
    return { ok: true, value: { text: 'nines', dimension: PLAIN, measure: 'number', of: (value) => -Math.log10(1 - value) } };
  if (/^[~\d.+-]/.test(unit))
    return slip(`after "to" goes a unit, not a quantity: ${unit}`, 'leave out the number; an interval is written with two dots: 5..10');
  const read = parseLiteral(`1 ${unit}`, 'any', vocabulary);
  if (!read.ok) {
    const { problem } = read;
    return { ok: false, problem: { ...problem, start: Math.max(0, problem.start - 2), end: Math.max(1, problem.end - 2) } };
  }
  const { value, dimension } = read.value;
  if (!(value > 0)) return slip(`"${unit}" is no unit`);
  const measure = dimension.data !== 0 || dimension.time > 0 || dimension.money !== 0 ? 'amount' : 'number';
  return { ok: true, value: { text: unit, dimension, measure, of: (amount) => amount / value } };
}

/**
 * Why an answer cannot be given in a unit, with both readings; null if it can. Counted things may be dropped by a product, as in a spec.
 */
export function unfitFor(expr: Expr, { dimension }: TypedValue, target: UnitTarget): QuantityProblem | null {
  const wrong = (message: string, help?: string): QuantityProblem => ({
    rule: 'calc/dimension',
    start: 0,
    end: target.text.length,
    message,
    ...(help !== undefined && { help }),
  });
  const [ours, theirs] = [
    `${describeDimension(dimension)}${unitText(dimension)}`,
    `${describeDimension(target.dimension)}${unitText(target.dimension)}`,
  ];
  if (!samePhysical(dimension, target.dimension))
    return wrong(`the expression is ${ours}, "${target.text}" is ${theirs}`, advice(divided(target.dimension, dimension)));
  if (sameCounts(dimension, target.dimension)) return null;
  const per = perLeft(dimension, target);
  // 10 TB / 5M users divides on purpose; 12 per user per month has forgotten the users.
  if (per.length > 0 && has(expr, ['divide'])) return null;
  if (per.length > 0)
    return wrong(
      `the expression is still per ${per.join(' and per ')}, "${target.text}" is not`,
      `multiply by the number of ${per.join(' and ')}s`,
    );
  if (!hasCountedNouns(dimension) || !hasCountedNouns(target.dimension) || has(expr, PRODUCTS)) return null;
  return wrong(`the expression is ${ours}, "${target.text}" is ${theirs}`, 'multiply by how many there are of one for each of the other');
}

const PRODUCTS = ['multiply', 'divide'];

const has = (expr: Expr, ops: readonly string[]): boolean =>
  !isLeaf(expr) && (ops.includes(expr.op) || expr.args.some((arg) => has(arg, ops)));

/** What the answer is per and the unit is not. */
const perLeft = (dimension: Dimension, target: UnitTarget): readonly string[] =>
  perNouns(dimension).filter((noun) => !perNouns(target.dimension).includes(noun));

/** The unit with what the answer is still per: `MB per user`. */
export const unitFor = (dimension: Dimension, target: UnitTarget): string =>
  `${target.text}${perLeft(dimension, target)
    .map((noun) => ` per ${noun}`)
    .join('')}`;

function unitText(dimension: Dimension): string {
  const text = dimensionText(dimension);
  return describeDimension(dimension).endsWith(text) || text === '1' ? '' : ` (${text})`;
}

const ADVICE: readonly (readonly [time: number, data: number, money: number, help: string])[] = [
  [1, 0, 0, 'multiply by a duration, such as * 1 day'],
  [-1, 0, 0, 'divide by a duration, such as / 1 day'],
  [0, 1, 0, 'multiply by a size, such as * 1 kB'],
  [0, -1, 0, 'divide by a size, such as / 1 kB'],
  [-1, 1, 0, 'multiply by a bandwidth, or by a size and divide by a duration'],
  [1, -1, 0, 'divide by a bandwidth, or by a size and multiply by a duration'],
  [0, 0, 1, 'multiply by a price'],
  [0, -1, 1, 'multiply by a price, such as * 0.05 USD/GB'],
  [-1, 0, 1, 'multiply by a price and divide by a duration'],
];

/** How to come from one to the other, where a single factor does. */
const advice = (missing: Dimension): string | undefined =>
  ADVICE.find(([time, data, money]) => missing.time === time && missing.data === data && missing.money === money)?.[3];
