export { CONFIG_SHAPES, SPEC_SHAPES } from './generated/shapes.js';
export * from './shape.js';
