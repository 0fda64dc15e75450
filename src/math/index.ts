export { valuesAlong } from './along.js';
export { lossWithin, mttdl } from './durability/loss.js';
export { meanTimeBetween, windowLossWithin } from './durability/window.js';
export { compile } from './fault-tree/compile.js';
export type { Compiled } from './fault-tree/compiled.js';
export type { CutSet } from './fault-tree/cut-sets.js';
export type { NamedGate, NamedTree } from './fault-tree/named-tree.js';
export { type Importance, type NamedCutSet, type SolvedTree, solveFaultTree } from './fault-tree/solve.js';
export type { Structure } from './fault-tree/structure.js';
export * from './latency/index.js';
export { alike, combined, gathered, loopFor, type Operand, scaled, summed } from './loops/index.js';
export { normalCdf, normalQuantile, Z95 } from './normal.js';
export { type ReckonedAlert, reckonedAlerts } from './objective/alerts.js';
export { chanceToMiss, type OutageCause } from './objective/miss.js';
export type { Mode, OutageModes, Overlap } from './objective/outage-chain.js';
export { type Ordered, OrderStatistics } from './order.js';
export { isNarrow, mean, percentiles, percentilesWithScores, quantileIn, quantilesWithScores } from './percentiles.js';
export { hotShare, lruHitRatio, lruSize } from './popularity.js';
export { randomPermutation, randomWords } from './prng.js';
export {
  amplificationBy,
  boundedWait,
  type CallFailures,
  type ClosedUsers,
  closedUsersBounds,
  closedUsersRate,
  closedUsersWait,
  FeedbackCurve,
  fitScalability,
  type ImpatientState,
  impatientQueue,
  lateBy,
  mostThroughput,
  mostThroughputInterval,
  type RetryLayer,
  type ScalabilityFit,
  scalabilityPeak,
  shareAtLowLoad,
  type UserStation,
  type Wait,
  waitOf,
} from './queueing/index.js';
export { hypergeometric, replicatedKofN } from './redundancy/copies.js';
export { displacedActive, displacedError, type RegionSite } from './redundancy/displaced.js';
export { inSeries, ninesOf, unavailabilityOf } from './redundancy/independent.js';
export { unavailabilityOfKofEach, unavailabilityOfKofN } from './redundancy/k-of-n.js';
export {
  type Insufficiency,
  meanTimeToInsufficient,
  repairedKofN,
} from './redundancy/repaired.js';
export { standbyKofN } from './redundancy/switched.js';
export { type Alternative, regretsOf } from './regret.js';
export { type Point, RootSearch, rootBetween } from './root.js';
export { DEFAULT_SAMPLES, sampleScores, sampleStrata, strataScore, strataScores } from './sample.js';
export { meanOf, type QuantileSpread, quantileFunction, quantilesAt } from './spread.js';
export { varianceShares } from './variance.js';
