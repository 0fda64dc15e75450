import type { CheckResult, Severity } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';
import { SEVERITY_OF } from './check-rules.js';

/** What makes the exit code of a result that of a failure. */
export interface ExitCriteria {
  /** A target that is unknown is as bad as one that is missed. */
  readonly isStrict?: boolean;
  /** The least severity that fails; an error unless stated. `off`: only invalid inputs fail. */
  readonly failOn?: Severity | 'off';
  /** More warnings than these fail, whatever `failOn` is. */
  readonly maxWarnings?: number;
}

const RANK: Readonly<Record<Severity | 'off', number>> = { info: 0, warning: 1, error: 2, off: 3 };

/**
 * 2 when an input is invalid, else 1 when a requirement or expectation is missed or the design is judged wrong, else 0 (at risk and unknown included).
 * Missed counts as an error, at risk as a warning.
 */
export function exitCodeOf(result: Result, { isStrict = false, failOn = 'error', maxWarnings }: ExitCriteria = {}): 0 | 1 | 2 {
  if (result.specs.some(isInvalid)) return 2;
  const severities = result.specs.flatMap((spec) => [
    ...spec.findings.map(({ severity }) => severity),
    ...spec.checks.flatMap((check) => severityOfCheck(check, isStrict) ?? []),
  ]);
  if (severities.some((severity) => RANK[severity] >= RANK[failOn])) return 1;
  const warnings = severities.filter((severity) => severity === 'warning').length;
  return maxWarnings !== undefined && warnings > maxWarnings ? 1 : 0;
}

/** How bad a check is: what is unknown is nothing, unless that is asked for. */
function severityOfCheck({ status }: CheckResult, isStrict: boolean): Severity | undefined {
  if (status === 'unknown') return isStrict ? 'error' : undefined;
  return SEVERITY_OF[status];
}

/** Could not be read, parsed or resolved. */
export const isInvalid = (spec: SpecResult): boolean => spec.findings.some((finding) => finding.severity === 'error' && !finding.judges);
