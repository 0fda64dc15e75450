/** Fewer points are worked out one by one. */
const DIRECT = 48;
/** Points of the polynomials that are tried, each with those of the one before: each checks the one before where it adds points. */
const SIZES = [5, 9, 17] as const;
/** How close they agree, of the value. The polynomial that is taken, of the more points, is closer by far. */
const CLOSE = 1e-4;
/** One that is no closer than this is no smooth function there: more points are not tried. */
const HOPELESS = 1e-2;

/**
 * Values of a function at many points, worked out at few of them where it is smooth: Chebyshev interpolation between the ends, of each half where
 * polynomials of rising degree do not agree to 1e-4 of the value, and one by one where a jump or a bend is left. Of an analytic function of
 * 10,000 points 9 or 17 are worked out.
 * @param points any, in any order
 * @source Trefethen 2013, Approximation Theory and Approximation Practice, ch. 5 (barycentric formula), ch. 8 (convergence)
 */
export function valuesAlong(of: (x: number) => number, points: Float64Array): Float64Array {
  const order = Uint32Array.from(points.keys()).sort((a, b) => (points[a] as number) - (points[b] as number));
  const out = new Float64Array(points.length);
  const at = (place: number): number => points[order[place] as number] as number;
  const stack: (readonly [from: number, to: number])[] = [[0, points.length]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range;
    if (from >= to) continue;
    const [low, high] = [at(from), at(to - 1)];
    const found = low === high ? constant(of(low)) : to - from > DIRECT ? smoothBetween(of, low, high) : of;
    if (found) {
      for (let place = from; place < to; place++) out[order[place] as number] = found(at(place));
      continue;
    }
    const middle = (low + high) / 2;
    let cut = from;
    while (cut < to && at(cut) <= middle) cut++;
    // Neighbors in floating point have no middle.
    if (cut === from || cut === to) for (let place = from; place < to; place++) out[order[place] as number] = of(at(place));
    else stack.push([cut, to], [from, cut]);
  }
  return out;
}

const constant = (value: number) => (): number => value;

/** The polynomial that a function is between two points; undefined if it is none of a low degree. */
function smoothBetween(of: (x: number) => number, low: number, high: number): ((x: number) => number) | undefined {
  const width = high - low;
  if (!Number.isFinite(width)) return undefined;
  const at = (place: number): number => of(place === 0 ? low : place === 1 ? high : low + width * place);
  let places = nodes(SIZES[0]);
  let values = places.map(at);
  for (const size of SIZES.slice(1)) {
    const finer = nodes(size);
    // Every second point is new.
    const atFiner = finer.map((place, k) => (k % 2 === 0 ? (values[k / 2] as number) : at(place)));
    let off = 0;
    for (let k = 1; k < size; k += 2) {
      const value = atFiner[k] as number;
      const error = Math.abs(barycentric(places, values, finer[k] as number) - value);
      off = Math.max(off, error === 0 ? 0 : error / Math.abs(value));
    }
    if (!(off < HOPELESS)) return undefined;
    [places, values] = [finer, atFiner];
    if (off <= CLOSE) return (x) => barycentric(finer, atFiner, (x - low) / width);
  }
  return undefined;
}

/** Chebyshev points of the second kind between 0 and 1; those of half as many intervals are among them. */
const nodes = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, k) => (k === size - 1 ? 1 : (1 - Math.cos((k * Math.PI) / (size - 1))) / 2));

/** The polynomial through Chebyshev points of the second kind, at a place between them. */
function barycentric(places: Float64Array, values: Float64Array, place: number): number {
  let [above, below] = [0, 0];
  const last = places.length - 1;
  for (let k = 0; k <= last; k++) {
    const distance = place - (places[k] as number);
    // So near that its inverse has no end, it is the point itself.
    if (Math.abs(distance) < Number.EPSILON ** 2) return values[k] as number;
    const weight = ((k & 1 ? -1 : 1) * (k === 0 || k === last ? 0.5 : 1)) / distance;
    above += weight * (values[k] as number);
    below += weight;
  }
  return above / below;
}
