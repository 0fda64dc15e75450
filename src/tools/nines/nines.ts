import { failure, type Outcome, success } from '../../core/index.js';
import { inSeries, unavailabilityOf, unavailabilityOfKofEach } from '../../math/index.js';
import { type Calendar, slip } from '../../quantity/index.js';
import { findingAt, type NamedText, readAvailability, readDuration, type StatedAvailability } from './literal.js';

/** Things in parallel of which so many are needed. */
export interface ParallelGroup {
  /** Unavailability of each. */
  readonly units: readonly number[];
  readonly needed: number;
}

/** One thing that all depends on. */
export interface Member {
  /** As written: `99.95%`, `2 x 99%`. */
  readonly text: string;
  readonly unavailability: number;
  readonly parallel: ParallelGroup | null;
}

/** Failure and repair, s. */
export interface Cycle {
  /** Mean time up between failures. */
  readonly mtbf: number;
  readonly mttr: number;
  /** Failures per second. */
  readonly failures: number;
  /** Unavailability if `mtbf` were counted from one failure to the next; null where it is too short for that. */
  readonly betweenFailures: number | null;
  /** Both as written. */
  readonly text: { readonly mtbf: string; readonly mttr: string };
}

/** How available something is. */
export interface Nines {
  /** As written. */
  readonly text: string;
  readonly unavailability: number;
  /** What it is made of, one after the other; empty where it was stated. */
  readonly members: readonly Member[];
  readonly cycle: Cycle | null;
  /** How something was read that has other readings. */
  readonly notes: readonly string[];
}

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** How long something is down in each period, in seconds. */
export const downtimeOf = (unavailability: number, { day, week, month, year }: Calendar): Readonly<Record<Period, number>> => ({
  day: unavailability * day,
  week: unavailability * week,
  month: unavailability * month,
  quarter: unavailability * (3 * month),
  year: unavailability * year,
});

/** More copies than these are no design. */
const MOST_COPIES = 10_000;

/** An availability, or a downtime per time. */
export function ninesOfText(text: NamedText, calendar: Calendar): Outcome<Nines> {
  const read = readAvailability(text, calendar, true);
  return read.ok
    ? success({ text: read.value.text, unavailability: read.value.unavailability, members: [], cycle: null, notes: notesOf([read.value]) })
    : read;
}

/**
 * What depends on all of `serial` and on each group of `parallel`, of which so many are `needed` (1 unless given: one for each group).
 * Independent things only.
 */
export function ninesOfMembers(
  serial: NamedText | null,
  parallel: readonly { readonly group: NamedText; readonly needed: number }[],
  calendar: Calendar,
): Outcome<Nines> {
  const members: Member[] = [];
  const stated: StatedAvailability[] = [];
  const texts: string[] = [];
  if (serial) {
    const read = readList(serial, calendar);
    if (!read.ok) return read;
    for (const { text, each, copies } of read.value) {
      stated.push(each);
      members.push({ text, unavailability: inSeries(Array.from({ length: copies }, () => each.unavailability)), parallel: null });
    }
    texts.push(serial.text.trim());
  }
  for (const { group, needed } of parallel) {
    const read = readList(group, calendar);
    if (!read.ok) return read;
    const units = read.value.flatMap(({ each, copies }) => Array.from({ length: copies }, () => each.unavailability));
    if (needed > units.length) {
      const problem = slip(
        'nines/needed',
        0,
        group.text.length,
        `${needed} are needed and there ${units.length === 1 ? 'is' : 'are'} ${units.length}`,
        {
          help: `--needed is at most ${units.length} here`,
        },
      );
      return failure(findingAt(group, problem.problem));
    }
    stated.push(...read.value.map(({ each }) => each));
    members.push({ text: group.text.trim(), unavailability: unavailabilityOfKofEach(units, needed), parallel: { units, needed } });
    texts.push(group.text.trim());
  }
  const unavailability = inSeries(members.map((member) => member.unavailability));
  return success({ text: texts.join(', '), unavailability, members, cycle: null, notes: notesOf(stated) });
}

/** Up for `mtbf` on average, then down for `mttr`. */
export function ninesOfCycle(mtbf: NamedText, mttr: NamedText, calendar: Calendar): Outcome<Nines> {
  const up = readDuration(mtbf, calendar);
  if (!up.ok) return up;
  const down = readDuration(mttr, calendar);
  if (!down.ok) return down;
  if (up.value === 0) {
    return failure(
      findingAt(
        mtbf,
        slip('quantity/range', 0, mtbf.text.length, 'it is never up', { help: 'write how long it is up on average' }).problem,
      ),
    );
  }
  const text = { mtbf: mtbf.text.trim(), mttr: mttr.text.trim() };
  const betweenFailures = down.value < up.value ? down.value / up.value : null;
  const cycle = { mtbf: up.value, mttr: down.value, failures: 1 / (up.value + down.value), betweenFailures, text };
  const unavailability = unavailabilityOf(up.value, down.value);
  return success({ text: `${text.mtbf} up, ${text.mttr} down`, unavailability, members: [], cycle, notes: [] });
}

interface Listed {
  readonly text: string;
  readonly each: StatedAvailability;
  readonly copies: number;
}

/** `99.9% 99.95%`, `2 x 99%`, `3 nines`. */
function readList(list: NamedText, calendar: Calendar): Outcome<readonly Listed[]> {
  const problemAt = (start: number, end: number, message: string, help: string): Outcome<never> =>
    failure(findingAt(list, slip('nines/list', start, end, message, { help }).problem));
  const listed: Listed[] = [];
  for (const match of list.text.matchAll(/(?:(\d+)\s*[x×*]\s*)?(\S+(?:\s+nines?(?!\S))?)/g)) {
    const [text, count, value = ''] = match;
    const start = match.index;
    const end = start + text.length;
    const isTimes = /^\d*[x×*]$/.test(text) || (/^\d+$/.test(text) && /^\s*[x×*]\s*$/.test(list.text.slice(end)));
    if (isTimes) return problemAt(start, end, `"${text}" goes between a number and an availability`, 'write 2 x 99%');
    const copies = count === undefined ? 1 : Number(count);
    if (copies < 1 || copies > MOST_COPIES) return problemAt(start, end, `${count} of them is no design`, `take 1 to ${MOST_COPIES}`);
    const each = readAvailability({ source: list.source, start: list.start + end - value.length, text: value }, calendar, false);
    if (!each.ok) return each;
    listed.push({ text, each: each.value, copies });
  }
  return success(listed);
}

/** Each of them once. */
const notesOf = (stated: readonly StatedAvailability[]): readonly string[] => [
  ...new Set(stated.flatMap(({ note }) => (note === null ? [] : [note]))),
];
