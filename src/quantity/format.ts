import { type Calendar, STANDARD_CALENDAR } from './calendar.js';
import {
  countOf,
  DATA,
  DATA_RATE,
  type Dimension,
  dimensionText,
  isPlain,
  MONEY,
  MONEY_RATE,
  PER_TIME,
  PLAIN,
  samePhysical,
  TIME,
} from './dimension.js';
import { nounOf, pluralOf, singularOf } from './noun.js';

export interface FormatOptions {
  /** Significant digits; 3 unless given. */
  readonly digits?: number;
  /** The calendar in which days, months and years are shown. */
  readonly calendar?: Calendar;
}

/** How a quantity is shown: divided by `scale`, with a suffix at the number (`k`) and text after it. */
interface Style {
  readonly scale: number;
  readonly suffix: string;
  readonly after: string;
  /** After exactly one. */
  readonly afterOne?: string;
  /** Decimals that are kept even if they are zeros. */
  readonly decimals?: number;
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P'];
const DECIMAL: ReadonlySet<number> = new Set([1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18]);
const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/**
 * A number of a base unit as people read it: `34.1 TB`, `2.31k req/s`, `3 per day`, `5.08 ms`, `64.2%`; two numbers are an interval that shares one
 * prefix: `4.6k..9.1k req/s`. What it prints reads back as a literal within its rounding.
 * @param unit `req/s`, `B`, `B/s`, `bit/s`, `s`, `months`, `USD/month`, `ratio`, `share`, `count`, counted nouns (`users`, `users/s`), `1/s`
 */
export function formatQuantity(value: number | readonly [number, number], unit: string, options: FormatOptions = {}): string {
  const { number, after } = quantityParts(value, unit, options);
  return number + after;
}

/** What `formatQuantity` writes: the number with its prefix, and the unit behind it, with the space before it (` req/s`). A percentage has none. */
export interface QuantityParts {
  readonly number: string;
  readonly after: string;
}

/** A quantity in two parts, so that a table can name a unit once for a whole column. */
export function quantityParts(value: number | readonly [number, number], unit: string, options: FormatOptions = {}): QuantityParts {
  const digits = options.digits ?? 3;
  const calendar = options.calendar ?? STANDARD_CALENDAR;
  const [low, high] = typeof value === 'number' ? [undefined, value] : value;
  const size = Math.max(Math.abs(low ?? 0), Math.abs(high));
  if (!Number.isFinite(size)) return { number: 'unbounded', after: '' };
  if (unit === 'share') {
    const percent = percentText(high, digits);
    return { number: low === undefined ? percent : `${percentText(low, digits)}..${percent}`, after: '' };
  }
  const style = unit === 's' ? timed(size, digits, calendar) : styleOf(Number(size.toPrecision(digits)), unit, calendar);
  // Rounded before the point is moved: 14350000 is 14.4M, though 14.35 is a little less than it looks.
  const isDecimal = DECIMAL.has(style.scale);
  const number = (x: number): string =>
    `${digitsText(isDecimal && !showsWhole(x, digits, style) ? Number(x.toPrecision(digits)) / style.scale : x / style.scale, digits, style)}${style.suffix}`;
  if (low === undefined) {
    const text = number(high);
    return { number: text, after: text === '1' ? (style.afterOne ?? style.after) : style.after };
  }
  return { number: `${number(low)}..${number(high)}`, after: style.after };
}

function styleOf(size: number, unit: string, calendar: Calendar): Style {
  switch (unit) {
    case 'ratio':
      return size >= 10_000 ? suffixed(size, '') : { scale: 1, suffix: '', after: '', decimals: Number.isInteger(size) ? 0 : 2 };
    case 'count':
      return countStyle(size, '');
    case 'B':
      return sized(size, '');
    case 'B/s':
      return sized(size, '/s');
    case 'bit/s':
      return bitRate(size);
    case 'months':
      return { scale: 1, suffix: '', after: ' months', afterOne: ' month' };
    case 'USD':
    case 'USD/month':
      return suffixed(size, ` ${unit}`);
    case 'USD/B':
      return { scale: 1e-9, suffix: '', after: ' USD/GB' };
    case 'USD/B/s':
      return { scale: 1e-9 / calendar.month, suffix: '', after: ' USD/GB/month' };
    default:
      if (unit.startsWith('USD/') && size < 1e-3 && /^USD\/[a-z]+$/.test(unit))
        return { scale: 1e-6, suffix: '', after: ` USD per 1M ${pluralOf(unit.slice(4))}` };
      return unit.endsWith('/s') ? rated(size, unit.slice(0, -2), calendar) : nounStyle(size, unit);
  }
}

function suffixed(size: number, after: string, afterOne = after): Style {
  let i = 0;
  while (i < SUFFIXES.length - 1 && size >= 1000 ** (i + 1)) i++;
  return { scale: 1000 ** i, suffix: SUFFIXES[i] ?? '', after, afterOne };
}

/** Whole things are shown one by one up to ten thousand. */
const countStyle = (size: number, after: string, afterOne = after): Style =>
  size < 10_000 && Number.isInteger(size) ? { scale: 1, suffix: '', after, afterOne } : suffixed(size, after, afterOne);

function nounStyle(size: number, unit: string): Style {
  const singular = singularOf(unit);
  const isNoun = /^[A-Za-z]/.test(unit) && !unit.includes('/') && nounOf(unit, new Set([unit])) !== undefined;
  return isNoun ? countStyle(size, ` ${unit}`, ` ${singular}`) : suffixed(size, unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`);
}

function sized(size: number, after: string): Style {
  let i = 0;
  while (i < SIZES.length - 1 && size >= 1000 ** (i + 1)) i++;
  return { scale: 1000 ** i, suffix: '', after: ` ${SIZES[i] ?? 'B'}${after}` };
}

function bitRate(size: number): Style {
  const { scale, suffix } = countStyle(size, '');
  return { scale, suffix: '', after: ` ${suffix}bit/s` };
}

function timed(size: number, digits: number, calendar: Calendar): Style {
  const steps: readonly (readonly [scale: number, after: string, afterOne: string])[] = [
    [calendar.year, ' years', ' year'],
    [calendar.day, ' d', ' d'],
    [3600, ' h', ' h'],
    [60, ' min', ' min'],
    [1, ' s', ' s'],
    [1e-3, ' ms', ' ms'],
    [1e-6, ' us', ' us'],
    [1e-9, ' ns', ' ns'],
  ];
  const reached = size === 0 ? steps[4] : steps.find(([scale]) => Number((size / scale).toPrecision(digits)) >= 1);
  const [scale, after, afterOne] = reached ?? [1e-9, ' ns', ' ns'];
  return { scale, suffix: '', after, afterOne };
}

/** What happens less than once in ten seconds is shown per day, month or year. */
function rated(size: number, top: string, calendar: Calendar): Style {
  const [first = '1', ...mids] = top.split('/');
  const thing = first === '1' ? '' : ` ${first}`;
  if (size >= 0.1 || size === 0) {
    const mid = mids.map((noun) => `/${noun}`).join('');
    return suffixed(size, `${thing}${mid}/s`);
  }
  const [length, name] =
    size * calendar.day >= 1
      ? [calendar.day, 'day']
      : size * calendar.month >= 1
        ? [calendar.month, 'month']
        : ([calendar.year, 'year'] as const);
  const style = suffixed(size * length, '');
  // Requests need no name: 3 per day.
  const after = `${first === 'req' ? '' : thing}${mids.map((noun) => ` per ${noun}`).join('')} per ${name}`;
  return { scale: style.scale / length, suffix: style.suffix, after };
}

/** Rounded to so many significant digits, without exponent where that is readable. */
function digitsText(x: number, digits: number, style: Style): string {
  if (x === 0) return '0';
  const rounded = Number(x.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size < 1e-6 || size >= 1e15) return rounded.toExponential().replace('e+', 'e');
  if (showsWhole(x, digits, style)) return String(x);
  const least = style.decimals !== undefined && size < 10 ** (digits - style.decimals) && size >= 1 ? style.decimals : 0;
  const text = plainText(rounded);
  const dot = text.indexOf('.');
  const decimals = dot < 0 ? 0 : text.length - dot - 1;
  return decimals < least ? rounded.toFixed(least) : text;
}

/** Whole numbers that have more than `digits` digits but no prefix (1234 servers) are shown in full. */
const showsWhole = (x: number, digits: number, style: Style): boolean =>
  style.suffix === '' && style.scale === 1 && Number.isInteger(x) && Math.abs(x) >= 10 ** digits;

/** Decimal without exponent, for 1e-6 <= |x| < 1e15. */
function plainText(x: number): string {
  const text = String(x);
  return text.includes('e') ? x.toFixed(15).replace(/\.?0+$/, '') : text;
}

/** Near 100% two digits of what is missing are kept: 99.95%, 99.9995%. */
function percentText(share: number, digits: number): string {
  const percent = share * 100;
  const missing = 1 - share;
  if (share >= 0.99 && missing > 0) {
    const decimals = Math.min(13, Math.max(0, Math.ceil(-Math.log10(missing * 100)) + 1));
    const text = percent.toFixed(decimals);
    return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text}%`;
  }
  const rounded = Number(percent.toPrecision(digits));
  return `${Math.abs(rounded) < 1e-6 && rounded !== 0 ? rounded.toExponential() : plainText(rounded)}%`;
}

/**
 * Name of the base unit of a dimension: `B/s`, `users`, `1/user/s`, `USD/month` (which is shown per month, though money is kept per
 * second).
 */
export function unitOf(dimension: Dimension): string {
  if (isPlain(dimension)) return 'ratio';
  const nouns = Object.keys(dimension.counts);
  if (nouns.length === 0) {
    if (samePhysical(dimension, TIME)) return 's';
    if (samePhysical(dimension, DATA)) return 'B';
    if (samePhysical(dimension, DATA_RATE)) return 'B/s';
    if (samePhysical(dimension, PER_TIME)) return '1/s';
    if (samePhysical(dimension, MONEY)) return 'USD';
    if (samePhysical(dimension, MONEY_RATE)) return 'USD/month';
  }
  const [noun] = nouns;
  if (nouns.length === 1 && noun !== undefined && countOf(dimension, noun) === 1) {
    if (samePhysical(dimension, PLAIN)) return pluralOf(noun);
    if (samePhysical(dimension, PER_TIME)) return noun === 'request' ? 'req/s' : `${pluralOf(noun)}/s`;
  }
  return dimensionText(dimension);
}
