import { type FactResult, reasonTexts } from '../core/index.js';
import { amount } from './amounts.js';
import type { Cell, Column, Table } from './blocks.js';

const COLUMNS = ['file', 'id', 'unit', 'value', 'state', 'p5', 'p50', 'p95', 'mean', 'origin', 'missing', 'formula'].map(
  (head): Column => ({ head, align: 'left' }),
);

/** Every fact of a spec as a row for programs, by id. They are read when the rows are: to read a spread is to sample it. */
export const factRows = (spec: { readonly file: string; readonly facts: readonly FactResult[] }): Table => ({
  kind: 'table',
  detail: 'data',
  columns: COLUMNS,
  get rows() {
    return [...spec.facts].sort((a, b) => (a.id < b.id ? -1 : 1)).map((fact) => rowOf(spec.file, fact));
  },
});

function rowOf(file: string, fact: FactResult): readonly Cell[] {
  const { id, unit, value, state, spread, origin, missing, formula } = fact;
  const number = (of: number | undefined): Cell => (of === undefined ? null : amount(of, unit ?? 'ratio'));
  const own = state === 'known' && value !== null ? amount(value, unit ?? 'ratio') : null;
  const { p5, p50, p95, mean } = spread ?? {};
  return [file, id, unit, own, state, number(p5), number(p50), number(p95), number(mean), origin, reasonTexts(missing).join('; '), formula];
}
