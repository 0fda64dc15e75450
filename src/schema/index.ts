export { type CallField, DEFAULTS, type KindName, type LiteralField, WORDS } from './fields.generated.js';
export { SHAPE } from './generated/shapes.js';
export * from './shape.js';
export { folded, keysFor, kindAmong, kindFor } from './synonyms.js';
export { nearestKey, takes } from './unknown-key.js';
export * from './validate-spec.js';
