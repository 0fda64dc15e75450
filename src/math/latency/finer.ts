import { Lattice } from './lattice.js';
import type { DefectiveDistribution, PlanOutcome } from './outcome.js';
import type { Attempts } from './plan.js';
import type { Time } from './times.js';

/** Where a timeout stands in the first block of a lattice of its own. */
const TIMEOUT_AT = 0.8;
/** A lattice is fine enough for a timeout that stands at least there in its first block. */
const NEAR = TIMEOUT_AT / 2;
/** More octaves than these above a timeout are not worth a lattice of their own. */
const MOST_OCTAVES = 24;

/**
 * The lattice on which a call is given up at the right moment: what is given up is a chance, which a step that is long against the timeout would leave open,
 * however small the timeout is against the whole. All that is answered or given up is so by its end.
 * @returns undefined where the lattice of the whole will do
 */
export function finerFor({ timeout, waits }: Attempts, { step, block }: Lattice): Lattice | undefined {
  if (!Number.isFinite(timeout) || timeout <= 0 || timeout >= NEAR * block * step) return undefined;
  const last = (waits.length + 1) * timeout + waits.reduce((sum, wait) => sum + longestOf(wait), 0);
  const own = timeout / TIMEOUT_AT / block;
  const octaves = Math.max(0, Math.floor(Math.log2(last / (own * block))) + 1);
  return octaves <= MOST_OCTAVES ? new Lattice(own, block, octaves) : undefined;
}

/** A lattice that reaches as far by steps half as long. */
export const halfAsLong = ({ step, block, octaves }: Lattice): Lattice => new Lattice(step / 2, block, octaves + 1);

/** A time that it never exceeds; Infinity if there is none. */
export function longestOf({ always, about, within }: Time): number {
  if (always !== undefined) return always;
  let longest = about;
  while (within(longest) < 1 && Number.isFinite(longest)) longest *= 2;
  return longest;
}

/** What was worked out on one lattice, on another: rounded once more, the short side down and the long side up. */
export const moved = ({ answer, error, doubt }: PlanOutcome, from: Lattice, to: Lattice): PlanOutcome => ({
  answer: movedPart(answer, from, to),
  error: error && movedPart(error, from, to),
  doubt,
});

function movedPart(part: DefectiveDistribution, from: Lattice, to: Lattice): DefectiveDistribution {
  const { points, size, end } = to;
  const [low, high] = [new Float64Array(size), new Float64Array(size)];
  // Places of the last points of the other lattice that are before the next point, and at most at this one.
  let [before, upTo] = [-1, -1];
  for (let i = 0; i < size; i++) {
    const [here, next] = [points[i] as number, i + 1 < size ? (points[i + 1] as number) : end];
    while (before + 1 < from.size && (from.points[before + 1] as number) < next) before++;
    while (upTo + 1 < from.size && (from.points[upTo + 1] as number) <= here) upTo++;
    low[i] = before < 0 ? 0 : (part.low[before] as number);
    high[i] = upTo < 0 ? 0 : (part.high[upTo] as number);
  }
  return { low, high, total: part.total, latest: part.latest };
}
