/**
 * The formulas that estimates of reliability rest on, without a spec: `import { kOfN } from 'sysdesign/math'`.
 *
 * - Arguments have names, and times any one unit; rates are per that unit. Shares and chances are 0 to 1.
 * - What fails is given from its failing side, as an unavailability: 1 - 1e-17 is 1, and 1e-17 keeps its digits.
 * - A number outside a formula's domain (NaN is outside of all) is a RangeError that names it. Results are exact to about 12 digits unless
 *   stated otherwise.
 * - Nothing here reads files, clocks or chance: the same arguments give the same result, in Node and in a browser.
 */

export type { CompileOptions } from '../fault-tree/compile.js';
export type { NamedGate, NamedTree } from '../fault-tree/named-tree.js';
export { type Importance, type NamedCutSet, type SolvedTree, solveFaultTree } from '../fault-tree/solve.js';
export { normalCdf, normalQuantile } from '../normal.js';
export { percentiles } from '../percentiles.js';
export { characteristicTime, hotShare, hotSize, lruHitRatio, lruSize, type Popularity } from '../popularity.js';
export { alphaFactor, betaFactor, type CommonCauses, phiFactor } from '../redundancy/common-cause.js';
export { inParallel } from '../redundancy/independent.js';
export { sampleScores } from '../sample.js';
export { meanOf as meanOfSpread, type QuantileSpread, quantileFunction } from '../spread.js';
export {
  approximateMeanTimeToDataLoss,
  chanceWithin,
  meanTimeToDataLoss,
  mttfOfAnnualRate,
  type Shards,
  type WindowLoss,
  windowModelLoss,
} from './durability.js';
export {
  anySlow,
  concurrent,
  exponential,
  fanOut,
  fixed,
  gamma,
  hedged,
  latencyOf,
  leafPercentile,
  logNormal,
  meanTime,
  mixture,
  retriesOf,
  sequential,
  type TimePlan,
  withTimeout,
} from './latency.js';
export {
  alertThreshold,
  type BurnAlert,
  budgetShare,
  burnRate,
  burnRateAlerts,
  type CauseOfOutages,
  chanceToMissByCauses,
  chanceToMissObjective,
  detectionTime,
  errorBudget,
  observedBurnRate,
} from './objectives.js';
export {
  type BoundedState,
  blockedCalls,
  boundedQueue,
  type ClosedState,
  closedQueue,
  drainTime,
  type QueueAnswer,
  type QueueLoad,
  type QueueState,
  queue,
  type Station,
  scalability,
  waitingCalls,
  waitPercentile,
} from './queueing.js';
export {
  type GroupBehavior,
  type IndependentUnits,
  inSeries,
  type KOfN,
  kOfN,
  nines,
  type RepairedUnits,
  repairedGroup,
  type StandbyBehavior,
  type StandbyUnits,
  standbyGroup,
  unavailability,
} from './redundancy.js';
