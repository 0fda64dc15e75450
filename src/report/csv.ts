import { exitCodeOf } from './exit-code.js';
import { factJson } from './json.js';
import type { Result } from './results.js';
import type { FactListing, Report, ReportOptions } from './types.js';

const COLUMNS = ['file', 'id', 'unit', 'value', 'state', 'p5', 'p50', 'p95', 'mean', 'origin', 'missing', 'formula'] as const;

/** One row a fact, for spreadsheets: RFC 4180, comma, `\n`. */
export function reportCsv(result: Result, _options: ReportOptions): Report {
  const rows: (readonly (string | number | null)[])[] = [COLUMNS];
  for (const spec of result.specs) {
    for (const fact of spec.facts.map(factJson).sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const { id, unit, value, state, p5, p50, p95, mean, origin, missing, formula } = fact;
      rows.push([spec.file, id, unit, value, state, p5, p50, p95, mean, origin, missing.join('; '), formula]);
    }
  }
  return { output: csvOf(rows), exitCode: exitCodeOf(result) };
}

/** The list of facts as CSV. */
export const listingCsv = (facts: readonly FactListing[]): string =>
  csvOf([
    ['id', 'unit', 'value', 'state', 'meaning'],
    ...facts.map((fact) => [fact.id, fact.unit, fact.value ?? null, fact.state ?? null, fact.meaning]),
  ]);

/** Rows as RFC 4180 has them. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\n`).join('');

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run a text that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
