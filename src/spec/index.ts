export type { AlternativesOf } from './alternatives.js';
export { valueOutOfBounds } from './bounds.js';
export { buildModel } from './build.js';
export {
  downFrom,
  isFatal,
  isFollowed,
  isOnlyAccepted,
  isWaitedFor,
  mayBeFatal,
  overCalls,
  someUpFrom,
  upFrom,
  waitedUpFrom,
} from './calls.js';
export { changesOf, pathToChange, pathToState } from './change.js';
export { cutsOf, placesOfData, type Side, sidesOf, storeOf } from './cuts.js';
export { classWith } from './data-classes.js';
export { type Change, choose, set } from './edit.js';
export { changesAfter, editedModel, editedRoot } from './edits.js';
export { type Brought, broughtTo, coveredBy, fallbackCallsFor, MOST_STAND_INS } from './fallbacks.js';
export { onceByPlace } from './findings.js';
export { isEdgeCache, isGuardedStore, isItemStore, isKind, isThirdParty, KINDS, type Kind } from './kinds.js';
export { lossToSurvive } from './loss.js';
export * from './model.js';
export type { Objective } from './objectives.js';
export { type Overrides, overridesIn, withCatalog } from './overrides.js';
export { ownBehaviors } from './own-behaviors.js';
export { type PathCalls, parseDrawnPath, parsePath, printPath } from './path.js';
export { type CallChange, callEdits } from './path-edits.js';
export { MEASURED_PERCENTILES, PERCENTILE_NAMES, PERCENTILE_SHARES, type PercentileName } from './percentiles.js';
export { placeWithin } from './places.js';
export type { CatalogFigure } from './products.js';
export { type ReadAs, readAs } from './reading.js';
export { reportsOf } from './reports.js';
export { type ComponentField, inheritedPath, leafOf, statedAt } from './resolution.js';
export { statedPlain } from './stated-plain.js';
export { keepsWholes, statesInstances, statesWhole } from './states-instances.js';
export { keyPlaceAt, placeAt } from './text-places.js';
export { lostWith, regionOf, zoneOf } from './topology.js';
export { covers, isExpired, type Waiver, waiversIn } from './waivers.js';
export { withLevels } from './with-levels.js';
