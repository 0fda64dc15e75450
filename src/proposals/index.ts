export { About, type Proposal, type Recipe } from './about.js';
export { cheaperFixes } from './cheaper.js';
export { cheapestThatMeets, helping, STURDIER } from './combinations.js';
export { type Looking, notDominated, ordered, proposalsFor, withFixes } from './fixes.js';
export type { Asking } from './follow-ups.js';
export { RECIPES } from './table.js';
export { type TargetFix, targetFixes } from './targets.js';
export { type Judged, type Judging, Trying, weightOf } from './trying.js';
