import type { CheckResult, JudgmentId, Severity } from '../core/index.js';

/** What has come of a check, by the id of the finding that it is; null where it is met. */
export const RULE_OF: Readonly<Record<CheckResult['kind'], Readonly<Record<CheckResult['status'], JudgmentId | null>>>> = {
  requirement: { met: null, missed: 'requirement/missed', 'at-risk': 'requirement/at-risk', unknown: 'requirement/unknown', waived: null },
  // An expectation holds or not: it has no chance.
  expectation: { met: null, missed: 'expectation/missed', 'at-risk': 'expectation/missed', unknown: 'expectation/unknown', waived: null },
};

/** How bad it is; undefined where nothing is wrong, or nothing is known to be. */
export const SEVERITY_OF: Readonly<Record<CheckResult['status'], Severity | undefined>> = {
  met: undefined,
  missed: 'error',
  'at-risk': 'warning',
  unknown: undefined,
  waived: undefined,
};
