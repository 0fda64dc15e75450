import { amount } from '../../report/amounts.js';
import type { Cell, Piece, Table } from '../../report/blocks.js';
import type { FlowLatency, StepResult } from './result.js';

/** Columns of the longest bar. */
const WIDTH = 16;

/** The steps of a path, each below its caller, with what it is of the median and of p99. */
export function waterfall({ steps, percentiles }: FlowLatency): Table {
  const p99 = percentiles.find(({ name }) => name === 'p99')?.value ?? 0;
  return {
    kind: 'table',
    columns: [
      { head: 'step', align: 'left' },
      { head: 'of p50', align: 'right' },
      { head: 'of p99', align: 'left', meters: true },
      { head: '', align: 'left' },
    ],
    rows: rowsBelow(steps, null, 0, p99),
  };
}

function rowsBelow(steps: readonly StepResult[], caller: number | null, depth: number, p99: number): readonly (readonly Cell[])[] {
  const own = steps.filter((step) => step.caller === caller);
  const rows: (readonly Cell[])[] = [];
  const groups = new Set<number>();
  for (const step of own) {
    if (step.group === null) rows.push(...rowsOf(steps, step, depth, p99));
    else if (!groups.has(step.group)) {
      groups.add(step.group);
      rows.push([`${'  '.repeat(depth)}at once:`, null, null, null]);
      for (const other of own) if (other.group === step.group) rows.push(...rowsOf(steps, other, depth + 1, p99));
    }
  }
  return rows;
}

function rowsOf(steps: readonly StepResult[], step: StepResult, depth: number, p99: number): readonly (readonly Cell[])[] {
  const name = `${'  '.repeat(depth)}${step.component}`;
  const row: readonly Cell[] = step.later
    ? [name, null, null, 'later: nobody waits']
    : [
        name,
        amount(step.p50, 's', { below: 1e-6 }),
        { kind: 'meter', share: p99 > 0 ? step.p99 / p99 : 0, width: WIDTH, amount: amount(step.p99, 's', { below: 1e-6 }) },
        remarks(step),
      ];
  return [row, ...rowsBelow(steps, step.call, depth + 1, p99)];
}

function remarks({ hit, miss, notes, withoutIt }: StepResult): Cell {
  const pieces: Piece[][] = [
    ...(miss ? [['on a miss']] : []),
    ...notes.map((note) => [note]),
    ...(hit === null ? [] : [['answers ', amount(hit, 'share'), ...withoutCache(withoutIt)]]),
  ];
  return pieces.length === 0 ? null : pieces.flatMap((piece, i) => (i === 0 ? piece : [', ', ...piece]));
}

const withoutCache = (p99: number | null): readonly Piece[] =>
  p99 === null ? [] : Number.isFinite(p99) ? ['; p99 without it ', amount(p99, 's')] : ['; without it nothing is answered'];
