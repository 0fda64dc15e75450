export { type Problem, TOPICS, type Topic } from './problem.js';
export { PROBLEMS } from './problems/index.js';
export { NO_PROGRESS, type OpenRound, type Progress, readProgress, withPlayed } from './progress.js';
export { type Candidate, clock, playRound, type Question, type Settings, type TimedAnswer } from './round.js';
export { scorecardDocument, scorecardOf } from './scorecard.js';
export { atRandom, dueOrder } from './select.js';
export { LENGTHS, type Length } from './stages.js';
export { statsDocument } from './stats.js';
export { variantOf } from './variant.js';
