import type { Amount } from './amounts.js';
import type { Cell, Column, Sentence, Table } from './blocks.js';
import type { Formatter } from './formatter.js';
import { printable } from './text.js';

/** A table as texts: what is unknown is left out, and units stand where all cells share them. */
export interface Grid {
  readonly title: string | null;
  readonly columns: readonly Pick<Column, 'head' | 'align' | 'meters'>[];
  readonly rows: readonly (readonly string[])[];
}

/** A cell as text; `after` is the unit that it ends with, if it is an amount. */
interface Written {
  readonly number: string;
  readonly after: string;
  readonly isKnown: boolean;
}

const EMPTY: Written = { number: '', after: '', isKnown: false };

/**
 * Writes the cells of a table, the same for every format that has tables. Rows may be none.
 * @param prose how a sentence in a cell is written; as plain text unless stated
 * @param plain how a number and its unit are
 */
export function gridOf(
  { title: stated, columns, rows: cells, leaveOut, hoist }: Table,
  formatter: Formatter,
  prose: (cell: Sentence) => string = (cell) => printable(formatter.text(cell)),
  plain: (text: string) => string = (text) => text,
): Grid {
  const title = stated ?? null;
  const written = cells.map((row) => columns.map((_, i) => writtenOf(row[i] ?? null, formatter, prose, plain)));
  const rows = leaveOut === undefined ? written : written.filter((row) => row.slice(1).some(({ isKnown }) => isKnown));
  const shown = columns
    .map((column, i): ColumnOfTexts => ({ column, cells: rows.map((row) => row[i] ?? EMPTY) }))
    .filter((own, i) => i === 0 || isShown(own, leaveOut))
    .map((own) => hoistedColumn(own, hoist === 'columns'));
  const texts = rows.map((_, i) => shown.map((own) => own.cells[i] ?? EMPTY));
  const heads = shown.map(({ column: { head, align, meters } }) => ({ head, align, ...(meters && { meters }) }));
  if (hoist !== 'rows') return { title, columns: heads, rows: texts.map((row) => row.map(textOf)) };
  const shared = title === null ? '' : sharedUnit(texts.flatMap((row) => row.slice(1)));
  if (shared !== '') return { title: `${title} (${shared.trim()})`, columns: heads, rows: texts.map((row) => without(shared, row)) };
  return { title, columns: heads, rows: texts.map(hoistedRow) };
}

function hoistedRow(row: readonly Written[]): readonly string[] {
  const unit = sharedUnit(row.slice(1));
  const [name = '', ...texts] = without(unit, row);
  return [unit === '' ? name : `${name} (${unit.trim()})`, ...texts];
}

const without = (unit: string, row: readonly Written[]): readonly string[] =>
  row.map((cell) => (unit !== '' && cell.after === unit ? cell.number : textOf(cell)));

const isShown = ({ cells }: ColumnOfTexts, leaveOut: Table['leaveOut']): boolean =>
  cells.some((cell) => (leaveOut === 'unknown' ? cell.isKnown : textOf(cell) !== ''));

function writtenOf(cell: Cell, formatter: Formatter, prose: (cell: Sentence) => string, plain: (text: string) => string): Written {
  if (cell === null) return EMPTY;
  if (typeof cell === 'object' && 'kind' in cell && cell.kind === 'amount') {
    const { number, after } = formatter.parts(cell);
    return { number: plain(number), after: plain(after), isKnown: isKnown(cell) };
  }
  const number = prose(cell);
  const known = typeof cell === 'object' && 'kind' in cell && cell.kind === 'meter' ? isKnown(cell.amount) : number !== '';
  return { number, after: '', isKnown: known };
}

const isKnown = ({ value, state }: Amount): boolean => (state === undefined ? value !== null : state !== 'unknown');

const textOf = ({ number, after }: Written): string => number + after;

interface ColumnOfTexts {
  readonly column: Column;
  readonly cells: readonly Written[];
}

function hoistedColumn({ column, cells }: ColumnOfTexts, anyUnit: boolean): ColumnOfTexts {
  const { head, within } = column;
  const bare = cells.map((cell) => ({ ...cell, after: '' }));
  if (within !== undefined && cells.every((cell) => !cell.isKnown || cell.after === ` ${within.unit}`))
    return { column: { ...column, head: within.head }, cells: bare };
  const unit = anyUnit ? commonUnit(cells).trim() : '';
  if (unit === '') return { column, cells };
  return { column: { ...column, head: head === unit ? head : `${head} (${unit})` }, cells: bare };
}

/** The unit of all cells that are known; nothing where they differ or one has none. */
function commonUnit(cells: readonly Written[]): string {
  const known = cells.filter(({ isKnown }) => isKnown);
  const unit = known[0]?.after ?? '';
  return known.every(({ after }) => after === unit) ? unit : '';
}

/** Only a rate (`MB/s`, `USD/month`): sizes of one row may differ a thousandfold, and read better with their unit. */
function sharedUnit(cells: readonly Written[]): string {
  const unit = commonUnit(cells);
  return /^ [A-Za-z]+\/[a-z]+$/.test(unit) ? unit : '';
}
