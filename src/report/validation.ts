import type { Finding } from '../core/index.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { paintOf, symbolsOf } from './paint.js';
import type { Result } from './results.js';
import { plural } from './text.js';
import type { Report, ReportOptions } from './types.js';

/** `validate` for people: findings as frames, `ok` for each good file, and the counts. */
export function reportValidation(result: Result, options: ReportOptions): Report {
  const paint = paintOf(options.color);
  const symbols = symbolsOf(options.unicode);
  const blocks: string[] = [];
  let good: string[] = [];
  const flush = (): void => {
    if (good.length > 0) blocks.push(good.join('\n'));
    good = [];
  };
  for (const spec of result.specs) {
    if (spec.findings.length > 0) {
      flush();
      blocks.push(...spec.findings.map((finding) => formatFinding(finding, options)));
    }
    if (!isInvalid(spec) && !options.quiet) good.push(`${paint.good(`${symbols.met} ok`)}  ${spec.file}`);
  }
  flush();
  blocks.push(summary(result));
  return { output: `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function summary(result: Result): string {
  const findings = result.specs.flatMap((spec) => spec.findings);
  const invalid = result.specs.filter(isInvalid).length;
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const parts = [`${result.specs.length - invalid} ok`];
  if (invalid > 0) parts.push(`${invalid} invalid`);
  const problems = [
    count('error') > 0 ? plural(count('error'), 'error') : '',
    count('warning') > 0 ? plural(count('warning'), 'warning') : '',
  ].filter((text) => text !== '');
  return `${plural(result.specs.length, 'spec')}: ${parts.join(', ')}${problems.length > 0 ? ` (${problems.join(', ')})` : ''}`;
}
