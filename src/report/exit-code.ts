import type { Result, SpecResult } from '../evaluate/result.js';

/**
 * 2 when an input is invalid, else 1 when a requirement or expectation is missed or the design is judged wrong, else 0 (at risk and unknown included).
 * @param isStrict one that is unknown is as bad as one that is missed
 */
export function exitCodeOf(result: Result, isStrict = false): 0 | 1 | 2 {
  if (result.specs.some(isInvalid)) return 2;
  const isBad = (spec: SpecResult): boolean =>
    spec.checks.some(({ status }) => status === 'missed' || (isStrict && status === 'unknown')) ||
    spec.findings.some((finding) => finding.severity === 'error');
  return result.specs.some(isBad) ? 1 : 0;
}

/** Could not be read, parsed or resolved. */
export const isInvalid = (spec: SpecResult): boolean => spec.findings.some((finding) => finding.severity === 'error' && !finding.judges);
