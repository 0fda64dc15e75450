import { reasonTexts } from '../../core/index.js';
import { namesIn } from '../../facts/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, Column, Headline, Note, Plot, Section, Table } from '../../report/blocks.js';
import { piecesOf } from '../../report/formatter.js';
import { plural } from '../../report/text.js';
import type { SweepResult } from '../../studies/sweep.js';
import type { Verbosity } from '../verbosity.js';
import { factValue, sweptValue } from './amounts.js';
import { thresholds } from './thresholds.js';

const MOST_PLOTS = 3;
const MOST_MISSING = 3;

/** The values as a table and as curves, then where the answer changes. */
export function sweepBlocks(sweep: SweepResult, show: readonly string[], { quiet = false, verbose = false }: Verbosity): readonly Block[] {
  const values: readonly Block[] = [indented(tableOf(sweep)), ...plotsOf(sweep, show), indented(...notesOf(sweep))];
  return [headlineOf(sweep), ...(quiet ? [] : values), thresholds(sweep, verbose), rowsOf(sweep)];
}

const indented = (...blocks: readonly Block[]): Section => ({ kind: 'section', title: null, blocks });

function headlineOf(sweep: SweepResult): Headline {
  const { name, path, points, scale } = sweep;
  const [first, last] = [points[0], points[points.length - 1]];
  const at = (value: number) => piecesOf(sweptValue(sweep, value));
  const ends = first && last ? [...at(first.at), ' to ', ...at(last.at)] : [];
  return {
    kind: 'headline',
    name: [`${name}: ${path} from `, ...ends, `, ${plural(points.length, 'point')}, ${scale}`],
    file: null,
    summary: null,
    context: [],
  };
}

/** `totals.cost` is the cost; the instances of a component go by its name. */
const headOf = (id: string): string => namesIn('components.*.instances', id)?.[0] ?? id.replace(/^totals\./, '');

/** One row a point. */
function tableOf(sweep: SweepResult): Table {
  const { path, columns, points } = sweep;
  const heads = [path.replace(/^(?:assumptions|flows|components|data)\./, ''), ...columns.map(({ id }) => headOf(id))];
  return {
    kind: 'table',
    hoist: 'columns',
    columns: heads.map((head): Column => ({ head, align: 'right' })),
    rows: points.map(({ at, values }) => [sweptValue(sweep, at), ...columns.map((column, i) => factValue(values[i] ?? null, column))]),
  };
}

/** The facts that were asked for, else the first that moves. */
function plotsOf(sweep: SweepResult, show: readonly string[]): readonly Plot[] {
  const { columns, points, scale } = sweep;
  const curves = columns.flatMap((column, i) => {
    const ys = points.map(({ values }) => values[i] ?? null).filter((y) => typeof y !== 'string');
    return ys.length === points.length && new Set(ys).size > 1 ? [{ column, ys }] : [];
  });
  return curves.slice(0, show.length > 0 ? MOST_PLOTS : 1).map(({ column, ys }) => {
    const isWhole = ys.every(Number.isInteger);
    return {
      kind: 'plot',
      title: column.id,
      scale,
      points: points.map(({ at }, i) => ({ x: at, y: ys[i] ?? null })),
      x: (value) => sweptValue(sweep, value),
      y: (value) => factValue(isWhole ? Math.round(value) : value, column),
    };
  });
}

const notesOf = ({ columns }: SweepResult): readonly Note[] =>
  columns
    .filter(({ missing }) => missing.length > 0)
    .map(({ id, missing }) => {
      const more = missing.length > MOST_MISSING ? ` and ${missing.length - MOST_MISSING} more` : '';
      return { kind: 'note', text: `${id} is without ${reasonTexts(missing.slice(0, MOST_MISSING)).join(', ')}${more}` };
    });

/** For programs: one row a point, one column a fact. */
const rowsOf = ({ file, path, columns, points }: SweepResult): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['file', path, ...columns.map(({ id }) => id)].map((head): Column => ({ head, align: 'left' })),
  rows: points.map(({ at, values }) => [file, amount(at, 'plain'), ...columns.map((column, i) => factValue(values[i] ?? null, column))]),
});
