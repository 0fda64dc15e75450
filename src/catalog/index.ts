export { agreementOf } from './agreement.js';
export { type Behavior, type IsolationSetting, isolationNamed, levelNamed, type ProductLevel } from './behavior.js';
export type { Default } from './default.js';
export { defaultOf, isStock } from './defaults.js';
export { EARTH_PLACES, earthPlace, leastRoundTrip, routesBetween } from './earth.js';
export { type Entry, type EntryGroup, isPastShelfLife } from './entry.js';
export { foldedName } from './folded-name.js';
export {
  behaviorOf,
  catalogBehaviors,
  catalogEntries,
  catalogEntry,
  findEntries,
  productOf,
  suggestProduct,
} from './lookup.js';
export type { ProductFigure } from './product.js';
export { USUAL_EGRESS } from './usual-egress.js';
