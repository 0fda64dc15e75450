export * from './errors.js';
export * from './finding.js';
export * from './result.js';
export * from './suggest.js';
export * from './text.js';
