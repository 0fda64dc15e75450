export { isColumn, type Samples, sampleExpr } from './columns.js';
export * from './definition.js';
export { CycleError, type FactNode, Graph, type Origin, type View } from './graph.js';
export { checkProblem, conditionOf, judge } from './judge.js';
export { leafId } from './leaves.js';
export { checkExpressions, checkMeaning } from './meaning.js';
export { type Area, addressOf, type FactAddress, type FactKind, factKinds, RESOURCES } from './registry.js';
export { type Driver, Sampler, type SamplingOptions } from './sampler.js';
export { scaleOf } from './units.js';
