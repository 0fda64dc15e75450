export * from './load.js';
export * from './parse-yaml.js';
export * from './slice.js';
export * from './tree.js';
