export { About } from './about.js';
export { cheaperFixes } from './cheaper.js';
export { cheapestThatMeets, helping, NEARER, QUICKER, STURDIER } from './combinations.js';
export { notDominated, orderedFixes, proposalsFor, withFixes } from './fixes.js';
export type { RuleQuery } from './follow-ups.js';
export { RECIPES } from './table.js';
export { type TargetFix, targetFixes } from './targets.js';
export { type JudgedEvaluation, type Judging, Trying, weightOf } from './trying.js';
