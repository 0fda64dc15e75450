import type { CheckResult, JudgmentId } from '../core/index.js';

/** What has come of a check, by the id of the finding that it is; null where it is met. */
export const RULE_OF: Readonly<Record<CheckResult['kind'], Readonly<Record<CheckResult['status'], JudgmentId | null>>>> = {
  requirement: { met: null, missed: 'requirement/missed', 'at-risk': 'requirement/at-risk', unknown: 'requirement/unknown' },
  // An expectation holds or not: it has no chance.
  expectation: { met: null, missed: 'expectation/missed', 'at-risk': 'expectation/missed', unknown: 'expectation/unknown' },
};
