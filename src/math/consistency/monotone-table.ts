import { turnBetween } from '../root.js';

/** A function that never rises, from 1 (or less) to 0, at points close enough to draw straight lines between them. */
export interface MonotoneTable {
  readonly at: Float64Array;
  readonly value: Float64Array;
}

/** Points that one table has at most: what needs more has jumps, which are met as closely as doubles are worth. */
const MOST_POINTS = 4_000;
/** Straight lines that stand for the curve between two points. */
const PIECES = 4;

/**
 * Halves each step until the middle of it is `close` to the line between its ends, and to a share of itself where it is small. The middle is kept:
 * the points of odd place are each halfway between their neighbors.
 * @param fall never rises
 * @param low where it is at its highest
 * @param scale a first width beyond `low`; doubled until less than `LEAST` is left
 */
export function tabulate(fall: (x: number) => number, low: number, scale: number, close: number): MonotoneTable {
  const points = [low];
  const values = [fall(low)];
  const narrowest = scale * 1e-9;
  const refine = (x0: number, f0: number, x1: number, f1: number): void => {
    const middle = (x0 + x1) / 2;
    const there = fall(middle);
    const off = Math.abs(there - (f0 + f1) / 2);
    const isClose = f0 - f1 <= MOST_FALL && off <= close && (off <= there * CLOSE_SHARE || f0 <= LEAST * 4);
    if (!isClose && x1 - x0 > narrowest && points.length < MOST_POINTS) {
      refine(x0, f0, middle, there);
      refine(middle, there, x1, f1);
      return;
    }
    points.push(middle, x1);
    values.push(there, f1);
  };
  for (let i = 0, width = scale; i < 80; i++, width *= 2) {
    const [x0, f0] = [points.at(-1) as number, values.at(-1) as number];
    if (f0 <= LEAST) break;
    refine(x0, f0, low + width, fall(low + width));
  }
  return { at: Float64Array.from(points), value: Float64Array.from(values) };
}

/** What is left out of the tail of a table. */
const LEAST = 1e-8;
/** A step is shorter than that, however straight. */
const MOST_FALL = 0.05;
/** Of what is rare, a middle is within this share of the line. */
const CLOSE_SHARE = 0.01;

/** The same function with points between its points, on monotone cubic curves. @source Fritsch and Carlson 1980, SIAM J. Numer. Anal. 17(2) */
export function smoothed({ at, value }: MonotoneTable): MonotoneTable {
  const count = at.length;
  if (count < 3) return { at, value };
  const slope = (i: number): number => ((value[i + 1] as number) - (value[i] as number)) / ((at[i + 1] as number) - (at[i] as number));
  // Of the parabola through three points, but so that the curve falls.
  const tangent = (i: number): number => {
    if (i === 0) return slope(0);
    if (i === count - 1) return slope(count - 2);
    const [before, after] = [slope(i - 1), slope(i)];
    const share = ((at[i] as number) - (at[i - 1] as number)) / ((at[i + 1] as number) - (at[i - 1] as number));
    return Math.max(share * after + (1 - share) * before, 3 * Math.max(before, after));
  };
  const points = new Float64Array((count - 1) * PIECES + 1);
  const values = new Float64Array(points.length);
  [points[0], values[0]] = [at[0] as number, value[0] as number];
  for (let i = 0, next = 1, from = tangent(0); i < count - 1; i++) {
    const to = tangent(i + 1);
    const [x0, f0, f1] = [at[i] as number, value[i] as number, value[i + 1] as number];
    const width = (at[i + 1] as number) - x0;
    for (let piece = 1; piece <= PIECES; piece++, next++) {
      const t = piece / PIECES;
      points[next] = x0 + t * width;
      values[next] = f0 + t * t * (3 - 2 * t) * (f1 - f0) + width * t * (1 - t) * ((1 - t) * from - t * to);
    }
    from = to;
  }
  return { at: points, value: values };
}

/** Integral of one falling function against the falls of another: of first(x + shift) over -d second(x). Before its first point a table is flat. */
export function stieltjes(first: MonotoneTable, second: MonotoneTable, shift: number): number {
  const [a, b] = [first, second];
  let [i, j] = [0, 0];
  let sum = 0;
  let [fBefore, gBefore] = [Number.NaN, Number.NaN];
  while (i < a.at.length || j < b.at.length) {
    const x = Math.min(i < a.at.length ? (a.at[i] as number) - shift : Infinity, j < b.at.length ? (b.at[j] as number) : Infinity);
    const f = between(a, x + shift, i);
    const g = between(b, x, j);
    if (!Number.isNaN(fBefore)) sum += ((f + fBefore) / 2) * (gBefore - g);
    [fBefore, gBefore] = [f, g];
    while (i < a.at.length && (a.at[i] as number) - shift <= x) i++;
    while (j < b.at.length && (b.at[j] as number) <= x) j++;
  }
  return sum;
}

/** The value at x, where `next` is the first point not before it. */
function between({ at, value }: MonotoneTable, x: number, next: number): number {
  if (next === 0) return value[0] as number;
  if (next === at.length) return value[next - 1] as number;
  const [x0, x1] = [at[next - 1] as number, at[next] as number];
  const [f0, f1] = [value[next - 1] as number, value[next] as number];
  return x1 > x0 ? f0 + ((f1 - f0) * (x - x0)) / (x1 - x0) : f1;
}

/** The value at x: straight between two points, that of the nearest beyond them. */
export function valueAt(table: MonotoneTable, x: number): number {
  let [low, high] = [0, table.at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.at[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return between(table, x, low);
}

/** The least x at which a falling function is no more than `share`, to about twelve digits; 0 where it is already. */
export function leastWhere(fall: (x: number) => number, share: number, scale: number): number {
  if (fall(0) <= share) return 0;
  let high = scale;
  while (fall(high) > share && high < scale * 2 ** 80) high *= 2;
  return turnBetween((x) => fall(x) <= share, high === scale ? 0 : high / 2, high, 1e-12).high;
}
