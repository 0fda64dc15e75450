import { positionAt, type Range } from '../core/index.js';
import { checkText, checkTitle, groupChecks } from './checks.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import { printable } from './text.js';
import type { Report, ReportOptions } from './types.js';

/** One line a problem, as compilers print them and editors read them: `file:line:column: severity: message [rule]`. */
export function reportCompact(result: Result, options: ReportOptions): Report {
  const lines = result.specs.flatMap((spec) => specLines(spec, options));
  return { output: lines.length === 0 ? '' : `${lines.join('\n')}\n`, exitCode: exitCodeOf(result) };
}

function specLines(spec: SpecResult, options: ReportOptions): string[] {
  const lines = spec.findings.map((finding) => {
    const help = finding.help === undefined ? '' : `; ${finding.help}`;
    return `${place(finding.at, spec.file)}: ${finding.severity}: ${printable(finding.message + help)} [${finding.rule}]`;
  });
  const tell = new Teller(spec.conventions);
  const { missed, atRisk, unknown, met } = groupChecks(spec.checks);
  for (const check of missed)
    lines.push(`${place(check.at, spec.file)}: error: ${checkTitle(check)} = ${checkText(check, tell)} [${check.kind}]`);
  for (const check of atRisk)
    lines.push(`${place(check.at, spec.file)}: warning: ${checkTitle(check)} = ${checkText(check, tell)} [${check.kind}]`);
  if (!options.quiet && !isInvalid(spec)) {
    const counts = [`${met.length} met`, `${missed.length} missed`, `${atRisk.length} at risk`, `${unknown.length} unknown`];
    lines.push(`${spec.file}: ${spec.checks.length === 0 ? 'ok' : counts.join(', ')}`);
  }
  return lines;
}

function place(at: Range | null | undefined, file: string): string {
  if (!at) return file;
  const { line, column } = positionAt(at.source, at.start);
  return `${at.source.name}:${line}:${column}`;
}
