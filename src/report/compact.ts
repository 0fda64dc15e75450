import { positionAt, type Range } from '../core/index.js';
import { RULE_OF, SEVERITY_OF } from './check-rules.js';
import type { Document, Part } from './document.js';
import { Formatter } from './formatter.js';
import { printable } from './text.js';
import type { ReportOptions } from './types.js';

/** One line a problem, as compilers print them and editors read them: `file:line:column: severity: message [rule]`. */
export async function renderCompact({ parts }: Document, options: ReportOptions): Promise<string> {
  return parts
    .flatMap((part) => linesOf(part, options))
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(part: Part, { quiet }: ReportOptions): readonly string[] {
  const { file, findings, isInvalid, outcome } = part;
  const formatter = new Formatter(part.conventions);
  const found = findings.map(({ at, severity, message, help, rule }) => {
    const action = help === undefined ? '' : `; ${help}`;
    return `${place(at, file)}: ${severity}: ${printable(message + action)} [${rule}]`;
  });
  const missed = (['missed', 'at-risk'] as const).flatMap((status) =>
    part.verdicts
      .filter((verdict) => verdict.status === status)
      .map(
        ({ at, title, text, kind }) =>
          `${place(at, file)}: ${SEVERITY_OF[status]}: ${printable(`${title} = ${formatter.text(text)}`)} [${RULE_OF[kind][status]}]`,
      ),
  );
  return [...found, ...missed, ...(quiet || isInvalid || outcome === null ? [] : [printable(`${file}: ${outcome}`)])];
}

function place(at: Range | null | undefined, file: string): string {
  if (!at) return printable(file);
  const { line, column } = positionAt(at.source, at.start);
  return `${printable(at.source.name)}:${line}:${column}`;
}
