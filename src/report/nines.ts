import { ninesOf } from '../math/index.js';
import { type Calendar, formatQuantity } from '../quantity/index.js';
import { digits } from './json.js';
import { ninesText as ninesParts, percentOf, shareText } from './nines-text.js';
import { paintOf, symbolsOf } from './paint.js';
import { drawTable } from './table.js';
import { wrap } from './text.js';
import type { ReportOptions } from './types.js';

interface Parallel {
  readonly units: readonly number[];
  readonly needed: number;
}

interface Member {
  readonly text: string;
  readonly unavailability: number;
  readonly parallel: Parallel | null;
}

interface Cycle {
  readonly mtbf: number;
  readonly mttr: number;
  readonly failures: number;
  readonly text: { readonly mtbf: string; readonly mttr: string };
}

/** How available something is, and how that came about. Times in seconds. */
export interface NinesReport {
  readonly text: string;
  readonly unavailability: number;
  /** What it takes all of; empty where it was stated. */
  readonly members: readonly Member[];
  readonly cycle: Cycle | null;
  readonly notes: readonly string[];
}

const INDEPENDENT =
  'Only what fails independently multiplies: a zone, a vendor, a deployment or a configuration that they share takes them all at once, and to notice ' +
  'a failure and switch over takes time too. A spec counts both.';
const PERFECT = '100% is a promise nobody keeps: it leaves no time for a failure, a change or a repair.';

/** The answer for people: nines, downtime by period, the working. `quiet`: the availability alone. */
export function ninesText(answer: NinesReport, calendar: Calendar, options: ReportOptions): string {
  const { unavailability: q, members, cycle, text } = answer;
  const available = percentOf(q);
  if (options.quiet) return `${available}\n`;
  const paint = paintOf(options.color);
  const name = members.length > 0 || text === available || `${text}%` === available ? available : `${text} = ${available}`;
  const paragraphs = [
    wrap(`${name}: ${countText(q)}, down ${shareText(q)} of the time`, options.width)
      .map(paint.strong)
      .join('\n'),
    ...(isMade(members) ? [membersTable(members, calendar, options), workings(answer, options)] : []),
    ...(cycle ? [cycleText(cycle, calendar, options)] : []),
    downtimeTable(q, calendar, options),
    [
      ...answer.notes,
      ...(q === 0 ? [PERFECT] : []),
      ...(members.length > 1 || members.some(({ parallel }) => parallel) ? [INDEPENDENT] : []),
    ]
      .map((note) => indented(note, options))
      .join('\n'),
    indented(conventionsText(calendar), options, paint.faint),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

const indented = (text: string, { width }: ReportOptions, paint = (line: string): string => line): string =>
  wrap(text, width - 2)
    .map((line) => paint(`  ${line}`))
    .join('\n');

const periodsOf = (calendar: Calendar): readonly (readonly [name: 'day' | 'week' | 'month' | 'quarter' | 'year', seconds: number])[] => [
  ['day', calendar.day],
  ['week', calendar.week],
  ['month', calendar.month],
  ['quarter', 3 * calendar.month],
  ['year', calendar.year],
];

const timeText = (seconds: number, calendar: Calendar): string => formatQuantity(seconds, 's', { calendar });

function downtimeTable(q: number, calendar: Calendar, options: ReportOptions): string {
  const rows = periodsOf(calendar).map(([name, seconds]) => [`a ${name}`, timeText(q * seconds, calendar)]);
  return tableOf(['in', 'down'], [...rows, ['1M requests', `${formatQuantity(q * 1e6, 'count')} fail`]], options);
}

const membersTable = (members: readonly Member[], calendar: Calendar, options: ReportOptions): string =>
  tableOf(
    ['needs', 'up', 'down a year'],
    members.map((member) => [
      memberText(member),
      percentOf(member.unavailability),
      timeText(member.unavailability * calendar.year, calendar),
    ]),
    options,
  );

const memberText = ({ text, parallel }: Member): string =>
  parallel === null ? text : `${parallel.needed === parallel.units.length ? 'all' : parallel.needed} of: ${text}`;

function tableOf([first = '', ...heads]: readonly string[], rows: readonly (readonly string[])[], options: ReportOptions): string {
  return drawTable(
    { columns: [{ head: first, align: 'left' }, ...heads.map((head) => ({ head, align: 'right' }) as const)], rows },
    { width: options.width, ellipsis: symbolsOf(options.unicode).ellipsis, indent: '  ', head: paintOf(options.color).faint },
  );
}

/** More than one thing: there is something to work out. */
const isMade = (members: readonly Member[]): boolean =>
  members.length > 1 || members.some(({ text, parallel }) => parallel !== null || COPIES.test(text));

const COPIES = /^(\d+)\s*[x×*]\s*(.*)$/;

/** How groups of which some are needed came about, and the multiplication. */
function workings({ members, unavailability }: NinesReport, options: ReportOptions): string {
  const groups = members.flatMap(({ parallel, unavailability: q }) =>
    parallel && isSome(parallel) ? [`${someText(parallel)} = ${shareText(q)}`] : [],
  );
  const product = `${members.map(factorText).join(' x ')} = ${percentOf(unavailability)}`;
  return [...groups, ...(groups.length === members.length && groups.length === 1 ? [] : [product])]
    .map((line) => indented(line, options))
    .join('\n');
}

/** Neither one nor all are needed. */
const isSome = ({ units, needed }: Parallel): boolean => needed > 1 && needed < units.length;

function factorText({ text, unavailability: q, parallel }: Member): string {
  if (parallel === null) return text.replace(COPIES, '$2^$1');
  if (isSome(parallel)) return percentOf(q);
  const { units, needed } = parallel;
  return needed === 1 ? `(1 - ${productText(units.map(shareText))})` : productText(units.map(percentOf));
}

/** `1% x 1%`, `1%^8`. */
function productText(texts: readonly string[]): string {
  const [first = ''] = texts;
  return texts.length > 2 && texts.every((text) => text === first) ? `${first}^${texts.length}` : texts.join(' x ');
}

/** Sums of more terms than these tell nothing. */
const MOST_TERMS = 4;

/** `down while 2 or more of 3 are: 3 x 1%^2 x 99% + 1%^3`. */
function someText({ units, needed }: Parallel): string {
  const [first = 0] = units;
  const least = units.length - needed + 1;
  const head = `down while ${least} or more of ${units.length} are`;
  if (needed > MOST_TERMS || units.some((q) => q !== first)) return `${head}, all ways added up`;
  const power = (base: string, exponent: number): string => (exponent === 1 ? base : `${base}^${exponent}`);
  let ways = 1;
  const terms: string[] = [];
  for (let down = units.length; down >= least; down--) {
    const up = units.length - down;
    terms.unshift(
      [...(ways === 1 ? [] : [`${ways}`]), power(shareText(first), down), ...(up === 0 ? [] : [power(percentOf(first), up)])].join(' x '),
    );
    ways = (ways * down) / (up + 1);
  }
  return `${head}: ${terms.join(' + ')}`;
}

function cycleText({ mtbf, mttr, failures, text }: Cycle, calendar: Calendar, options: ReportOptions): string {
  const available = percentOf(mttr / (mtbf + mttr));
  const often = `fails ${plain(failures * calendar.year)} times a year for ${text.mttr}: ${text.mtbf} / (${text.mtbf} + ${text.mttr}) = ${available}`;
  const other = mttr < mtbf ? percentOf(mttr / mtbf) : available;
  const reading = other === available ? '' : ` From one failure to the next it would be 1 - ${text.mttr} / ${text.mtbf} = ${other}.`;
  return `${indented(often, options)}\n\n${indented(`MTBF is taken as the mean time up between failures (MTTF).${reading}`, options)}`;
}

const plain = (value: number): string => formatQuantity(value, 'ratio');

const conventionsText = ({ day, month, year }: Calendar): string =>
  `${day === 86_400 ? '' : `a day is ${plainDays(day)} s, `}a month is ${plainDays(month / day)} d, a quarter ${plainDays((3 * month) / day)} d, a year ${plainDays(year / day)} d`;

const plainDays = (value: number): string => String(Number(value.toPrecision(6)));

/** The answer for programs: 12 digits, times in seconds, null for what is unbounded. */
export function ninesJson({ text, unavailability: q, members, cycle, notes }: NinesReport, calendar: Calendar) {
  return {
    expression: text,
    availability: digits(1 - q),
    unavailability: digits(q),
    nines: digits(ninesOf(q)),
    downtime: Object.fromEntries(periodsOf(calendar).map(([name, seconds]) => [name, digits(q * seconds)])),
    failuresPerMillion: digits(q * 1e6),
    members: members.map((member) => ({
      text: member.text,
      availability: digits(1 - member.unavailability),
      unavailability: digits(member.unavailability),
      units: member.parallel ? member.parallel.units.length : null,
      needed: member.parallel ? member.parallel.needed : null,
    })),
    repair: cycle && {
      mtbf: digits(cycle.mtbf),
      mttr: digits(cycle.mttr),
      convention: 'mtbf is the mean time up',
      failuresPerYear: digits(cycle.failures * calendar.year),
    },
    notes: [...notes, ...(q === 0 ? [PERFECT] : [])],
    independent: isMade(members) ? INDEPENDENT : null,
  };
}

function countText(q: number): string {
  const { number, after } = ninesParts(ninesOf(q));
  return number + after;
}
