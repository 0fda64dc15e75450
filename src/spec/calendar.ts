import type { Finding } from '../core/index.js';
import { type Calendar, calendarFrom, STANDARD_CALENDAR } from '../quantity/index.js';
import { type MapNode, nodeAt } from '../source/index.js';
import { literalText, textOf } from './places.js';

/** The calendar with the conventions of the spec; where they cannot be, the standard one and a finding. */
export function calendarOf(root: MapNode, findings: Finding[]): Calendar {
  const stated = nodeAt(root, ['conventions']);
  if (stated?.type !== 'map') return STANDARD_CALENDAR;
  const texts: Record<string, string> = {};
  for (const { key, value } of stated.entries.values()) if (value.type === 'scalar') texts[key] = literalText(value);
  const outcome = calendarFrom(texts);
  if (outcome.ok) return outcome.calendar;
  const { key, problem } = outcome;
  const at = stated.entries.get(key)?.value.at ?? stated.at;
  const { rule, message, help, suggestion } = problem;
  findings.push({
    rule,
    severity: 'error',
    message,
    at,
    path: `conventions.${key}`,
    ...(help !== undefined && { help }),
    ...(suggestion !== undefined && { suggestion }),
  });
  return STANDARD_CALENDAR;
}

/** The day of the spec is one of the calendar. */
export function dayProblems(root: MapNode): readonly Finding[] {
  const node = nodeAt(root, ['asOf']);
  const text = textOf(node);
  if (!node || text === null || new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)) return [];
  return [
    {
      rule: 'spec/no-such-day',
      severity: 'error',
      message: `there is no ${text}`,
      at: node.at,
      path: 'asOf',
      help: 'write year, month and day: 2026-11-01',
    },
  ];
}
