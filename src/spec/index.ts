export { buildModel } from './build.js';
export { type Change, type Changed, changesOf } from './change.js';
export * from './model.js';
export { placeWithin } from './places.js';
