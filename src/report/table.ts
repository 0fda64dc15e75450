import Table from 'cli-table3';
import { cutMiddle, widthOf } from './text.js';

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

export interface Grid {
  /** The first column names the rows. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface TableOptions {
  readonly width: number;
  readonly ellipsis: string;
  readonly indent: string;
  /** Colors the names of the columns. */
  readonly head: (text: string) => string;
}

const GAP = 2;
const LEAST_NAME = 12;

const BARE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

/**
 * A table without borders. Columns in which no row has anything are left out. When it does not fit the width, names are shortened; when that
 * is not enough, the columns are split over several tables below each other, each with the names of the rows: nothing is lost.
 */
export function formatTable(grid: Grid, options: TableOptions): string {
  const filled = grid.columns.flatMap((_, index) => (index === 0 || grid.rows.some((row) => (row[index] ?? '') !== '') ? [index] : []));
  const widths = grid.columns.map((column, index) => Math.max(widthOf(column.head), ...grid.rows.map((row) => widthOf(row[index] ?? ''))));
  const room = options.width - widthOf(options.indent);
  const values = filled.slice(1);
  const wanted = widths[0] ?? 0;
  const nameWidth = (columns: readonly number[]): number =>
    Math.min(wanted, room - columns.reduce((sum, index) => sum + GAP + (widths[index] ?? 0), 0));

  const panels: number[][] = [[]];
  for (const index of values) {
    const panel = panels[panels.length - 1] ?? [];
    if (panel.length > 0 && nameWidth([...panel, index]) < Math.min(wanted, LEAST_NAME)) panels.push([index]);
    else panel.push(index);
  }
  return panels.map((panel) => render(grid, [0, ...panel], Math.max(4, nameWidth(panel)), options)).join('\n\n');
}

function render(grid: Grid, columns: readonly number[], nameWidth: number, options: TableOptions): string {
  const cell = (row: readonly string[], index: number): string =>
    index === 0 ? cutMiddle(row[0] ?? '', nameWidth, options.ellipsis) : (row[index] ?? '');
  const table = new Table({
    head: columns.map((index) => options.head(grid.columns[index]?.head ?? '')),
    chars: BARE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: columns.map((index) => grid.columns[index]?.align ?? 'left'),
  });
  // A panel shows only the rows that have something in it, unless it has nothing but names.
  for (const row of grid.rows) {
    if (columns.length === 1 || columns.slice(1).some((index) => (row[index] ?? '') !== ''))
      table.push(columns.map((index) => cell(row, index)));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => `${options.indent}${line}`.trimEnd())
    .join('\n');
}
