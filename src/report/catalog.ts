import type { Entry } from '../catalog/index.js';
import { paintOf, symbolsOf } from './paint.js';
import { drawTable } from './table.js';
import { plural, wrap } from './text.js';
import type { ReportOptions } from './types.js';

/** Above this many, entries are listed one a line; else each is shown whole. */
const FEW = 6;

/** Figures of the catalogue: few in full, many as a table. */
export function catalogText(entries: readonly Entry[], term: string | undefined, options: ReportOptions): string {
  if (entries.length === 0) return `nothing in the catalogue fits "${term}"\n`;
  const body = entries.length <= FEW ? entries.map((entry) => whole(entry, options)).join('\n\n') : listed(entries, options);
  const next = entries.length <= FEW ? '' : '\nNext: sysdesign catalog <id or word> shows source, date and conditions\n';
  return `${body}\n${options.quiet ? '' : `\n${plural(entries.length, 'entry', 'entries')}\n${next}`}`;
}

function listed(entries: readonly Entry[], options: ReportOptions): string {
  const paint = paintOf(options.color);
  return drawTable(
    {
      columns: [
        { head: 'id', align: 'left' },
        { head: 'value', align: 'right' },
        { head: 'unit', align: 'left' },
        { head: 'of', align: 'left' },
      ],
      rows: entries.map((entry) => [entry.id, AT[entry.bounds] + figures(entry), entry.unit, entry.asOf]),
    },
    { width: options.width, ellipsis: symbolsOf(options.unicode).ellipsis, indent: '', head: paint.faint },
  );
}

function whole(entry: Entry, options: ReportOptions): string {
  const lines = [
    `${figures(entry)} ${entry.unit}`.trim() + BOUNDS[entry.bounds],
    ...(entry.hardware === undefined ? [] : [`on ${entry.hardware}`]),
    ...(entry.note === '' ? [] : [entry.note]),
    `source: ${entry.source}, ${entry.asOf}${entry.checked ? '' : ' (an excerpt: check it before you rely on it)'}`,
  ];
  const head = `${entry.id}: ${entry.name}`;
  return [...wrap(head, options.width), ...lines.flatMap((line) => wrap(line, options.width - 2).map((part) => `  ${part}`))].join('\n');
}

const BOUNDS: Readonly<Record<Entry['bounds'], string>> = {
  range: '',
  minimum: ' (at least)',
  maximum: ' (at most)',
  single: ' (a single value)',
};

const AT: Readonly<Record<Entry['bounds'], string>> = { range: '', minimum: 'at least ', maximum: 'at most ', single: '' };

/** `420..605..605`: low, middle and high, as far as the source gives them; a bound that is the middle too stands once. */
function figures({ bounds, low, mid, high, unit }: Entry): string {
  const values = [low, mid, high].filter((value) => value !== undefined);
  return (bounds === 'range' ? values : [...new Set(values)]).map((value) => Number(value.toPrecision(digitsOf(value, unit)))).join('..');
}

/** Of 99.999% it is what is missing that counts. */
const digitsOf = (value: number, unit: string): number => (unit === '%' && value > 99 && value < 100 ? 13 : 4);

/** An array of objects, every field of an entry. */
export const catalogJson = (entries: readonly Entry[]): string => `${JSON.stringify(entries, null, 2)}\n`;
