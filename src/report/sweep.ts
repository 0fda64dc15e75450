import { csvOf } from './csv.js';
import { digits, slashes } from './json.js';
import { escapeMarkdown, tableText } from './markdown-text.js';
import { type Conventions, Teller } from './old-teller.js';
import { paintOf, symbolsOf } from './paint.js';
import { plot } from './plot.js';
import { drawTable, type Grid } from './table.js';
import { hang, padEnd, plural, printable, widthOf, wrap } from './text.js';
import type { ReportOptions } from './types.js';

/** What a sweep gives, as the workspace has it. */
export interface SweepReport {
  readonly file: string;
  readonly name: string;
  readonly conventions: Conventions;
  readonly path: string;
  readonly unit: string;
  readonly share: boolean;
  readonly times: boolean;
  readonly scale: 'linear' | 'log';
  readonly columns: readonly { readonly id: string; readonly unit: string | null; readonly missing: readonly string[] }[];
  readonly points: readonly { readonly at: number; readonly values: readonly (number | string | null)[] }[];
  readonly turns: readonly SweepTurn[];
}

export interface SweepTurn {
  readonly at: number;
  readonly kind: 'check' | 'overload' | 'binding' | 'instances';
  readonly fact: string;
  readonly from: number | string;
  readonly to: number | string;
  readonly check: {
    readonly kind: 'requirement' | 'expectation';
    readonly name: string;
    readonly op: string;
    readonly target: number | string;
    readonly targetText: string;
    readonly unit: string | null;
  } | null;
}

const MOST_TURNS = 24;
/** Steps of one component that are told one by one. */
const FEW_STEPS = 4;
const PLOT_HEIGHT = 10;
const MOST_PLOTS = 3;

/** Table, plot and turns of each sweep. */
export function sweepText(sweeps: readonly SweepReport[], options: ReportOptions, show: readonly string[] = []): string {
  return sweeps.map((sweep) => `${sweepBlock(sweep, options, show)}\n`).join('\n');
}

function sweepBlock(sweep: SweepReport, options: ReportOptions, show: readonly string[]): string {
  const paint = paintOf(options.color);
  const symbols = symbolsOf(options.unicode);
  const tell = new Teller(sweep.conventions);
  const [first, last] = [sweep.points[0], sweep.points[sweep.points.length - 1]];
  const ends = first && last ? `${atText(sweep, first.at, tell)} to ${atText(sweep, last.at, tell)}` : '';
  const heading = wrap(
    printable(`${sweep.name}: ${sweep.path} from ${ends}, ${plural(sweep.points.length, 'point')}, ${sweep.scale}`),
    options.width,
  )
    .map(paint.strong)
    .join('\n');
  const turns = turnsBlock(sweep, options, tell);
  if (options.quiet) return turns === '' ? heading : `${heading}\n\n${turns}`;
  const grid = drawTable(gridOf(sweep, tell), { width: options.width, ellipsis: symbols.ellipsis, indent: '  ', head: paint.faint });
  return [heading, grid, ...plots(sweep, options, tell, show), notes(sweep, options), turns].filter((text) => text !== '').join('\n\n');
}

/** A value of what is swept: `21.3M users`, `64%`, `x3`. */
function atText({ unit, share, times }: SweepReport, at: number, tell: Teller): string {
  return times ? `x${tell.scalar(at, 'count')}` : tell.scalar(at, share ? 'share' : unit === 'ratio' ? 'count' : unit);
}

const COUNTS = /^components\.[^.]+\.(?:instances|fleet|prewarmed)|^totals\.instances|\.items/;
const SHARES = /\.utilization\./;

function cellText(value: number | string | null, { id, unit }: SweepReport['columns'][number], tell: Teller): string {
  if (value === null) return '?';
  return tell.scalar(value, COUNTS.test(id) ? 'count' : SHARES.test(id) ? 'share' : unit);
}

/** `totals.cost` is the cost; the instances of a component go by its name. */
const headOf = (id: string): string => id.replace(/^totals\./, '').replace(/^components\.([^.]+)\.instances$/, '$1');

/** One row a point. A unit that all cells of a column share stands at its head. */
function gridOf(sweep: SweepReport, tell: Teller): Grid {
  const columns = [
    {
      head: sweep.path.replace(/^(?:assumptions|flows|components|data)\./, ''),
      cells: sweep.points.map(({ at }) => atText(sweep, at, tell)),
    },
    ...sweep.columns.map((column, i) => ({
      head: headOf(column.id),
      cells: sweep.points.map(({ values }) => cellText(values[i] ?? null, column, tell)),
    })),
  ].map(hoisted);
  return {
    columns: columns.map(({ head }) => ({ head, align: 'right' })),
    rows: sweep.points.map((_, row) => columns.map(({ cells }) => cells[row] ?? '')),
  };
}

const escaped = (grid: Grid): Grid => ({ columns: grid.columns, rows: grid.rows.map((row) => row.map(escapeMarkdown)) });

function hoisted({ head, cells }: { readonly head: string; readonly cells: readonly string[] }): {
  readonly head: string;
  readonly cells: readonly string[];
} {
  const known = cells.filter((cell) => cell !== '?' && cell !== '0');
  const unit = / ([A-Za-z][A-Za-z/]*)$/.exec(known[0] ?? '')?.[1];
  if (unit === undefined || !known.every((cell) => cell.endsWith(` ${unit}`))) return { head, cells };
  const own = head === unit ? head : `${head} (${unit})`;
  return { head: own, cells: cells.map((cell) => (cell.endsWith(` ${unit}`) ? cell.slice(0, -unit.length - 1) : cell)) };
}

/** The facts that were asked for, else the first that moves. */
function plots(sweep: SweepReport, options: ReportOptions, tell: Teller, show: readonly string[]): readonly string[] {
  const curves = sweep.columns.flatMap((column, i) => {
    const ys = sweep.points.map(({ values }) => values[i] ?? null);
    return ys.every((y) => y === null || typeof y === 'number') && new Set(ys).size > 1 ? [{ column, ys }] : [];
  });
  return curves.slice(0, show.length > 0 ? MOST_PLOTS : 1).flatMap(({ column, ys }) => {
    const drawn = plot(
      sweep.points.map(({ at }, i) => ({ x: at, y: typeof ys[i] === 'number' ? ys[i] : null })),
      {
        width: options.width,
        height: PLOT_HEIGHT,
        unicode: options.unicode,
        scale: sweep.scale,
        xText: (at) => atText(sweep, at, tell),
        yText: (y) => cellText(ys.every(Number.isInteger) ? Math.round(y) : y, column, tell),
      },
    );
    return drawn === '' ? [] : [`  ${column.id}\n${drawn}`];
  });
}

function notes({ columns }: SweepReport, { width }: ReportOptions): string {
  return columns
    .filter(({ missing }) => missing.length > 0)
    .map(({ id, missing }) =>
      hang('  ', `${id} is without ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`, width),
    )
    .join('\n');
}

/** Turns in order. Where a component takes many steps, they are told as one, unless everything is asked for. */
function turnsBlock(sweep: SweepReport, options: ReportOptions, tell: Teller): string {
  const { turns } = sweep;
  if (turns.length === 0) return 'Nothing turns: no instance more or less, and every verdict stays as it is.';
  const arrow = symbolsOf(options.unicode).arrow;
  const stepsOf = (fact: string): readonly SweepTurn[] => turns.filter((turn) => turn.kind === 'instances' && turn.fact === fact);
  const told = turns.flatMap((turn): readonly { readonly at: string; readonly text: string }[] => {
    const at = atText(sweep, turn.at, tell);
    const steps = turn.kind === 'instances' && !options.verbose ? stepsOf(turn.fact) : [];
    if (steps.length <= FEW_STEPS) return [{ at, text: turnText(turn, tell, arrow) }];
    const last = steps[steps.length - 1] as SweepTurn;
    const rest = `, and so on: ${tell.scalar(last.to, 'count')} from ${atText(sweep, last.at, tell)}`;
    return turn === steps[0] ? [{ at, text: turnText(turn, tell, arrow) + rest }] : [];
  });
  const width = Math.max(...told.map(({ at }) => widthOf(at)));
  const shown = options.verbose ? told : told.slice(0, MOST_TURNS);
  const lines = shown.map(({ at, text }) => hang(`  ${padEnd(at, width)}  `, text, options.width));
  const left = told.length - shown.length;
  const more = left === 0 ? [] : [hang('  ', `and ${left} more: --verbose or --format json lists them`, options.width)];
  return `${paintOf(options.color).strong('Where the answer changes')}\n${[...lines, ...more].join('\n')}`;
}

function turnText({ kind, fact, from, to, check }: SweepTurn, tell: Teller, arrow: string): string {
  const component = fact.split('.')[1] ?? '';
  switch (kind) {
    case 'check': {
      const name = check?.kind === 'requirement' ? check.name : 'an expectation';
      const target = check === null ? '' : ` (${fact} ${check.op === 'at-least' ? 'at least' : 'at most'} ${targetText(check, tell)})`;
      return `${name} is ${to === 'met' ? 'met' : 'MISSED'}${target}`;
    }
    case 'overload':
      return to === 'over 100%' ? `${component} is over 100% at peak` : `${component} is within 100% again`;
    case 'binding':
      return `${component} is bound by ${to}, no longer by ${from}`;
    case 'instances':
      return `${component} needs ${tell.scalar(from, 'count')} ${arrow} ${tell.scalar(to, 'count')} instances`;
  }
}

function targetText({ target, targetText: text, unit }: NonNullable<SweepTurn['check']>, tell: Teller): string {
  const stated = text.trim().replace(/^(?:at least|at most)\s+/, '');
  return stated === '' || stated.startsWith('=') ? tell.scalar(target, unit) : stated;
}

/** For design docs. */
export function sweepMarkdown(sweeps: readonly SweepReport[], _options: ReportOptions): string {
  return sweeps
    .map((sweep) => {
      const tell = new Teller(sweep.conventions);
      const turns = sweep.turns.map((turn) => `- ${escapeMarkdown(`${atText(sweep, turn.at, tell)}: ${turnText(turn, tell, 'to')}`)}`);
      return [
        `## ${escapeMarkdown(`${sweep.name}: ${sweep.path}`)}`,
        tableText(escaped(gridOf(sweep, tell))),
        ...(turns.length > 0 ? ['### Where the answer changes', turns.join('\n')] : []),
      ].join('\n\n');
    })
    .map((block) => `${block}\n`)
    .join('\n');
}

/** An array of objects, one a spec; values in base units, null where unknown or unbounded. */
export function sweepJson(sweeps: readonly SweepReport[]): string {
  const scalar = (value: number | string | null): number | string | null => (typeof value === 'number' ? digits(value) : value);
  const json = sweeps.map(({ file, name, path, unit, scale, times, columns, points, turns }) => ({
    file: slashes(file),
    name,
    path,
    unit,
    times,
    scale,
    facts: columns.map(({ id, unit: of, missing }) => ({ id, unit: of, missing: [...missing] })),
    points: points.map(({ at, values }) => ({
      at: digits(at),
      values: Object.fromEntries(columns.map(({ id }, i) => [id, scalar(values[i] ?? null)])),
    })),
    turns: turns.map(({ at, kind, fact, from, to, check }) => ({
      at: digits(at),
      kind,
      fact,
      from: scalar(from),
      to: scalar(to),
      ...(check !== null && { [check.kind]: check.name, op: check.op, target: scalar(check.target), targetText: check.targetText }),
    })),
  }));
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** One row a point, one column a fact; several specs below each other. */
export function sweepCsv(sweeps: readonly SweepReport[]): string {
  return sweeps
    .map(({ file, path, columns, points }) =>
      csvOf([
        ['file', path, ...columns.map(({ id }) => id)],
        ...points.map(({ at, values }) => [
          file,
          digits(at),
          ...values.map((value) => (typeof value === 'number' ? digits(value) : value)),
        ]),
      ]),
    )
    .join('\n');
}
