import Table from 'cli-table3';
import { cut, cutMiddle, fold, widthOf } from './text.js';

export interface TextColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly meters?: true;
}

export interface TextGrid {
  /** The first column names the rows. */
  readonly columns: readonly TextColumn[];
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

/** No lines, and no colors of its own: `style` would put escape codes into pipes. */
const PLAIN = {
  chars: {
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
  },
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
};

/**
 * A table without borders. Columns in which no row has anything are left out. When it does not fit the width, names are folded; when that
 * is not enough, the columns are split over several tables below each other, each with the names of the rows: nothing is lost.
 */
export function drawTable(grid: TextGrid, options: TableOptions): string {
  const filled = grid.columns.flatMap((_, index) => (index === 0 || grid.rows.some((row) => (row[index] ?? '') !== '') ? [index] : []));
  const room = options.width - widthOf(options.indent);
  const widths = widthsOf(grid, filled, room);
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
  return panels
    .map((panel) => render(grid, [0, ...panel], [Math.max(4, nameWidth(panel)), ...panel.map((index) => widths[index] ?? 0)], options))
    .join('\n\n');
}

/** What each column wants; remarks (left-aligned, not the first) take what the others leave, and nothing takes more than a line. */
function widthsOf(grid: TextGrid, columns: readonly number[], room: number): readonly number[] {
  const most = room - LEAST_NAME - GAP;
  const wanted = grid.columns.map((column, index) =>
    Math.min(
      index === 0 ? room : most,
      widest(
        [column.head],
        grid.rows.map((row) => row[index] ?? ''),
      ),
    ),
  );
  const isRemark = (index: number): boolean => index > 0 && grid.columns[index]?.align === 'left' && !grid.columns[index]?.meters;
  const fixed = columns.reduce(
    (sum, index) => sum + (isRemark(index) ? 0 : (index === 0 ? Math.min(wanted[0] ?? 0, 2 * LEAST_NAME) : (wanted[index] ?? 0)) + GAP),
    0,
  );
  return wanted.map((width, index) => (isRemark(index) ? Math.min(width, Math.max(LEAST_NAME, room - fixed)) : width));
}

/** Not as arguments of one call: a list may be longer than those can be. */
const widest = (...lists: readonly (readonly string[])[]): number =>
  lists.reduce((most, texts) => texts.reduce((wide, text) => Math.max(wide, widthOf(text)), most), 0);

/** Rows are laid out so many at a time: for each, cli-table3 looks through all before it. */
const MOST_ROWS = 500;

/** Lines that a name may take; a longer one is cut. */
const MOST_FOLDED = 5;

/** One table a panel, its heads a row like the others: they are colored as one line when it is drawn. */
function render(grid: TextGrid, columns: readonly number[], widths: readonly number[], options: TableOptions): string {
  const fitted = (text: string, place: number): string => {
    const width = widths[place] ?? 0;
    // Names and remarks go on below; a number stands on one line.
    const isText = place === 0 || grid.columns[columns[place] ?? 0]?.align === 'left';
    const folded = isText && text.length < MOST_FOLDED * width ? fold(text, width) : [];
    if (folded.length > 0 && folded.length <= MOST_FOLDED) return folded.join('\n');
    return (place === 0 ? cutMiddle : cut)(text, width, options.ellipsis);
  };
  const rows = [columns.map((index, place) => cut(grid.columns[index]?.head ?? '', widths[place] ?? 0, options.ellipsis))];
  for (const row of grid.rows) {
    // A panel shows only the rows that have something in it, unless it has nothing but names.
    if (columns.length === 1 || columns.slice(1).some((index) => (row[index] ?? '') !== ''))
      rows.push(columns.map((index, place) => fitted(row[index] ?? '', place)));
  }
  const colAligns = columns.map((index) => grid.columns[index]?.align ?? 'left');
  // All parts are as wide as the whole; one part finds that out for itself.
  const colWidths =
    rows.length > MOST_ROWS ? columns.map((_, place) => widest(rows.flatMap((row) => (row[place] ?? '').split('\n')))) : undefined;
  const lines: string[] = [];
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const table = new Table({ ...PLAIN, colAligns, ...(colWidths && { colWidths }) });
    for (const row of rows.slice(from, from + MOST_ROWS)) table.push([...row]);
    for (const line of table.toString().split('\n')) lines.push(line.trimEnd());
  }
  const [head = '', ...below] = lines;
  return [options.indent + options.head(head), ...below.map((line) => options.indent + line)].join('\n');
}
