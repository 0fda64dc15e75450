export { inTurn, own, type Plan } from './plan.js';
export { type BracketedValue, type Solved, type SolveOptions, solve } from './solve.js';
export {
  exponentialTime,
  fixedTime,
  gammaTime,
  logNormalTime,
  type Moments,
  measuredTime,
  momentsOf,
  type Percentile,
  sampledTime,
  scaledTime,
  type Time,
  uniformTime,
} from './times.js';
