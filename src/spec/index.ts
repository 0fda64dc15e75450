export { buildModel } from './build.js';
export { type Change, type Changed, changesOf, pathToChange } from './change.js';
export * from './model.js';
export type { Objective } from './objectives.js';
export { changesUnder, type OptionsOf, optionsIn, withOption } from './options.js';
export { type Overrides, overridesIn, withCatalog } from './overrides.js';
export { placeWithin } from './places.js';
export type { CatalogueFigure, Products } from './products.js';
export { lostWith } from './topology.js';
