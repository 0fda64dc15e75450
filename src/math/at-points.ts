/** Degrees of the polynomials that are tried, each through the points of the one before and those between them. */
const DEGREES = [4, 8, 16] as const;
/** Where each piece is of as few points as the last of them takes, nothing is saved. */
const FEWEST = 17;
/** A polynomial that meets the function to this share of its value: the next one, which is taken, misses it by about the square of that. */
const AGREEMENT = 1e-6;

type Function = (x: number) => number;

/**
 * Values of a costly function at many points, computed at as few as will do: where a polynomial through Chebyshev points meets the function at the points
 * between these, to a millionth of each value, the polynomial through all of them stands for it; else each half is looked at by itself. So what
 * is around steps and kinks ends in pieces that are computed point by point.
 * @param points finite
 * @source Berrut and Trefethen 2004, Barycentric Lagrange interpolation, SIAM Review 46(3)
 */
export function valuesAtPoints(f: Function, points: Float64Array): Float64Array {
  const out = new Float64Array(points.length);
  const order = Uint32Array.from(points.keys()).sort((a, b) => (points[a] as number) - (points[b] as number));
  const at = (k: number): number => points[order[k] as number] as number;
  const open: (readonly [from: number, to: number])[] = [[0, points.length]];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const [from, to] = piece;
    const isWorthIt = to - from > FEWEST;
    const polynomial = isWorthIt ? polynomialOf(f, at(from), at(to - 1)) : undefined;
    if (isWorthIt && !polynomial) {
      const middle = (from + to) >> 1;
      open.push([from, middle], [middle, to]);
      continue;
    }
    let [x, value] = [Number.NaN, Number.NaN];
    for (let k = from; k < to; k++) {
      if (at(k) !== x) {
        x = at(k);
        value = (polynomial ?? f)(x);
      }
      out[order[k] as number] = value;
    }
  }
  return out;
}

/** What stands for a function between two points; undefined where no polynomial does. */
function polynomialOf(f: Function, low: number, high: number): Function | undefined {
  if (low === high) {
    const value = f(low);
    return () => value;
  }
  const last = DEGREES[DEGREES.length - 1] as number;
  const node = (j: number): number => (low + high + (high - low) * Math.cos((j * Math.PI) / last)) / 2;
  const nodes = Array.from({ length: last + 1 }, (_, j) => (j === 0 ? high : j === last ? low : node(j)));
  const known = new Map<number, number>();
  let before: Function | undefined;
  for (const degree of DEGREES) {
    const own = nodes.filter((_, j) => j % (last / degree) === 0);
    let isMet = before !== undefined;
    for (const x of own) {
      if (known.has(x)) continue;
      const value = f(x);
      if (!Number.isFinite(value)) return undefined;
      known.set(x, value);
      isMet &&= Math.abs(value - (before as Function)(x)) <= AGREEMENT * Math.abs(value);
    }
    before = through(
      own,
      own.map((x) => known.get(x) as number),
    );
    if (isMet) return before;
  }
  return undefined;
}

/** The polynomial through values at Chebyshev points of the second kind: at these, and where all are the same, the very value. */
function through(nodes: readonly number[], values: readonly number[]): Function {
  const [first = Number.NaN] = values;
  if (values.every((value) => value === first)) return () => first;
  const last = nodes.length - 1;
  return (x) => {
    let above = 0;
    let below = 0;
    for (let j = 0; j <= last; j++) {
      const distance = x - (nodes[j] as number);
      if (distance === 0) return values[j] as number;
      const weight = (j % 2 === 0 ? 1 : -1) / (distance * (j === 0 || j === last ? 2 : 1));
      above += weight * (values[j] as number);
      below += weight;
    }
    return above / below;
  };
}
