export { answersText } from './answers-text.js';
export { doubtText } from './heading.js';
export type { Open } from './next.js';
export { type Answers, type Question, textOf } from './question.js';
export { type AskedQuestion, BACK, type Misfit, playWizard, type Respondent, readGiven, type WrittenSpec, warmUp } from './wizard.js';
