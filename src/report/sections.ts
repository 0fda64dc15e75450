import type { FactResult } from '../core/index.js';
import { isOverloaded, overloadNotes } from './overload.js';
import { Teller } from './quantities.js';
import type { SpecResult } from './results.js';
import type { Column, Grid } from './table.js';
import { printable } from './text.js';

/** One area of the results as a table of texts; formats differ only in how they draw it. */
export interface Section {
  readonly title: string;
  readonly grid: Grid;
  /** Sentences below the table. */
  readonly notes?: readonly string[];
}

interface ColumnOf {
  readonly head: string;
  /** Head when every cell is in `req/s`, which then leaves the cells. */
  readonly rateHead?: string;
  readonly cell: (prefix: string) => string;
}

/** Lookup by id, and the names under a root in the order of the result. */
export class FactIndex {
  readonly #byId = new Map<string, FactResult>();

  constructor(facts: readonly FactResult[]) {
    for (const fact of facts) this.#byId.set(fact.id, fact);
  }

  get(id: string): FactResult | undefined {
    return this.#byId.get(id);
  }

  ids(): Iterable<string> {
    return this.#byId.keys();
  }

  names(root: string): readonly string[] {
    const names = new Set<string>();
    for (const id of this.#byId.keys()) {
      const [head, name] = id.split('.', 2);
      if (head === root && name !== undefined) names.add(name);
    }
    return [...names];
  }
}

/** The areas that have something to show, in the order of reading. */
export function sectionsOf(spec: SpecResult): readonly Section[] {
  const index = new FactIndex(spec.facts);
  const tell = new Teller(spec.conventions);
  return [
    flows(index, tell, spec.after),
    components(index, tell, spec),
    data(index, tell, spec.after),
    list(index, tell, 'Totals', 'totals', (id) => !ELSEWHERE.test(id)),
    list(index, tell, 'Derived', 'derived', (id) => !ELSEWHERE.test(id)),
  ].filter((section) => section.grid.rows.length > 0);
}

/** When the facts are of. */
const timeOf = (after: string | undefined): string => (after === undefined ? 'today' : `after ${printable(after)}`);

function flows(index: FactIndex, tell: Teller, after: string | undefined): Section {
  const rows: { readonly name: string; readonly cell: (topic: string, k: 'mean' | 'peak') => string }[] = [];
  const names = index.names('flows');
  for (const name of names) {
    rows.push({ name, cell: (topic, k) => tell.cell(index.get(`flows.${name}.${topic}.${k}`)) });
    for (const spike of spikesOf(index, name)) {
      rows.push({
        name: `  in ${spike}`,
        cell: (topic, k) => (k === 'peak' ? tell.cell(index.get(`flows.${name}.${topic}.spike.${spike}`)) : ''),
      });
    }
  }
  if (names.length > 1) rows.push({ name: 'in total', cell: (topic, k) => leastCell(index.get(`totals.${topic}.${k}`), tell) });
  const column = (topic: string, k: 'mean' | 'peak', head: string, rateHead?: string): Cells => ({
    head,
    rateHead,
    cells: rows.map((row) => row.cell(topic, k)),
  });
  return {
    title: `Flows (${timeOf(after)})`,
    grid: gridOf(
      'flow',
      rows.map((row) => row.name),
      [
        column('rate', 'mean', 'mean', 'mean req/s'),
        column('rate', 'peak', 'peak', 'peak req/s'),
        column('ingress', 'peak', 'in at peak'),
        column('egress', 'peak', 'out at peak'),
        column('concurrency', 'peak', 'at once'),
      ],
    ),
  };
}

/** A total that lacks something is a lower bound. */
function leastCell(fact: FactResult | undefined, tell: Teller): string {
  if (fact?.state !== 'known' || fact.missing.length === 0) return tell.cell(fact);
  return fact.value === 0 ? '?' : `>=${tell.cell(fact)}`;
}

function spikesOf(index: FactIndex, flow: string): readonly string[] {
  const start = `flows.${flow}.rate.spike.`;
  const spikes: string[] = [];
  for (const id of index.ids()) if (id.startsWith(start) && !id.slice(start.length).includes('.')) spikes.push(id.slice(start.length));
  return spikes;
}

function components(index: FactIndex, tell: Teller, spec: SpecResult): Section {
  const at = (path: string) => (prefix: string) => tell.cell(index.get(`${prefix}.${path}`));
  const columns: ColumnOf[] = [
    { head: 'reads', rateHead: 'reads/s', cell: at('read.peak') },
    { head: 'writes', rateHead: 'writes/s', cell: at('write.peak') },
    { head: 'in', cell: at('ingress.peak') },
    { head: 'out', cell: at('egress.peak') },
    { head: 'fleet', cell: (prefix) => tell.count(index.get(`${prefix}.fleet`)) },
    ...servingColumn(index, tell),
    { head: 'bound by', cell: at('binding') },
    { head: 'used', cell: (prefix) => usedCell(index.get(`${prefix}.utilization.peak`), tell) },
    { head: 'busy', cell: (prefix) => tell.count(index.get(`${prefix}.busy.peak`)) },
    { head: 'at once', cell: (prefix) => tell.count(index.get(`${prefix}.concurrency.peak`)) },
    { head: 'cost', cell: at('cost') },
  ];
  return {
    title: `Components (${timeOf(spec.after)}, at peak)`,
    grid: gridByName('component', 'components', index, columns),
    notes: overloadNotes(spec.facts),
  };
}

/** Only where something is down. */
function servingColumn(index: FactIndex, tell: Teller): readonly ColumnOf[] {
  const isLess = (name: string): boolean => index.get(`components.${name}.serving`)?.value !== index.get(`components.${name}.fleet`)?.value;
  return index.names('components').some(isLess) ? [{ head: 'serving', cell: (prefix) => tell.count(index.get(`${prefix}.serving`)) }] : [];
}

/** In words, so that it is seen without colors too. */
const usedCell = (fact: FactResult | undefined, tell: Teller): string =>
  fact && isOverloaded(fact) ? `${tell.percent(fact)} OVER` : tell.percent(fact);

function data(index: FactIndex, tell: Teller, after: string | undefined): Section {
  const at = (path: string) => (prefix: string) => tell.cell(index.get(`${prefix}.${path}`));
  const columns: ColumnOf[] = [
    { head: 'item', cell: at('item') },
    { head: 'items', cell: (prefix) => tell.count(index.get(`${prefix}.items`)) },
    { head: after === undefined ? 'growth today' : 'growth then', cell: (prefix) => tell.perDay(index.get(`${prefix}.growth`)) },
    // Years count from today, which is not what is looked at.
    ...(after === undefined
      ? [
          { head: 'stored now', cell: at('size.stored.year0') },
          { head: 'year 1', cell: at('size.stored.year1') },
          { head: 'at the horizon', cell: at('size.stored') },
        ]
      : [{ head: 'stored then', cell: at('size.stored') }]),
  ];
  return { title: after === undefined ? 'Data' : `Data (${timeOf(after)})`, grid: gridByName('data', 'data', index, columns) };
}

/** Rates stand in the last row of the flows; years are for programs and for `explain`. */
const ELSEWHERE = /^totals\.(rate|ingress|egress|concurrency)\.|\.year\d+$/;

/** Facts of one root, one a line. */
function list(index: FactIndex, tell: Teller, title: string, root: string, wanted: (id: string) => boolean): Section {
  const rows: string[][] = [];
  const notes: string[] = [];
  for (const id of index.ids()) {
    if (!id.startsWith(`${root}.`) || !wanted(id)) continue;
    const fact = index.get(id);
    if (!fact || fact.state === 'unknown') continue;
    const name = id.slice(root.length + 1);
    const isLeast = fact.missing.length > 0;
    rows.push([name, `${isLeast ? '>=' : ''}${tell.value(fact)}`]);
    if (isLeast)
      notes.push(
        `${name} is at least that: without ${fact.missing.slice(0, 2).join(', ')}${fact.missing.length > 2 ? ` and ${fact.missing.length - 2} more` : ''}`,
      );
  }
  return {
    title,
    grid: {
      columns: [
        { head: 'name', align: 'left' },
        { head: 'value', align: 'right' },
      ],
      rows,
    },
    notes,
  };
}

function gridByName(head: string, root: string, index: FactIndex, columns: readonly ColumnOf[]): Grid {
  const names = index.names(root);
  return gridOf(
    head,
    names,
    columns.map((column) => ({ head: column.head, rateHead: column.rateHead, cells: names.map((name) => column.cell(`${root}.${name}`)) })),
  );
}

interface Cells {
  readonly head: string;
  readonly rateHead?: string | undefined;
  readonly cells: readonly string[];
}

/** Columns without a single known value are left out, and so are rows without any. */
function gridOf(head: string, names: readonly string[], all: readonly Cells[]): Grid {
  const kept = all.filter((column) => column.cells.some((cell) => cell !== '' && cell !== '?')).map(hoist);
  const columns: Column[] = [{ head, align: 'left' }, ...kept.map((column): Column => ({ head: column.head, align: 'right' }))];
  const rows = names
    .map((name, row) => [name, ...kept.map((column) => column.cells[row] ?? '')])
    .filter((row) => row.slice(1).some((cell) => cell !== '' && cell !== '?'));
  return { columns, rows };
}

const RATE = ' req/s';

function hoist(column: Cells): Cells {
  if (column.rateHead === undefined || !column.cells.every((cell) => cell === '' || cell === '?' || cell === '0' || cell.endsWith(RATE)))
    return column;
  return { head: column.rateHead, cells: column.cells.map((cell) => (cell.endsWith(RATE) ? cell.slice(0, -RATE.length) : cell)) };
}
