export { type ChangesRequested, type ConditionsRequested, changedGraph, graphOf, setChange } from './change.js';
export { DEFAULT_SAMPLES, DEFAULT_SEED, type EvaluateOptions, type Evaluation, evaluationOf, samplingOf } from './evaluation.js';
export { type Explanation, explainFact, explainWhatFits, type Listing, listFacts, unknownFact } from './explain.js';
export type { FactSelection } from './facts.js';
export { extended, invalidResult, type Result, type ResultOptions, type SpecResult, specResultOf } from './result.js';
export type { ShortExplanation } from './short-explanation.js';
