import type { JudgmentId } from './findings/index.js';

/** Every one, by the compiler's word: what is no rule and judges a design. */
const ALL: Readonly<Record<JudgmentId, true>> = {
  'expectation/missed': true,
  'expectation/unknown': true,
  'requirement/at-risk': true,
  'requirement/missed': true,
  'requirement/unknown': true,
};

export const JUDGMENT_IDS = Object.keys(ALL) as readonly JudgmentId[];
