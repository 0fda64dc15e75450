import { Looks, latticeUpTo, type Point, rootBetween } from '../../math/index.js';
import type { PathFunction } from './path-function.js';
import { Planner } from './sketch.js';

/** A share of the requests that is to be answered within a time. */
export interface Target {
  readonly share: number;
  readonly time: number;
}

/** Points of the first block of the coarse lattice, and of the fine one, on which the load that was found is checked. */
const [COARSE, FINE] = [64, 128];
/** Shares that take too long are looked at by their logarithms, which are nearly straight against load: how near to a target is on it, on few points and on many. */
const [ROUGHLY, JUST] = [0.05, 1e-3];
/** What a coarse look may be off by, of that logarithm. */
const OFF = 0.3;
/** A share that is none. */
const LEAST = 1e-12;
/** What is met so near to being full is met until it is: beyond, waits grow without end. */
const NEARLY_FULL = 0.999;
/** To what part of the load it is known. */
const PRECISION = 1e-5;

/**
 * Factor by which the load of a path can grow until the first of its percentiles misses its target, all else fixed: 0 where it misses it
 * even without queueing; at most what its queues can carry. What does not depend on queueing is computed once; loads are tried on few
 * points, and only the last on many.
 * @param isRough whether few points suffice, as for samples of doubtful numbers
 */
export function timesToTarget(path: PathFunction, targets: readonly Target[], values: readonly number[], isRough = false): number {
  const most = 1 / Math.max(0, ...path.loads.map((place) => values[place] as number));
  const planner = new Planner();
  const planAt = (times: number) => path.plan(path.under(values, times), undefined, planner);
  const times = targets.map(({ time }) => time);
  const idle = planAt(0);
  if (!(Math.min(...times) > 0)) return 0;
  const overOn = (block: number): ((times: number) => number) => {
    const looks = new Looks(latticeUpTo(idle, times, block), { knownFirst: true });
    return (load) => {
      const solved = looks.at(planAt(load));
      return Math.max(...targets.map(({ share, time }) => Math.log(Math.max(LEAST, solved.longer(time)) / (1 - share))));
    };
  };
  const coarse = overOn(COARSE);
  let twice: ((times: number) => number) | undefined;
  // The error falls with the square of the step: two evaluations extrapolate to step zero (Richardson).
  const fine = (load: number): number => {
    twice ??= overOn(FINE);
    return (4 * twice(load) - coarse(load)) / 3;
  };
  const surely = (load: number): number => {
    const over = coarse(load);
    return Math.abs(over) > OFF ? over : fine(load);
  };
  const low: Point = { x: 0, y: surely(0) };
  if (low.y > 0) return 0;
  if (!Number.isFinite(most)) return most;
  const high: Point = { x: most * NEARLY_FULL, y: surely(most * NEARLY_FULL) };
  if (high.y <= 0) return most;
  return rootBetween(isRough ? coarse : fine, low, high, { precision: PRECISION, y: isRough ? ROUGHLY : JUST });
}
