import type { Grid } from './layout.js';
import { printable } from './text.js';

/** A table in GitHub's Markdown; its cells are Markdown already. */
export function tableText({ columns, rows }: Pick<Grid, 'columns' | 'rows'>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(cellText))),
  ].join('\n');
}

/** A bar would end the cell, in code too. */
const cellText = (cell: string): string => cell.trim().replace(/(?<!\\)\|/g, '\\|');

/**
 * Text that stands for itself anywhere in a line: no HTML, no emphasis, no link of its own, and nobody is mentioned. What would begin a
 * heading or a list at the beginning of a line is for `blockStart`.
 */
export const escapeMarkdown = (text: string): string =>
  inOneLine(text)
    .replace(/([\\`*_~|<>[\]])/g, '\\$1')
    .replace(/&(?=#?\w+;)/g, '\\&')
    // GitHub looks for mentions, numbers of issues and addresses in what has been rendered: only a character between keeps them from being found.
    .replace(/@(?=\w)|#(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi, '$&\u200b');

/** An inline code; no backtick ends it. */
export const codeMarkdown = (text: string): string => `\`${inOneLine(text).replaceAll('`', "'")}\``;

const inOneLine = (text: string): string => printable(text.replace(/\s*[\r\n]+\s*/g, ' '));

/** Inline Markdown as the beginning of a block: what would make it a heading, a list, a line or code is escaped. */
export const blockStart = (inline: string): string =>
  inline
    .trimStart()
    .replace(/^(?:[#+=-]+(?=\s|$)|-{3,}|\d{1,9}(?=[.)](?:\s|$)))/, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
