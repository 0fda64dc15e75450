export * from './clock.js';
export * from './file-system.js';
export { noAnswer, placedAt } from './findings.js';
export type { Git } from './git.js';
export * from './memory-file-system.js';
export { globToRegExp } from './pattern.js';
export { BASELINE_NAME, CONFIG_NAMES, isConfiguration, isWithin } from './project.js';
export * from './read-text.js';
