export type { Solved } from './ending.js';
export { Looks, latticeLike, latticeUpTo } from './looks.js';
export { inTurn, own, type Plan } from './plan.js';
export { solve } from './solve.js';
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
