export { answersText } from './answers-text.js';
export { doubtText } from './heading.js';
export type { Open } from './next.js';
export { type Answers, type Question, textOf } from './question.js';
export { type Asked, BACK, type Misfit, playWizard, type Respondent, readGiven, type Written, warmUp } from './wizard.js';
