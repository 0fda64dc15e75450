import type { Grid } from './layout.js';

/** A table in GitHub's Markdown; its cells are Markdown already. */
export function tableText({ columns, rows }: Pick<Grid, 'columns' | 'rows'>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => cell.trim()))),
  ].join('\n');
}

export const escapeMarkdown = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/([\\`*_|<>[\]])/g, '\\$1');
