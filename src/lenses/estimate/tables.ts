import type { FactResult } from '../../core/index.js';
import type { TopicOf } from '../../facts/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Column, Table } from '../../report/blocks.js';
import type { FactIndex } from '../shared/fact-index.js';

/** A column of facts, one of each thing of a root. */
export interface FactColumn extends Omit<Column, 'align'> {
  readonly cell: (name: string) => Cell;
}

/** The facts of one root, a row a name. */
export function tableByName(head: string, root: string, index: FactIndex, columns: readonly FactColumn[]): Table {
  return {
    kind: 'table',
    leaveOut: 'unknown',
    columns: [
      { head, align: 'left' },
      ...columns.map(({ cell: _, ...column }): Column => ({ ...column, align: column.meters ? 'left' : 'right' })),
    ],
    rows: index.names(root).map((name) => [name, ...columns.map(({ cell }) => cell(name))]),
  };
}

/** Facts as a column shows them: in their own unit, or as a count or a share. */
export const factsAt =
  <R extends string>(index: FactIndex, root: R, topic: TopicOf<R>, unit?: 'count' | 'share') =>
  (name: string): Cell =>
    amountOf(index.of(root, name, topic), unit);

/** The same where what is unknown is left out: at least so much. */
export const leastAt =
  <R extends string>(index: FactIndex, root: R, topic: TopicOf<R>, unit?: 'count') =>
  (name: string): Cell =>
    totalOf(index.of(root, name, topic), unit);

/** When the facts are of. */
export const timeOf = (after: string | undefined): string => (after === undefined ? 'today' : `after ${after}`);

/** A total that lacks something is a lower bound; one of which all is missing is not known. */
export function totalOf(fact: FactResult | undefined, unit?: 'count'): Cell {
  if (fact?.state !== 'known' || fact.missing.length === 0) return amountOf(fact, unit);
  return amountOf(fact, unit, { least: true });
}
