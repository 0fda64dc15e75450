import { type Calendar, STANDARD_CALENDAR } from './calendar.js';
import { allDigits, percentText, roundedTo } from './digits.js';
import { type Style, styleFor } from './style.js';

export interface FormatOptions {
  /** Significant digits; 3 unless given. */
  readonly digits?: number;
  /** The calendar in which days, months and years are shown. */
  readonly calendar?: Calendar;
}

const DECIMAL: ReadonlySet<number> = new Set([1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18]);

/**
 * A number of a base unit as people read it: `34.1 TB`, `2.31k req/s`, `3 per day`, `5.08 ms`, `64.2%`; two numbers are an interval that shares one
 * prefix, if both are between 1 and 999 of it: `4.6k..9.1k req/s`, `800 kB..1.5 MB`. What it prints reads back as a literal within its rounding.
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

/** Less than this is shown as zero: below the resolution of any clock, and of any count of events. */
const LEAST: Readonly<Record<string, number>> = { s: 1e-18, share: 1e-30 };

/** A quantity in two parts, so that a table can name a unit once for a whole column. */
export function quantityParts(value: number | readonly [number, number], unit: string, options: FormatOptions = {}): QuantityParts {
  const digits = options.digits ?? 3;
  const calendar = options.calendar ?? STANDARD_CALENDAR;
  const ends = (typeof value === 'number' ? [value] : value).map((end) => (Math.abs(end) < (LEAST[unit] ?? 0) ? 0 : end));
  if (!ends.every(Number.isFinite)) return { number: 'unbounded', after: '' };
  const [first, last] = ends.map((end) => (typeof value === 'number' ? undefined : quantityParts(end, unit, options)));
  // Ends that read the same are one number.
  if (first && last && first.number === last.number && first.after === last.after) return first;
  if (unit === 'share') return { number: ends.map((end) => percentText(end, digits)).join('..'), after: '' };
  const [low = 0, high] = ends;
  const style = styleFor(low, unit, digits, calendar);
  if (high === undefined) {
    const { suffix, after, afterOne = after } = style;
    const text = digitsText(low, digits, style);
    return { number: text + suffix, after: text + suffix === '1' ? afterOne : after };
  }
  return intervalParts([low, style], [high, styleFor(high, unit, digits, calendar)], digits);
}

type End = readonly [value: number, style: Style];

/** So many without a prefix read better than a prefix for one end alone: 278..1110 req/s. */
const MOST_BARE = 10_000;

function intervalParts(low: End, high: End, digits: number): QuantityParts {
  const isSmaller = Math.abs(low[0]) < Math.abs(high[0]);
  const [[less, small], [, large]] = isSmaller ? [low, high] : [high, low];
  const more = Math.max(Math.abs(low[0]), Math.abs(high[0]));
  const sizeIn = (value: number, { scale }: Style): number => Number((Math.abs(value) / scale).toPrecision(digits));
  const text = ([value]: End, style: Style): string => (value === 0 ? '0' : digitsText(value, digits, style) + style.suffix);
  const shared = (style: Style): QuantityParts => ({ number: `${text(low, style)}..${text(high, style)}`, after: style.after });
  if (less === 0 || !large.isPrefixed || sizeIn(less, large) >= 1) return shared(large);
  if (sizeIn(more, small) < (small.isPrefixed || small.after !== large.after ? 1000 : MOST_BARE)) return shared(small);
  const [first, last] = [text(low, low[1]), text(high, high[1])];
  const { after } = high[1];
  if (low[1].after !== after) return { number: `${first}${low[1].after}..${last}`, after };
  // 2..45k may be 2k..45k: then a unit of its own goes with each end, or where it has no name the suffix with neither.
  const isClear = low[1].suffix !== '' || high[1].suffix === '' || sizeIn(less, small) >= sizeIn(more, large);
  if (isClear) return { number: `${first}..${last}`, after };
  return /^ (?!per )/.test(after) ? { number: `${first}${after}..${last}`, after } : shared(low[1]);
}

/** The number in its style, rounded to so many significant digits; zeros at its end only where the style wants them. */
function digitsText(value: number, digits: number, style: Style): string {
  const { scale, decimals } = style;
  if (showsWhole(value, digits, style)) return allDigits(value);
  const isNear = style.nearOne && scale === 1;
  // Rounded before the point is moved: 14350000 is 14.4M, though 14.35 is a little less than it looks.
  const moved = DECIMAL.has(scale) && !isNear ? Number(value.toPrecision(digits)) / scale : value / scale;
  const rounded = isNear ? roundedTo(moved, digits) : Number(moved.toPrecision(digits));
  const size = Math.abs(rounded);
  const text = allDigits(rounded);
  const least = decimals !== undefined && size < 10 ** (digits - decimals) && size >= 1 ? decimals : 0;
  return (text.split('.')[1]?.length ?? 0) < least ? rounded.toFixed(least) : text;
}

/** Whole numbers that have more than `digits` digits but no prefix (1234 servers) are shown in full. */
const showsWhole = (x: number, digits: number, { suffix, scale }: Style): boolean =>
  suffix === '' && scale === 1 && Number.isInteger(x) && Math.abs(x) >= 10 ** digits && Math.abs(x) < 1e15;
