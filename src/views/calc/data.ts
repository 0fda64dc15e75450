import type { Calendar } from '../../quantity/index.js';
import type { Tool } from '../../report/document.js';
import { findingData } from '../../report/result-data.js';
import type { Reading } from '../../tools/calc/calculator.js';
import type { StatementResult } from '../../tools/calc/session.js';

/** An answer for programs, or what is wrong. */
export function calcData(result: StatementResult, { day, month, year }: Calendar, tool: Tool) {
  const about = { format: 'sysdesign.calc/1', tool, conventions: { day, month, year } };
  if ('findings' in result)
    return { ...about, expression: result.expression, value: null, unit: null, findings: result.findings.map(findingData) };
  const { text, name, base, asked, formula, share, napkin } = result.answer;
  return { ...about, expression: text, name, ...readingData(asked ?? base), share, base: readingData(base), formula, napkin, findings: [] };
}

const readingData = ({ value, unit, spread }: Reading) => ({
  value,
  unit,
  p5: spread?.p5 ?? null,
  p50: spread?.p50 ?? null,
  p95: spread?.p95 ?? null,
  mean: spread?.mean ?? null,
});
