export { isColumn, type Samples, sampleExpr } from './columns.js';
export * from './definition.js';
export { lacksExchange } from './fixed.js';
export { Graph } from './graph.js';
export {
  type CheckedId,
  checkedId,
  type FactId,
  factId,
  isOfLatency,
  isUnavailability,
  type LoadCase,
  type Names,
  namesAt,
  namesIn,
  namesStated,
  type Pattern,
  type RowPattern,
  rootOf,
  type TopicOf,
  uncheckedId,
} from './ids.js';
export { conditionOf, isAtMost, judge } from './judge.js';
export { leafId } from './leaves.js';
export { checkExpressions, checkMeaning } from './meaning.js';
export { Missing, type MissingPart, type MissingPath } from './missing.js';
export { type FactNode, reasonsOf } from './node.js';
export { peaksBelowMean } from './peaks.js';
export {
  addressOf,
  type FactAddress,
  type FactKind,
  type FactLens,
  factKinds,
  idInState,
  idInYear,
  isOfLens,
  LOAD_RESOURCES,
  type LoadResource,
  leadsIn,
  lensesOf,
  RESOURCES,
  type Resource,
} from './registry.js';
export { Sampler, type SamplingOptions } from './sampler.js';
export { scaleOf } from './units.js';
