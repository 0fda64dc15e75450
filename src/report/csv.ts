import type { Block, Cell, Table } from './blocks.js';
import { blocksIn, type Document, type DocumentPart } from './document.js';
import { Formatter } from './formatter.js';
import { digits } from './json-text.js';
import { printable } from './text.js';
import type { ReportOptions } from './types.js';

/** The rows for programs, or where there are none the tables, for spreadsheets: RFC 4180, comma, `\n`. A head stands once above what has the same columns. */
export async function renderCsv({ parts }: Document, _options: ReportOptions): Promise<string> {
  const tables = parts.flatMap((part) => tablesIn(part.blocks).map((table) => ({ table, part })));
  const data = tables.filter(({ table }) => table.detail === 'data');
  let text = '';
  let head = '';
  for (const { table, part } of data.length > 0 ? data : tables) {
    const own = csvOf([table.columns.map((column) => column.head)]);
    if (own !== head) text += `${text === '' ? '' : '\n'}${own}`;
    head = own;
    const formatter = formatterOf(part);
    text += csvOf(table.rows.map((row) => table.columns.map((_, i) => plainCell(row[i] ?? null, formatter))));
  }
  return text;
}

const tablesIn = (blocks: readonly Block[]): readonly Table[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : tablesIn(blocksIn(block))));

const formatterOf = ({ conventions }: DocumentPart): Formatter => new Formatter(conventions);

/** An amount as its number in the base unit; empty if it has none. */
function plainCell(cell: Cell, formatter: Formatter): string | number | null {
  if (cell === null) return null;
  if (typeof cell === 'object' && 'kind' in cell && cell.kind === 'amount')
    return typeof cell.value === 'number' ? digits(cell.value) : cell.value;
  if (typeof cell === 'object' && 'kind' in cell && cell.kind === 'meter') return plainCell(cell.amount, formatter);
  return formatter.text(cell);
}

/** Rows as RFC 4180 has them. */
const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\n`).join('');

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run a text that begins like a formula.
  const shown = printable(value);
  const safe = /^[=+\-@]/.test(shown.trimStart()) ? `'${shown}` : shown;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
