import type { Bracket, Lattice } from './lattice.js';
import { convolved } from './sums.js';

/** How a plan ends: when with an answer, and when with an error. */
export interface PlanOutcome {
  readonly answer: DefectiveDistribution;
  /** Null where every answer comes in the end. */
  readonly error: DefectiveDistribution | null;
  /** Chance by which the two sides may have taken another way than the time between them: where what is done on an error is quicker than to wait. */
  readonly doubt: number;
}

/** Chances to have ended so by each point of the lattice, and to end so at all: for the short side and the long side. */
export interface DefectiveDistribution extends Bracket {
  readonly total: readonly [low: number, high: number];
  /** All that end so have by then, whatever the rounding; Infinity if they may take any time. */
  readonly latest: number;
}

const CERTAIN = [1, 1] as const;

export const answered = (bracket: Bracket & { readonly latest?: number }): PlanOutcome => ({
  answer: { latest: Number.POSITIVE_INFINITY, ...bracket, total: CERTAIN },
  error: null,
  doubt: 0,
});

/** Both parts of what comes after another. */
export const added = (x: DefectiveDistribution, y: DefectiveDistribution, lattice: Lattice): DefectiveDistribution => ({
  ...convolved(x, y, lattice),
  total: [x.total[0] * y.total[0], x.total[1] * y.total[1]],
  latest: x.latest + y.latest,
});

/** Point by point, of both sides. */
function pointwise(parts: readonly Bracket[], of: (chances: readonly number[]) => number): Bracket {
  const side = (name: keyof Bracket): Float64Array => {
    const all = parts.map((part) => part[name]);
    const at = all.map(() => 0);
    const out = new Float64Array(all[0]?.length ?? 0);
    for (let i = 0; i < out.length; i++) {
      for (let k = 0; k < all.length; k++) at[k] = (all[k] as Float64Array)[i] as number;
      out[i] = of(at);
    }
    return out;
  };
  return { low: side('low'), high: side('high') };
}

/** A function of the chance at each point. */
export const mappedPart = ({ low, high, total, latest }: DefectiveDistribution, of: (chance: number) => number): DefectiveDistribution => ({
  low: mapped(low, of),
  high: mapped(high, of),
  total: [of(total[0]), of(total[1])],
  latest,
});

function mapped(chances: Float64Array, of: (chance: number) => number): Float64Array {
  const out = new Float64Array(chances.length);
  // What rises comes to stand still at both ends: each number is worked out once.
  let [before, value] = [Number.NaN, 0];
  for (let i = 0; i < out.length; i++) {
    const chance = chances[i] as number;
    if (chance !== before) value = of(chance);
    before = chance;
    out[i] = value;
  }
  return out;
}

export const combinedParts = (
  parts: readonly DefectiveDistribution[],
  of: (chances: readonly number[]) => number,
): DefectiveDistribution => ({
  ...pointwise(parts, of),
  total: [of(parts.map(({ total }) => total[0])), of(parts.map(({ total }) => total[1]))],
  latest: latestOf(parts),
});

const latestOf = (parts: readonly DefectiveDistribution[]): number => Math.max(...parts.map(({ latest }) => latest));

/** A weighted sum; parts that are null are never. */
export function mixed(
  parts: readonly { readonly share: number; readonly part: DefectiveDistribution | null }[],
): DefectiveDistribution | null {
  const there = parts.filter((one): one is { share: number; part: DefectiveDistribution } => one.part !== null && one.share > 0);
  if (there.length === 0) return null;
  const side = (of: (part: DefectiveDistribution) => Float64Array): Float64Array => {
    const out = new Float64Array(of((there[0] as { part: DefectiveDistribution }).part).length);
    for (const { share, part } of there) {
      const chances = of(part);
      for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + share * (chances[i] as number);
    }
    return out;
  };
  const totalOf = (side: 0 | 1): number => there.reduce((sum, { share, part }) => sum + share * part.total[side], 0);
  return {
    low: side(({ low }) => low),
    high: side(({ high }) => high),
    total: [totalOf(0), totalOf(1)],
    latest: latestOf(there.map(({ part }) => part)),
  };
}

/** Later by a fixed time. */
export function delayed(part: DefectiveDistribution, by: number, lattice: Lattice): DefectiveDistribution {
  if (by === 0) return part;
  const { points, size, end } = lattice;
  const [low, high] = [new Float64Array(size), new Float64Array(size)];
  // Places of the last points that are by then before the next point, and at most at this one.
  let [before, upTo] = [-1, -1];
  for (let i = 0; i < size; i++) {
    const next = i + 1 < size ? (points[i + 1] as number) : end;
    while (before + 1 < size && (points[before + 1] as number) <= next - by) before++;
    while (upTo + 1 < size && (points[upTo + 1] as number) <= (points[i] as number) - by) upTo++;
    const place = before >= 0 && (points[before] as number) + by >= next ? before - 1 : before;
    low[i] = place < 0 ? 0 : (part.low[place] as number);
    high[i] = upTo < 0 ? 0 : (part.high[upTo] as number);
  }
  return { ...part, low, high, latest: part.latest + by };
}

/** Something that happens at a fixed time with a chance, on either side. */
export function atOnce(time: number, chance: readonly [low: number, high: number], lattice: Lattice): DefectiveDistribution {
  const { size, points, end } = lattice;
  const [low, high] = [new Float64Array(size), new Float64Array(size)];
  if (time < end) {
    const place = lattice.placeOf(time);
    low.fill(chance[0], place);
    high.fill(chance[1], (points[place] as number) < time ? place + 1 : place);
  }
  return { low, high, total: chance, latest: time };
}
