import type { Finding } from '../core/index.js';
import type { Document, DocumentPart } from './document.js';
import { lineRangeOf, problemOf, problemsOf, type ReportedProblem } from './problems.js';
import { printable } from './text.js';
import type { ReportOptions } from './types.js';

/** One line a problem, as compilers print them and editors read them: `file:line:column: severity: message [rule]`. */
export async function renderCompact({ parts }: Document, options: ReportOptions): Promise<string> {
  return parts
    .flatMap((part) => linesOf(part, options))
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(part: DocumentPart, { quiet }: ReportOptions): readonly string[] {
  const { file, isInvalid, outcome } = part;
  const problems = problemsOf(part).map((problem) => problemLine(problem, file));
  return [...problems, ...(quiet || isInvalid || outcome === null ? [] : [printable(`${file}: ${outcome}`)])];
}

/** The same of one finding. @param file what stands in the place of a file, where it has none */
export const findingLine = (finding: Finding, file: string): string => problemLine(problemOf(finding), file);

/** @param file of the spec, where the problem has no place */
export function problemLine({ at, severity, message, help, rule }: ReportedProblem, file: string): string {
  const action = help === undefined ? '' : `; ${help}`;
  return `${placeText(at, file)}: ${severity}: ${printable(message + action)} [${rule}]`;
}

function placeText(at: ReportedProblem['at'], file: string): string {
  if (!at) return printable(file);
  const { file: name, line, column } = lineRangeOf(at);
  return `${printable(name)}:${line}:${column}`;
}
