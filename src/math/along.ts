/** Degrees of the polynomials that are tried, each through the points of the one before and those between them. */
const DEGREES = [4, 8, 16] as const;
/** Where each piece is of as few points as the last of them takes, nothing is saved. */
const FEWEST = 17;
/** A polynomial that meets the function to this share of its value: the next one, which is taken, misses it by about the square of that. */
const AGREEMENT = 1e-4;
/** What else the function looks at is given by a polynomial to this share, at every point. */
const GIVEN = 1e-6;

type Polynomial = (x: number) => number;
/** Points in the order of their places: half open. */
type Piece = readonly [from: number, to: number];

/**
 * Values of a costly function at many points, computed at as few as will do: where a polynomial through the points nearest to those of Chebyshev meets the
 * function at points between these, to 1e-4 of each value, the polynomial through all of them stands for it; else each half is looked at by
 * itself. So what is around steps and kinks ends in pieces that are computed point by point.
 * @param xs places of the points, finite
 * @param others what else the function looks at: it is followed only where a polynomial of the place gives these, too, at every point
 * @param f the value at the i-th point
 * @source Berrut and Trefethen 2004, Barycentric Lagrange interpolation, SIAM Review 46(3)
 */
export function valuesAlong(xs: Float64Array, others: readonly Float64Array[], f: (i: number) => number): Float64Array {
  const out = new Float64Array(xs.length);
  const order = Uint32Array.from(xs.keys()).sort((a, b) => (xs[a] as number) - (xs[b] as number));
  const sorted = (column: Float64Array): Float64Array => Float64Array.from(order, (i) => column[i] as number);
  const places = sorted(xs);
  const columns = others.map(sorted);
  const open: Piece[] = [[0, xs.length]];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const [from, to] = piece;
    const isLong = to - from > FEWEST;
    const polynomial = isLong ? polynomialOf((k) => f(order[k] as number), places, columns, piece) : undefined;
    if (isLong && !polynomial) {
      const middle = (from + to) >> 1;
      open.push([from, middle], [middle, to]);
      continue;
    }
    for (let k = from; k < to; k++) {
      const value = polynomial ? polynomial(places[k] as number) : Number.NaN;
      // So near to a point that the inverse of the distance has no end.
      out[order[k] as number] = Number.isNaN(value) ? f(order[k] as number) : value;
    }
  }
  return out;
}

/** What stands for a function on a piece; undefined where no polynomial does. */
function polynomialOf(
  f: (k: number) => number,
  places: Float64Array,
  columns: readonly Float64Array[],
  piece: Piece,
): Polynomial | undefined {
  const [from, to] = piece;
  if (places[from] === places[to - 1]) {
    const value = columns.every((column) => column.subarray(from, to).every((y) => y === column[from])) ? f(from) : undefined;
    return value === undefined ? undefined : () => value;
  }
  const known = new Map<number, number>();
  let before: Polynomial | undefined;
  for (const degree of DEGREES) {
    const nodes = nodesOf(degree, places, piece);
    if (!nodes) return undefined;
    const xs = nodes.map((k) => places[k] as number);
    const through = (values: readonly number[]): Polynomial => polynomialThrough(xs, values);
    const isGiven = columns.every((column) => isOn(through(nodes.map((k) => column[k] as number)), places, column, piece));
    if (!isGiven) continue;
    let isMet = before !== undefined;
    for (const k of nodes) {
      if (known.has(k)) continue;
      const value = f(k);
      if (!Number.isFinite(value)) return undefined;
      known.set(k, value);
      isMet &&= Math.abs(value - (before as Polynomial)(places[k] as number)) <= AGREEMENT * Math.abs(value);
    }
    before = through(nodes.map((k) => known.get(k) as number));
    if (isMet) return before;
  }
  return undefined;
}

/** The points nearest to those of Chebyshev, from the last to the first; undefined where two of these are one. */
function nodesOf(degree: number, places: Float64Array, [from, to]: Piece): readonly number[] | undefined {
  const [low, high] = [places[from] as number, places[to - 1] as number];
  const nodes: number[] = [];
  for (let j = 0; j <= degree; j++) {
    const k = nearest((low + high + (high - low) * Math.cos((j * Math.PI) / degree)) / 2, places, [from, to]);
    if (j > 0 && !((places[k] as number) < (places[nodes[j - 1] as number] as number))) return undefined;
    nodes.push(k);
  }
  return nodes;
}

function nearest(x: number, places: Float64Array, [from, to]: Piece): number {
  let [low, high] = [from, to - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < x) low = middle;
    else high = middle;
  }
  return x - (places[low] as number) < (places[high] as number) - x ? low : high;
}

function isOn(polynomial: Polynomial, places: Float64Array, column: Float64Array, [from, to]: Piece): boolean {
  for (let k = from; k < to; k++) {
    const y = column[k] as number;
    // Written so that what is no number is on none.
    if (!(Math.abs(polynomial(places[k] as number) - y) <= GIVEN * Math.abs(y))) return false;
  }
  return true;
}

/** The polynomial through values at falling places: at these, and where all are the same, the very value. */
function polynomialThrough(xs: readonly number[], values: readonly number[]): Polynomial {
  const [first = Number.NaN] = values;
  if (values.every((value) => value === first)) return () => first;
  const scale = 4 / ((xs[0] as number) - (xs[xs.length - 1] as number));
  const weights = xs.map((x, j) => 1 / xs.reduce((product, other, m) => (m === j ? product : product * (x - other) * scale), 1));
  return (x) => {
    let above = 0;
    let below = 0;
    for (let j = 0; j < xs.length; j++) {
      const distance = x - (xs[j] as number);
      if (distance === 0) return values[j] as number;
      const part = (weights[j] as number) / distance;
      above += part * (values[j] as number);
      below += part;
    }
    return above / below;
  };
}
