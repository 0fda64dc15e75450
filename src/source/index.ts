export { MAX_DEPTH } from './bounds.js';
export * from './change.js';
export * from './load.js';
export { isMarkdown, specBlocks } from './markdown.js';
export { mergeMaps, sameValue } from './merge.js';
export { parseYaml } from './parse-yaml.js';
export { type Slice, stretchOf, wholeOf } from './slice.js';
export { isExpressionTail, type Trap, trapOf } from './traps.js';
export * from './tree.js';
