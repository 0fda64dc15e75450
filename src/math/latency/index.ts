export type { BracketedValue, Solved } from './ending.js';
export { Looks, latticeLike, latticeUpTo } from './looks.js';
export { inTurn, own, type Plan } from './plan.js';
export { type SolveOptions, solve } from './solve.js';
export {
  exponentialTime,
  fixedTime,
  gammaTime,
  logNormalTime,
  type Moments,
  measuredTime,
  momentsOf,
  sampledTime,
  scaledTime,
  type Time,
  uniformTime,
} from './times.js';
