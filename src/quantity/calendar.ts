import { type Parsed, slip } from './problem.js';
import { unitTable } from './units.js';

/** Lengths in seconds, as one spec counts. */
export interface Calendar {
  readonly minute: 60;
  readonly hour: 3600;
  readonly day: number;
  readonly week: number;
  readonly month: number;
  readonly year: number;
}

/** Day 86,400 s, month 30 days, year 365 days. */
export const STANDARD_CALENDAR: Calendar = Object.freeze({
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
});

/**
 * The calendar of what is told in years and multiplied by none: how far ahead a design looks, and in what time something grows. Twelve months are a year
 * there, as in the months that capacity lasts for; a month of 30 days is one of rates and of bills.
 */
export const ofYears = (calendar: Calendar): Calendar => ({ ...calendar, month: calendar.year / 12 });

type Key = 'day' | 'month' | 'year';
type Base = 'day' | 'week' | 'month' | 'year';

/** A stated length: so many seconds, or so many of another calendar unit. */
interface Stated {
  readonly amount: number;
  readonly of: Base | undefined;
  readonly text: string;
}

export type CalendarOutcome =
  | { readonly ok: true; readonly calendar: Calendar }
  | { readonly ok: false; readonly key: string; readonly problem: Extract<Parsed<never>, { ok: false }>['problem'] };

/**
 * The calendar that `conventions:` asks for. A day moves month (30 days) and year (365 days); a month in seconds moves the day (a 30th of it) and the
 * year; what is stated stands. `year: 12 months` is twelve of the months in force.
 * @returns the offending key and what is wrong with its text otherwise
 */
export function calendarFrom(conventions: Readonly<Record<string, string | number>>): CalendarOutcome {
  const stated = new Map<Key, Stated>();
  for (const [key, value] of Object.entries(conventions)) {
    if (key !== 'day' && key !== 'month' && key !== 'year') continue;
    const read = readLength(String(value));
    if (!read.ok) return { ok: false, key, problem: read.problem };
    stated.set(key, read.value);
  }
  const settled = new Map<Key, number>();
  const underway = new Set<Key>();
  const lengthOf = (base: Base): number | undefined => {
    if (base === 'week') {
      const day = lengthOf('day');
      return day === undefined ? undefined : day * 7;
    }
    const known = settled.get(base);
    if (known !== undefined) return known;
    if (underway.has(base)) return undefined;
    underway.add(base);
    const own = stated.get(base);
    const length = own === undefined ? defaultLength(base) : own.of === undefined ? own.amount : times(own.amount, lengthOf(own.of));
    underway.delete(base);
    if (length !== undefined) settled.set(base, length);
    return length;
  };
  const defaultLength = (base: Key): number | undefined => {
    if (base === 'month') return times(30, lengthOf('day'));
    if (base === 'year') return times(365, lengthOf('day'));
    const month = stated.get('month');
    // A month that is stated in days leaves the day alone; one in seconds (or in years) carries it along.
    if (month === undefined || month.of === 'day' || month.of === 'week') return STANDARD_CALENDAR.day;
    const length = lengthOf('month');
    return length === undefined ? undefined : length / 30;
  };
  for (const key of ['day', 'month', 'year'] as const) {
    if (lengthOf(key) !== undefined) continue;
    const named = stated.has(key) ? key : ([...stated.keys()][0] ?? key);
    const { text } = stated.get(named) ?? { text: '' };
    return {
      ok: false,
      key: named,
      problem: slip('quantity/calendar', 0, text.length, `the length of the ${named} is told by itself`, {
        help: 'state one of day, month and year in seconds, or leave it out',
      }).problem,
    };
  }
  const [day, month, year] = [settled.get('day') ?? 0, settled.get('month') ?? 0, settled.get('year') ?? 0];
  for (const [shorter, longer, small, large] of [
    ['day', 'month', day, month],
    ['month', 'year', month, year],
  ] as const) {
    if (small < large) continue;
    const named = stated.has(longer) ? longer : shorter;
    const { text } = stated.get(named) ?? { text: '' };
    return {
      ok: false,
      key: named,
      problem: slip('quantity/calendar', 0, text.length, `a ${longer} (${large} s) is not longer than a ${shorter} (${small} s)`, {
        help: 'make it longer, or leave it out',
      }).problem,
    };
  }
  return { ok: true, calendar: { minute: 60, hour: 3600, day, week: 7 * day, month, year } };
}

const times = (amount: number, length: number | undefined): number | undefined => (length === undefined ? undefined : amount * length);

/** `100k s`, `24 h`, `30.5 d`, `12 months`, `1/12 year`. */
const LENGTH = /^\s*(\d{1,15}(?:\.\d{1,15})?)(?:\s*\/\s*(\d{1,6}))?\s*(?:([kM])(?![A-Za-z])\s*)?([A-Za-zµμ]{1,12})?\s*$/;

function readLength(text: string): Parsed<Stated> {
  const example = 'such as 100k s, 24 h or 30 d';
  const match = LENGTH.exec(text.slice(0, 200));
  if (match === null)
    return slip('quantity/calendar', 0, text.length, `expected a length of time (${example})`, { help: 'write a number with a unit' });
  const word = match[4];
  const unit = word === undefined ? undefined : unitTable().get(word);
  if (word === undefined)
    return slip('quantity/calendar', 0, text.length, `the length needs a unit (${example})`, {
      help: 'write s, min, h or d after the number',
    });
  if (unit === undefined || unit.dimension.time !== 1 || unit.dimension.data !== 0) {
    const start = text.lastIndexOf(word);
    return slip('quantity/unknown-unit', start, start + word.length, `unknown unit of time "${word}"`, {
      help: `write a length of time (${example})`,
    });
  }
  const suffix = match[3] === 'k' ? 3 : match[3] === 'M' ? 6 : 0;
  const amount = (Number(`${match[1]}e${suffix + unit.exponent}`) / Number(match[2] ?? 1)) * unit.factor;
  if (!(amount > 0) || amount > 1e15)
    return slip('quantity/calendar', 0, text.length, `a length of time is above zero and within reason (${example})`, {
      help: 'check the number and its suffix',
    });
  return { ok: true, value: { amount, of: unit.calendar, text } };
}
