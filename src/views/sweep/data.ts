import { reasonTexts } from '../../core/index.js';
import { slashes } from '../../report/json-text.js';
import type { SweepResult } from '../../studies/sweep.js';

/** Values in base units, null where unknown or unbounded. */
export const sweepData = ({ file, name, path, unit, scale, times, columns, points, thresholds }: SweepResult) => ({
  file: slashes(file),
  name,
  path,
  unit,
  times,
  scale,
  facts: columns.map(({ id, unit: of, missing }) => ({ id, unit: of, missing: reasonTexts(missing) })),
  points: points.map(({ at, values }) => ({ at, values: Object.fromEntries(columns.map(({ id }, i) => [id, values[i] ?? null])) })),
  thresholds: thresholds.map(({ at, kind, fact, from, to, check }) => ({
    at,
    kind,
    fact,
    from,
    to,
    ...(check !== null && { [check.kind]: check.name, op: check.op, target: check.target, targetText: check.targetText }),
  })),
});
