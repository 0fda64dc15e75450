export { graphOf } from './change.js';
export { type EvaluateOptions, evaluationOf } from './evaluation.js';
export { explainWhatFits, listFacts } from './explain.js';
