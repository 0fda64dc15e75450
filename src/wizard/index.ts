export { answersText } from './answers-text.js';
export { type Answers, textOf } from './question.js';
export { type AskedQuestion, BACK, playWizard, type Respondent, readGiven, type WrittenSpec, warmUp } from './wizard.js';
