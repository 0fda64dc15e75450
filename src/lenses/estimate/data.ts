import type { Finding } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Note, Section } from '../../report/blocks.js';
import type { FactIndex } from '../shared/fact-index.js';
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
      cell: (name) => addedTo(index, name),
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

/** Bytes added a day; of data that nothing adds to, and which grows, by how much it does a year. */
function addedTo(index: FactIndex, name: string): Cell {
  const added = index.get(`data.${name}.growth`);
  const yearly = index.get(`data.${name}.growthPerYear`);
  const growsAlone = added?.value === 0 && typeof yearly?.value === 'number' && yearly.value !== 0;
  return growsAlone ? amountOf(yearly, 'share', { after: '/year' }) : amountOf(added, 'B/s', { per: 'day' });
}

/** Stores whose instances may be meant as copies: of their data one copy is in the table. */
function inOneCopy(findings: readonly Finding[]): readonly Note[] {
  const names = findings.flatMap(({ slots }) => slots?.oneCopyOf ?? []);
  if (names.length === 0) return [];
  return [
    { kind: 'note', text: `one copy is counted of what is in ${names.join(', ')}: instances are no copies (replication: 3 states them)` },
  ];
}
