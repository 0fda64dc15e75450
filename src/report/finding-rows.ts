import type { FindingId, FindingRow, Severity } from '../core/index.js';
import { paintOf, symbolsOf } from './paint.js';
import { cut, hang, plural, wrap } from './text.js';
import type { ReportOptions } from './types.js';

/** A finding as the table of findings describes it. */
export interface FindingEntry extends FindingRow {
  readonly id: FindingId;
}

/** The file whose text a row gives as `spec`. */
const SPEC_FILE = 'shop.sysdesign.yaml';

const severitiesOf = ({ severity }: FindingRow): readonly Severity[] => (typeof severity === 'string' ? [severity] : severity);

/** Where a finding comes from, and what it does to the exit code. */
function originOf(row: FindingRow): string {
  const isError = severitiesOf(row).includes('error');
  if (row.about === 'text')
    return isError ? 'text: an input is wrong, the exit code is 2' : 'text: the input is valid, the exit code is not affected';
  return isError ? 'judgment: the design is valid, the exit code is 1' : 'judgment: the design is valid, the exit code is not affected';
}

const PLAIN_WORD = /^[\w./:=,%+@-]+$/;

function commandOf({ example }: FindingRow): string {
  const words = (example.run ?? ['validate', SPEC_FILE]).map((word) =>
    PLAIN_WORD.test(word) ? word : `"${word.replace(/["$`\\]/g, '\\$&')}"`,
  );
  return ['sysdesign', ...words].join(' ');
}

const filesOf = ({ example }: FindingRow): Readonly<Record<string, string>> => ({
  ...(example.spec !== undefined && { [SPEC_FILE]: example.spec }),
  ...example.files,
});

/** Lines of a file, with what cannot be seen written as escapes. */
const linesOf = (text: string): readonly string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replaceAll('\t', '\\t').replaceAll('\0', '\\0'));

/** One finding whole, with its example; several as a list. */
export function findingRowsText(entries: readonly FindingEntry[], options: ReportOptions): string {
  const paint = paintOf(options.color);
  const [first] = entries;
  if (first && entries.length === 1) return whole(first, options);
  const lines = entries.flatMap((entry) => [
    `${paint.strong(entry.id)}  ${paint.faint(severitiesOf(entry).join(' or '))}`,
    ...wrap(entry.meaning, options.width - 4).map((line) => `    ${line}`),
  ]);
  const end = options.quiet ? [] : ['', plural(entries.length, 'finding'), '', 'Next: sysdesign explain <id> shows an example'];
  return `${[...lines, ...end].join('\n')}\n`;
}

function whole(entry: FindingEntry, { color, unicode, width }: ReportOptions): string {
  const paint = paintOf(color);
  const { given } = entry.example;
  const lines = [
    `${paint.strong(entry.id)} (${severitiesOf(entry).join(' or ')})`,
    '',
    ...wrap(entry.meaning, width - 2).map((line) => `  ${line}`),
    '',
    hang('  from     ', originOf(entry), width),
    hang('  example  ', commandOf(entry), width),
    ...(given === undefined ? [] : [hang('  where    ', given, width)]),
  ];
  for (const [name, text] of Object.entries(filesOf(entry))) {
    lines.push('', `  ${paint.faint(name)}`);
    for (const line of linesOf(text)) lines.push(`    ${cut(line, width - 4, symbolsOf(unicode).ellipsis)}`.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}

/** An object for one finding, an array of them for several. */
export function findingRowsJson(entries: readonly FindingEntry[], { tool }: ReportOptions): string {
  const all = entries.map((entry) => ({
    format: 'sysdesign.finding/1',
    tool,
    id: entry.id,
    severities: severitiesOf(entry),
    about: entry.about,
    meaning: entry.meaning,
    example: { command: commandOf(entry), given: entry.example.given ?? null, files: filesOf(entry) },
  }));
  return `${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`;
}

/** One finding whole, with its example; several as a page with a table for each area. */
export function findingRowsMarkdown(entries: readonly FindingEntry[]): string {
  const [first] = entries;
  if (first && entries.length === 1) return wholeMarkdown(first);
  const areas = new Map<string, FindingEntry[]>();
  for (const entry of entries) {
    const area = entry.id.slice(0, entry.id.indexOf('/'));
    areas.set(area, [...(areas.get(area) ?? []), entry]);
  }
  const sections = [...areas].map(([area, rows]) =>
    [
      `## ${area}`,
      '',
      '| finding | severity | about | meaning |',
      '|---|---|---|---|',
      ...rows.map((row) => `| \`${row.id}\` | ${severitiesOf(row).join(' or ')} | ${row.about} | ${row.meaning.replaceAll('|', '\\|')} |`),
    ].join('\n'),
  );
  return `${['# Findings', INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `Every finding has an id, \`area/name\`. One about the text means that an input is wrong: an error ends with exit code 2. A judgment is about a design
whose text is valid: an error ends with exit code 1. \`sysdesign explain ID\` shows an example of each.`;

function wholeMarkdown(entry: FindingEntry): string {
  const { given } = entry.example;
  // Four backticks: an example may be a Markdown document with fences of its own.
  const files = Object.entries(filesOf(entry)).map(([name, text]) => `\`${name}\`\n\n\`\`\`\`\n${linesOf(text).join('\n')}\n\`\`\`\``);
  return `${[
    `## ${entry.id}`,
    `${severitiesOf(entry).join(' or ')}; ${originOf(entry)}`,
    entry.meaning,
    `Example: \`${commandOf(entry)}\`${given === undefined ? '' : `, where ${given}`}`,
    ...files,
  ].join('\n\n')}\n`;
}
