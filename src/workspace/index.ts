export { type EvaluateOptions, evaluationOf } from '../evaluate/evaluation.js';
export { analyzeSpecs } from './analyze.js';
export { exampleNames, type Io, type LoadedSpec, loadExample, loadedFromText, loadSpecs, resolveSpec } from './load.js';
