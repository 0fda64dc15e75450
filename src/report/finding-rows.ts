import { type Finding, positionAt } from '../core/index.js';
import type { Column, Table } from './blocks.js';

const COLUMNS = ['file', 'line', 'column', 'severity', 'rule', 'subject', 'key', 'message', 'math', 'help'].map(
  (head): Column => ({ head, align: 'left' }),
);

/** Every finding of a spec as a row for programs. */
export const findingRows = (file: string, findings: readonly Finding[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: COLUMNS,
  rows: findings.map((finding) => {
    const { at, severity, rule, message, math, help } = finding;
    const { line, column } = at ? positionAt(at.source, at.start) : { line: null, column: null };
    const { subject, key } = finding.judges ? finding : {};
    return [
      at?.source.name ?? file,
      line === null ? null : String(line),
      column === null ? null : String(column),
      severity,
      rule,
      subject ?? null,
      key ?? null,
      message,
      math ?? null,
      help ?? null,
    ];
  }),
});
