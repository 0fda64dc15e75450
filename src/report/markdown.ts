import { checkText, checkTitle, placeText, STATUS_WORD } from './checks.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { choiceSections } from './options.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import { sectionsOf } from './sections.js';
import type { Grid } from './table.js';
import type { Report, ReportOptions } from './types.js';
import { someOf, unknownsOf } from './unknowns.js';

/** For design docs and comments on pull requests: GitHub's Markdown, tables and no colors. */
export function reportMarkdown(result: Result, options: ReportOptions): Report {
  const blocks = result.specs.map((spec) => specBlock(spec, options)).filter((block) => block !== '');
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, options: ReportOptions): string {
  const tell = new Teller(spec.conventions);
  const blocks: string[] = [`## ${escapeMarkdown(spec.name ?? spec.file)}`];
  const findings = spec.findings.map((finding) => {
    const place = finding.at ? ` at \`${placeText(finding.at)}\`` : '';
    return `- **${finding.severity}**${place}: ${escapeMarkdown(finding.message)}${finding.help === undefined ? '' : ` (${escapeMarkdown(finding.help)})`} \`${finding.rule}\``;
  });
  const troubled = spec.checks.filter((check) => check.status === 'missed' || check.status === 'at-risk');
  if (options.quiet && findings.length + troubled.length === 0) return '';
  if (!options.quiet && spec.summary) blocks.push(escapeMarkdown(spec.summary));
  if (!options.quiet && spec.context.length > 0) blocks.push(`_${escapeMarkdown(spec.context.join(', '))}_`);
  if (findings.length > 0) blocks.push(findings.join('\n'));
  const checks = options.quiet ? troubled : spec.checks;
  if (checks.length > 0) {
    blocks.push('### Targets');
    blocks.push(
      table({
        columns: [
          { head: 'status', align: 'left' },
          { head: 'target', align: 'left' },
          { head: 'value', align: 'left' },
        ],
        rows: checks.map((check) => [
          check.status === 'missed' ? `**${STATUS_WORD.missed}**` : STATUS_WORD[check.status],
          escapeMarkdown(checkTitle(check)),
          escapeMarkdown(checkText(check, tell)),
        ]),
      }),
    );
  }
  if (options.quiet || isInvalid(spec)) return blocks.join('\n\n');
  for (const section of sectionsOf(spec)) {
    blocks.push(`### ${escapeMarkdown(section.title)}`, table(escaped(section.grid)));
    if (section.notes && section.notes.length > 0) blocks.push(section.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n'));
  }
  for (const { title, grid, verdict } of choiceSections(spec))
    blocks.push(`### ${escapeMarkdown(title)}`, table(escaped(grid)), verdict.map((text) => `- ${escapeMarkdown(text)}`).join('\n'));
  if (spec.drivers.length > 0) {
    blocks.push('### What to find out next');
    blocks.push(
      spec.drivers.map((driver) => `- \`${driver.input}\`: ${Math.round(driver.share * 100)}% of the doubt in \`${driver.of}\``).join('\n'),
    );
  }
  const { toState, notYetComputed } = unknownsOf(spec.facts);
  if (toState.length > 0)
    blocks.push(
      '### Unknown',
      toState.map((unknown) => `- ${escapeMarkdown(unknown.action)}: ${escapeMarkdown(someOf(unknown.facts))}`).join('\n'),
    );
  if (notYetComputed.length > 0) blocks.push(`Not yet computed: ${notYetComputed.join(', ')}.`);
  return blocks.join('\n\n');
}

export function table(grid: Grid): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(grid.columns.map((column) => column.head)),
    line(grid.columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...grid.rows.map((row) => line(row.map((cell) => cell.trim()))),
  ].join('\n');
}

export const escaped = (grid: Grid): Grid => ({ columns: grid.columns, rows: grid.rows.map((row) => row.map(escapeMarkdown)) });

export const escapeMarkdown = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/([\\`*_|<>[\]])/g, '\\$1');
