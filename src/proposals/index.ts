export { About, type Proposal, type Recipe } from './about.js';
export { cheaperFixes } from './cheaper.js';
export { type Judged, type Judging, type Looking, notDominated, ordered, proposalsFor, Trying, weightOf, withFixes } from './fixes.js';
export type { Asking } from './follow-ups.js';
export { RECIPES } from './table.js';
export { type TargetFix, targetFixes } from './targets.js';
