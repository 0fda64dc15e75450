export type * from './availability-result.js';
export * from './errors.js';
export * from './finding.js';
export * from './result.js';
export * from './scenario-result.js';
export * from './suggest.js';
export * from './text.js';
