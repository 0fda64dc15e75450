import type { Document } from './document.js';
import { jsonText } from './json-text.js';
import { Fingerprints, lineRangeOf, problemsOf, type ReportedProblem } from './problems.js';
import type { ReportOptions } from './types.js';

/** For merge requests on GitLab. @source docs.gitlab.com, "Code Quality report format": the properties that it reads */
export async function renderCodeQuality({ parts }: Document, _options: ReportOptions): Promise<string> {
  const fingerprints = new Fingerprints();
  return jsonText(
    parts.flatMap((part) =>
      problemsOf(part).map((problem) => {
        const { rule, message, help, at } = problem;
        const place = at ? lineRangeOf(at) : { file: part.file, line: 1, endLine: 1 };
        return {
          type: 'issue',
          check_name: rule,
          description: help === undefined ? message : `${message}; ${help}`,
          severity: severityOf(problem),
          fingerprint: fingerprints.of(part.file, problem),
          location: { path: place.file, lines: { begin: place.line, end: place.endLine } },
        };
      }),
    ),
  );
}

const severityOf = ({ severity, isFatal }: ReportedProblem): string =>
  isFatal ? 'blocker' : severity === 'error' ? 'critical' : severity === 'warning' ? 'minor' : 'info';
