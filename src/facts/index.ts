export { isColumn, type Samples, sampleExpr } from './columns.js';
export * from './definition.js';
export { lacksExchange } from './fixed.js';
export { Graph } from './graph.js';
export { conditionOf, isAtMost, judge } from './judge.js';
export { leafId } from './leaves.js';
export { checkExpressions, checkMeaning } from './meaning.js';
export { Missing, type Reason } from './missing.js';
export { type FactNode, reasonsOf } from './node.js';
export { peaksBelowMean } from './peaks.js';
export {
  addressOf,
  type CheckedId,
  type FactId,
  type FactLens,
  factId,
  factKinds,
  idInState,
  idInYear,
  isOfLens,
  LOAD_RESOURCES,
  type LoadCase,
  type LoadResource,
  leadsIn,
  lensesOf,
  type Names,
  type Pattern,
  RESOURCES,
  type Resource,
  type RowPattern,
  type SpelledId,
  type TopicOf,
  uncheckedId,
} from './registry.js';
export { Sampler, type SamplingOptions } from './sampler.js';
export { scaleOf } from './units.js';
