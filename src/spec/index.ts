export { buildModel } from './build.js';
export { type Change, type Changed, changesOf } from './change.js';
export * from './model.js';
export type { CatalogueFigure, Products } from './products.js';
export { placeWithin } from './places.js';
