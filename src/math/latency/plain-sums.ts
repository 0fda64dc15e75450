import { opposite, Transform } from './fft.js';
import type { Bracket, Lattice } from './lattice.js';

/** Chances below the rounding of what they are added to. */
const NOTHING = 1e-18;

/** Chances at the points of one octave, all below it rounded to its step: at `(j + 1) step` and above they are those of the octave itself. */
interface Masses {
  readonly at: Float64Array;
  /** Places of the first and the last chance that counts; `last` < `first` if there is none. */
  readonly first: number;
  readonly last: number;
}

/** `convolved` of sums.ts, in plain code, to the last bit. */
export function plainlyConvolved(x: Bracket, y: Bracket, lattice: Lattice): Bracket {
  const { block, octaves, size } = lattice;
  const half = block / 2;
  const [xLow, yLow] = [massesOf(x.low, lattice, 1), massesOf(y.low, lattice, 1)];
  const [xHigh, yHigh] = [massesOf(x.high, lattice, 0), massesOf(y.high, lattice, 0)];
  const [low, high] = [new Float64Array(size), new Float64Array(size)];
  let sumLow = 0;
  let sumHigh = 0;
  for (let octave = 0; octave <= octaves; octave++) {
    const [xl, yl, xh, yh] = [xLow[octave], yLow[octave], xHigh[octave], yHigh[octave]] as [Masses, Masses, Masses, Masses];
    const from = octave === 0 ? 0 : half;
    const place = octave === 0 ? 0 : lattice.startOf(octave);
    if (Math.max(xl.last + yl.last, xh.last + yh.last) < from) {
      sumLow = Math.max(sumLow, totalOf(xl) * totalOf(yl));
      sumHigh = Math.max(sumHigh, totalOf(xh) * totalOf(yh));
      low.fill(sumLow, place, place + block - from);
      high.fill(sumHigh, place, place + block - from);
      continue;
    }
    const [l, h] = convolvedMasses(xl, yl, xh, yh, block);
    let cumLow = 0;
    let cumHigh = 0;
    for (let j = 0; j < block; j++) {
      cumLow += l[j] as number;
      cumHigh += h[j] as number;
      if (j < from) continue;
      // Never less than before: of the sum rounded more coarsely that is still true.
      if (cumLow > sumLow) sumLow = cumLow;
      if (cumHigh > sumHigh) sumHigh = cumHigh;
      low[place + j - from] = sumLow;
      high[place + j - from] = sumHigh;
    }
  }
  return { low, high };
}

/** @param next 1 to round down: what is at most a point is before the next one of a coarser octave; 0 to round up */
function massesOf(chances: Float64Array, lattice: Lattice, next: 0 | 1): readonly Masses[] {
  const { block, octaves } = lattice;
  const half = block / 2;
  let within = chances.subarray(0, block);
  const all = [differences(within)];
  for (let octave = 1; octave <= octaves; octave++) {
    const coarser = new Float64Array(block);
    for (let j = 0; j < half; j++) coarser[j] = within[2 * j + next] as number;
    const from = lattice.startOf(octave);
    for (let j = 0; j < half; j++) coarser[half + j] = chances[from + j] as number;
    within = coarser;
    all.push(differences(within));
  }
  return all;
}

function differences(within: Float64Array): Masses {
  const at = new Float64Array(within.length);
  let first = 0;
  let last = -1;
  let before = 0;
  for (let j = 0; j < within.length; j++) {
    const chance = within[j] as number;
    const mass = chance - before;
    before = chance;
    if (mass <= NOTHING) continue;
    at[j] = mass;
    if (last < 0) first = j;
    last = j;
  }
  return { at, first, last };
}

function totalOf({ at, first, last }: Masses): number {
  let sum = 0;
  for (let j = first; j <= last; j++) sum += at[j] as number;
  return sum;
}

/** Of both sides: by transforms, or, where one has few points, term by term. */
function convolvedMasses(xl: Masses, yl: Masses, xh: Masses, yh: Masses, block: number): readonly [Float64Array, Float64Array] {
  const first = (a: Masses, b: Masses): number => Math.min(a.first, b.first);
  const length = (a: Masses, b: Masses): number => Math.max(0, Math.max(a.last, b.last) - first(a, b) + 1);
  const [lx, ly] = [length(xl, xh), length(yl, yh)];
  const points = 2 ** Math.ceil(Math.log2(Math.max(2, lx + ly)));
  if (lx * ly < 2 * points * Math.log2(points)) return [termByTerm(xl, yl, block), termByTerm(xh, yh, block)];
  return transformed(xl, yl, xh, yh, { points, x: first(xl, xh), y: first(yl, yh), block });
}

function termByTerm(x: Masses, y: Masses, block: number): Float64Array {
  const out = new Float64Array(block);
  const [few, many] = x.last - x.first < y.last - y.first ? [x, y] : [y, x];
  for (let i = few.first; i <= few.last; i++) {
    const factor = few.at[i] as number;
    if (factor === 0) continue;
    const end = Math.min(many.last, block - 1 - i);
    for (let j = many.first; j <= end; j++) out[i + j] = (out[i + j] as number) + factor * (many.at[j] as number);
  }
  return out;
}

type Rooms = readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * Two real sequences are the parts of one complex one: z = x + iy, of whose transform Z the product of theirs is (Z(k)^2 - conj(Z(-k))^2) / 4i. So both
 * sides take two transforms there, and one back.
 */
function transformed(
  xl: Masses,
  yl: Masses,
  xh: Masses,
  yh: Masses,
  { points, x, y, block }: { readonly points: number; readonly x: number; readonly y: number; readonly block: number },
): readonly [Float64Array, Float64Array] {
  const transform = Transform.of(points);
  const [lr, li, hr, hi, re, im] = transform.rooms as Rooms;
  const spectrum = (a: Masses, b: Masses, real: Float64Array, imaginary: Float64Array): void => {
    real.fill(0);
    imaginary.fill(0);
    real.set(a.at.subarray(a.first, a.last + 1), a.first - x);
    imaginary.set(b.at.subarray(b.first, b.last + 1), b.first - y);
    transform.forward(real, imaginary);
  };
  spectrum(xl, yl, lr, li);
  spectrum(xh, yh, hr, hi);
  for (let k = 0; k < points; k++) {
    const o = opposite(k);
    // (Z(k)^2 - conj(Z(-k))^2) / 4i, of either side.
    const a = lr[k] as number;
    const b = li[k] as number;
    const c = lr[o] as number;
    const d = li[o] as number;
    const e = hr[k] as number;
    const f = hi[k] as number;
    const g = hr[o] as number;
    const h = hi[o] as number;
    re[k] = (a * b + c * d) / 2 + (e * e - f * f - g * g + h * h) / 4;
    im[k] = (e * f + g * h) / 2 - (a * a - b * b - c * c + d * d) / 4;
  }
  transform.back(re, im);
  const [low, high] = [new Float64Array(block), new Float64Array(block)];
  const start = x + y;
  for (let i = 0; i < points && start + i < block; i++) {
    const l = (re[i] as number) / points;
    const h = (im[i] as number) / points;
    if (l > NOTHING) low[start + i] = l;
    if (h > NOTHING) high[start + i] = h;
  }
  return [low, high];
}
