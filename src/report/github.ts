import type { Severity } from '../core/index.js';
import { problemLine } from './compact.js';
import { type Document, plainPart } from './document.js';
import { Formatter } from './formatter.js';
import { lineRangeOf, problemsOf, type ReportedProblem } from './problems.js';
import { printable } from './text.js';
import type { ReportOptions } from './types.js';

/** As many of each kind as GitHub shows of a step. @source docs.github.com, "Workflow commands", limits of annotations: 10 a type and step (2024) */
const MOST = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

interface Found {
  readonly problem: ReportedProblem;
  readonly file: string;
}

/** Annotations of a workflow run on GitHub, the worst first; what is beyond their limit is a line of the log each. */
export async function renderGithub({ parts, summary }: Document, _options: ReportOptions): Promise<string> {
  const all = parts.flatMap((part) => problemsOf(part).map((problem): Found => ({ problem, file: part.file })));
  const sorted = [...all].sort(
    (a, b) => RANK[a.problem.severity] - RANK[b.problem.severity] || Number(b.problem.isFatal) - Number(a.problem.isFatal),
  );
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const shown: string[] = [];
  const rest: string[] = [];
  for (const found of sorted) {
    const { severity } = found.problem;
    if (counts[severity]++ < MOST) shown.push(annotationOf(found));
    // A word before them, so that no file is named like a command.
    else rest.push(`not annotated: ${problemLine(found.problem, found.file)}`);
  }
  const formatter = new Formatter(plainPart([]).conventions);
  const closing =
    summary === null
      ? parts.flatMap(({ file, isInvalid, outcome }) => (outcome === null ? [] : [`checked: ${file}: ${isInvalid ? 'invalid' : outcome}`]))
      : [`checked: ${formatter.text(summary)}`];
  return [...shown, ...rest, ...closing.map(printable)].map((line) => `${line}\n`).join('');
}

function annotationOf({ problem, file }: Found): string {
  const { severity, rule, message, math, help, at } = problem;
  const place = at ? lineRangeOf(at) : undefined;
  const sameLine = place && place.endLine === place.line;
  const properties = [
    `file=${property(place?.file ?? file)}`,
    ...(place ? [`line=${place.line}`, `endLine=${place.endLine}`] : []),
    // Columns are of one line.
    ...(place && sameLine ? [`col=${place.column}`, `endColumn=${place.endColumn}`] : []),
    `title=${property(rule)}`,
  ];
  const text = [message, ...(math === undefined ? [] : [math]), ...(help === undefined ? [] : [`help: ${help}`])].map(printable).join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(text)}`;
}

/** @source github.com/actions/toolkit, packages/core/src/command.ts: what is escaped, and how */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
