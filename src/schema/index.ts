export { CONFIG_SHAPE, SHAPE } from './generated/shapes.js';
export * from './shape.js';
export * from './validate-spec.js';
