import type { SpreadResult } from '../core/index.js';
import { formatQuantity } from '../quantity/index.js';
import type { NapkinResult } from '../tools/napkin/result.js';
import { digits } from './json.js';
import { type Conventions, Teller } from './old-teller.js';
import { paintOf } from './paint.js';
import { printable, wrap } from './text.js';
import type { ReportOptions } from './types.js';

interface Reading {
  readonly value: number;
  readonly unit: string;
  readonly spread: SpreadResult | null;
}

/** What an expression came to. */
export interface CalcReport {
  /** As written. */
  readonly text: string;
  readonly name: string | null;
  /** In the base unit. */
  readonly base: Reading;
  readonly share: boolean;
  /** In the unit asked for. */
  readonly asked: (Reading & { readonly measure: 'amount' | 'number' | 'share' }) | null;
  readonly formula: string;
  /** Lengths of time that took part. */
  readonly conventions: readonly ('day' | 'week' | 'month' | 'year')[];
  readonly napkin: NapkinResult | null;
}

/** The answer for people: the value with its interval; below it, unless `short`, the base unit, other readings and the calendar. */
export function calcText(answer: CalcReport, calendar: Conventions, short: boolean, options: ReportOptions): string {
  const paint = paintOf(options.color);
  const head = `${answer.name === null ? '' : `${answer.name} = `}${valueText(answer, new Teller(calendar))}`;
  const lines = [paint.strong(head)];
  if (answer.napkin) lines.push(...napkinLines(answer.napkin, options));
  if (short) return lines.join('\n');
  const more = detailsOf(answer, calendar);
  if (more.length > 0) lines.push(...wrap(more.join('; '), options.width - 2).map((line) => paint.faint(`  ${line}`)));
  return lines.join('\n');
}

function valueText({ base, asked, share }: CalcReport, tell: Teller): string {
  const fact = { value: base.value, unit: share ? 'share' : base.unit, state: 'known', spread: base.spread } as const;
  if (!asked) return tell.value(fact);
  if (asked.measure === 'share') return tell.value({ ...fact, unit: 'share' });
  const glue = asked.unit === '%' ? '' : ' ';
  const figures = asked.spread ? 3 : 6;
  const number = (value: number): string =>
    asked.measure === 'amount' ? plain(value, figures) : formatQuantity(value, 'count', { digits: figures });
  const { spread } = asked;
  const range =
    spread && number(spread.p5) !== number(spread.p95) ? ` (${number(spread.p5)}..${number(spread.p95)}${glue}${asked.unit})` : '';
  return `${number(asked.value)}${glue}${asked.unit}${range}`;
}

/** So many significant digits, no suffix, no exponent up to a quadrillion. */
const plain = (value: number, figures: number): string => {
  const rounded = Number(value.toPrecision(Math.max(figures, Math.min(15, Math.ceil(Math.log10(Math.abs(value) + 1))))));
  return String(Math.abs(value) >= 10 ** figures ? Math.round(rounded) : rounded).replace('e+', 'e');
};

/** The value to nine digits in its base unit, what else it may be told in, and how long a month is here. */
function detailsOf({ base, asked, conventions }: CalcReport, calendar: Conventions): string[] {
  const { value, unit } = base;
  const other = asked ? [] : otherUnits(value, unit, calendar);
  const exact = `= ${plain(value, 9)}${unit === 'ratio' ? '' : unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`}`;
  const lengths = conventions.flatMap((name) => {
    if (name === 'day' && calendar.day === 86_400) return [];
    if (name === 'week') return [];
    return [name === 'day' ? `a day is ${plain(calendar.day, 9)} s` : `a ${name} is ${plain(calendar[name] / calendar.day, 6)} d`];
  });
  return [[exact, ...other].join(', '), ...lengths];
}

function otherUnits(value: number, unit: string, { day, month, year }: Conventions): string[] {
  const size = Math.abs(value);
  if (unit === 'B') return size >= 1024 ? [binary(value)] : [];
  if (unit === 'B/s')
    return [
      `${formatQuantity(value * 8, 'count')}bit/s`.replace(/(?<=\d)bit/, ' bit').replace(/(?<=\d)([kMGTP])bit/, ' $1bit'),
      `${formatQuantity(value * day, 'B')}/day`,
    ];
  if (unit === 'USD/month') return [`${formatQuantity((value / month) * year, 'USD')} a year`];
  if (unit.endsWith('/s')) return [`${formatQuantity(value * day, 'count')} a day`, `${formatQuantity(value * month, 'count')} a month`];
  return [];
}

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function binary(bytes: number): string {
  const power = Math.min(BINARY.length - 1, Math.floor(Math.log2(Math.abs(bytes)) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${BINARY[power] ?? 'B'}`;
}

/** The answer for programs. */
export function calcJson(answer: CalcReport) {
  const { text, name, base, asked, formula, share } = answer;
  return {
    expression: text,
    name,
    ...readingJson(asked ?? base),
    share,
    base: readingJson(base),
    formula,
    napkin: answer.napkin,
  };
}

const readingJson = ({ value, unit, spread }: Reading) => ({
  value: digits(value),
  unit,
  p5: spread ? digits(spread.p5) : null,
  p50: spread ? digits(spread.p50) : null,
  p95: spread ? digits(spread.p95) : null,
  mean: spread ? digits(spread.mean) : null,
});

/** An error that is shown: beyond it rounding changes what one would decide. */
const NOTABLE = 0.1;

function errorText({ error }: NapkinResult): string {
  if (!(Math.abs(error) > NOTABLE)) return '';
  return `, rounded ${error > 0 ? 'up' : 'down'} by ${Math.abs(Math.round(error * 100))}%`;
}

/** Steps of one expression, then the result in a word. */
function napkinLines(entry: NapkinResult, options: ReportOptions): string[] {
  if (entry.steps.length === 0) return [];
  const paint = paintOf(options.color);
  const said = [...entry.steps.map(({ text }) => text), `about ${entry.about}${errorText(entry)}`].join('; ');
  return wrap(printable(said), options.width - 2).map((line) => paint.faint(`  ${line}`));
}
