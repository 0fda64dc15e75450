export * from './deadline.js';
export * from './errors.js';
export * from './finding.js';
export type * from './findings/index.js';
export * from './id-pattern.js';
export * from './judgment-ids.js';
export * from './result.js';
export * from './suggest.js';
export * from './text.js';
