import type { Finding } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Note, Section } from '../../report/blocks.js';
import type { FactIndex } from '../fact-index.js';
import { emptyTodayNote } from './assumed.js';
import type { AssumedResult } from './result.js';
import { type FactColumn, factsAt, leastAt, tableByName, timeOf } from './tables.js';

/** What is kept, now and at the horizon. */
export function data(
  index: FactIndex,
  after: string | undefined,
  findings: readonly Finding[],
  assumed: readonly AssumedResult[] = [],
): Section {
  const columns: readonly FactColumn[] = [
    { head: 'item', cell: factsAt(index, 'data', 'item') },
    {
      head: after === undefined ? 'added, today' : 'added, then',
      cell: (name) => amountOf(index.get(`data.${name}.growth`), 'B/s', { per: 'day' }),
    },
    // Years count from today, which is not what is looked at.
    ...(after === undefined
      ? [
          { head: 'stored now', cell: leastAt(index, 'data', 'size.stored.year0') },
          { head: 'in year 1', cell: leastAt(index, 'data', 'size.stored.year1') },
          { head: 'at horizon', cell: leastAt(index, 'data', 'size.stored') },
          { head: 'items then', cell: factsAt(index, 'data', 'items', 'count') },
        ]
      : [
          { head: 'stored then', cell: leastAt(index, 'data', 'size.stored') },
          { head: 'items then', cell: factsAt(index, 'data', 'items', 'count') },
        ]),
  ];
  return {
    kind: 'section',
    title: after === undefined ? 'Data (stored with copies and overhead)' : `Data (${timeOf(after)}; stored with copies and overhead)`,
    blocks: [tableByName('data', 'data', index, columns), ...inOneCopy(findings), ...emptyTodayNote(assumed)],
  };
}

/** Stores whose instances may be meant as copies: of their data one copy is in the table. */
function inOneCopy(findings: readonly Finding[]): readonly Note[] {
  const names = findings.flatMap(({ slots }) => slots?.oneCopyOf ?? []);
  if (names.length === 0) return [];
  return [
    { kind: 'note', text: `one copy is counted of what is in ${names.join(', ')}: instances are no copies (replication: 3 states them)` },
  ];
}
