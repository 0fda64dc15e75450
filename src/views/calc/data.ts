import type { Calendar } from '../../quantity/index.js';
import { amount } from '../../report/amounts.js';
import type { Table } from '../../report/blocks.js';
import { findingData } from '../../report/result-data.js';
import type { Tool } from '../../report/types.js';
import type { CalcNumber } from '../../tools/calc/calculator.js';
import type { StatementResult } from '../../tools/calc/session.js';

/** An answer for programs, or what is wrong. */
export function calcData(result: StatementResult, { day, month, year }: Calendar, tool: Tool) {
  const about = { format: 'sysdesign.calc/1', tool, conventions: { day, month, year } };
  if ('findings' in result)
    return { ...about, expression: result.expression, value: null, unit: null, findings: result.findings.map(findingData) };
  const { text, name, base, asked, formula, share, missing, napkin } = result.answer;
  return {
    ...about,
    expression: text,
    name,
    ...readingData(asked ?? base),
    share,
    missing,
    base: readingData(base),
    formula,
    napkin,
    findings: [],
  };
}

const readingData = ({ value, unit, spread }: CalcNumber) => ({
  value,
  unit,
  p5: spread?.p5 ?? null,
  p50: spread?.p50 ?? null,
  p95: spread?.p95 ?? null,
  mean: spread?.mean ?? null,
});

/** The answers, a row each. */
export const calcRows = (results: readonly StatementResult[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['expression', 'name', 'value', 'unit', 'p5', 'p95'].map((head) => ({ head, align: 'left' })),
  rows: results.flatMap((result) => {
    if (!('answer' in result)) return [];
    const { text, name, base, asked } = result.answer;
    const { value, unit, spread } = asked ?? base;
    const number = (one: number | undefined) => (one === undefined ? null : amount(one, 'plain'));
    return [[text, name, number(value), unit, number(spread?.p5), number(spread?.p95)]];
  }),
});
