import { type Calendar, calendarFrom, STANDARD_CALENDAR } from '../quantity/index.js';
import { usage } from './options.js';

/** The calendar of `--convention`: `day=100ks`, `year=12 months`. Throws a UserError for what is none. */
export function calendarFromFlag(stated: readonly string[]): Calendar {
  if (stated.length === 0) return STANDARD_CALENDAR;
  const lengths: Record<string, string> = {};
  for (const text of stated) {
    const match = /^\s*(day|month|year)\s*=\s*(.+)$/.exec(text);
    const [, unit, length] = match ?? [];
    if (unit === undefined || length === undefined)
      throw usage(`--convention takes day, month or year and its length, not "${text}"`, 'for example --convention "day=100k s"');
    lengths[unit] = length.replace(/([kM])(?=s$)/, '$1 ');
  }
  const read = calendarFrom(lengths);
  if (read.ok) return read.calendar;
  throw usage(`--convention ${read.key}: ${read.problem.message}`, read.problem.help);
}
