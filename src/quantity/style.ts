import type { Calendar } from './calendar.js';
import { currencyOfUnit } from './currency.js';
import { nounOf, pluralOf, singularOf } from './noun.js';

/** How a quantity is shown: divided by `scale`, with a suffix at the number (`k`) and text after it. */
export interface Style {
  readonly scale: number;
  readonly suffix: string;
  readonly after: string;
  /** After exactly one. */
  readonly afterOne?: string;
  /** Decimals that are kept even if they are zeros. */
  readonly decimals?: number;
  /** Has a prefix (k, GB), or a unit of time other than the second: there may be a better one. */
  readonly isPrefixed: boolean;
  /** Below one it is what is missing that counts. */
  readonly nearOne?: true;
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P'];
const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** The number as it is. */
const BARE: Style = { scale: 1, suffix: '', after: '', isPrefixed: false };

/** How a number of a unit is shown: between 1 and 999 of a prefix where there is one, else without any. */
export function styleFor(value: number, unit: string, digits: number, calendar: Calendar): Style {
  const size = Math.abs(value);
  return unit === 's' ? timed(size, digits, calendar) : styleOf(Number(size.toPrecision(digits)), unit, digits, calendar);
}

function styleOf(size: number, unit: string, digits: number, calendar: Calendar): Style {
  switch (unit) {
    case 'ratio':
      return { ...(size >= 10_000 ? suffixed(size, '') : { ...BARE, decimals: Number.isInteger(size) ? 0 : 2 }), nearOne: true };
    case 'count':
      return { ...countStyle(size, ''), nearOne: true };
    case 'B':
      return sized(size, '');
    case 'B/s':
      return sized(size, '/s');
    case 'bit/s':
      return bitRate(size);
    case 'months':
      return size >= 1 || size === 0 ? wholeStyle(size, ' months', ' month') : ofMonth(size, digits, calendar);
    default:
      return moneyStyle(size, unit, calendar) ?? otherStyle(size, unit, digits, calendar);
  }
}

/** Amounts and prices, in whatever currency; undefined for any other unit. */
function moneyStyle(size: number, unit: string, calendar: Calendar): Style | undefined {
  const currency = currencyOfUnit(unit);
  if (currency === undefined) return undefined;
  switch (unit.slice(currency.length)) {
    case '':
    case '/month':
      return suffixed(size, ` ${unit}`);
    case '/B':
      return { ...BARE, scale: 1e-9, after: ` ${currency}/GB` };
    case '/B/s':
      return { ...BARE, scale: 1e-9 / calendar.month, after: ` ${currency}/GB/month` };
    default: {
      const thing = /^\/([a-z]+)$/.exec(unit.slice(currency.length))?.[1];
      return thing !== undefined && size < 1e-3 ? { ...BARE, scale: 1e-6, after: ` ${currency} per 1M ${pluralOf(thing)}` } : undefined;
    }
  }
}

const otherStyle = (size: number, unit: string, digits: number, calendar: Calendar): Style =>
  unit.endsWith('/s') ? rated(size, unit.slice(0, -2), digits, calendar) : nounStyle(size, unit);

/** The power of 1000 that leaves 1 to 999; 0 where it is beyond the last one: then all digits are shown. */
function powerOf(size: number, last: number): number {
  let power = 0;
  while (power <= last && size >= 1000 ** (power + 1)) power++;
  return power > last ? 0 : power;
}

function suffixed(size: number, after: string, afterOne = after): Style {
  const power = powerOf(size, SUFFIXES.length - 1);
  return { scale: 1000 ** power, suffix: SUFFIXES[power] ?? '', after, afterOne, isPrefixed: power > 0 };
}

/** Without a suffix up to ten thousand. */
const wholeStyle = (size: number, after: string, afterOne = after): Style =>
  size < 10_000 ? { ...BARE, after, afterOne } : suffixed(size, after, afterOne);

/** Whole things are shown one by one up to ten thousand. */
const countStyle = (size: number, after: string, afterOne = after): Style =>
  Number.isInteger(size) ? wholeStyle(size, after, afterOne) : suffixed(size, after, afterOne);

function nounStyle(size: number, unit: string): Style {
  const singular = singularOf(unit);
  const isNoun = /^[A-Za-z]/.test(unit) && !unit.includes('/') && nounOf(unit, new Set([unit])) !== undefined;
  return isNoun ? countStyle(size, ` ${unit}`, ` ${singular}`) : suffixed(size, unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`);
}

function sized(size: number, after: string): Style {
  const power = powerOf(size, SIZES.length - 1);
  return { scale: 1000 ** power, suffix: '', after: ` ${SIZES[power] ?? 'B'}${after}`, isPrefixed: power > 0 };
}

function bitRate(size: number): Style {
  const { suffix, ...style } = countStyle(size, '');
  return { ...style, suffix: '', after: ` ${suffix}bit/s`, afterOne: ` ${suffix}bit/s` };
}

/** What is shorter than a nanosecond is shown in seconds: of what is shorter still nobody knows the prefix. */
function timed(size: number, digits: number, calendar: Calendar): Style {
  const steps: readonly (readonly [scale: number, after: string])[] = [
    [calendar.day, ' d'],
    [3600, ' h'],
    [60, ' min'],
    [1, ' s'],
    [1e-3, ' ms'],
    [1e-6, ' us'],
    [1e-9, ' ns'],
  ];
  const shown = (scale: number): number => Number((size / scale).toPrecision(digits));
  if (shown(calendar.year) >= 1) {
    const style = wholeStyle(shown(calendar.year), ' years', ' year');
    return { ...style, scale: style.scale * calendar.year };
  }
  const [scale, after] = (size === 0 ? undefined : steps.find(([one]) => shown(one) >= 1)) ?? [1, ' s'];
  return { scale, suffix: '', after, isPrefixed: scale !== 1 };
}

/** Less than a month: days and hours. */
function ofMonth(size: number, digits: number, calendar: Calendar): Style {
  const style = timed(size * calendar.month, digits, calendar);
  return { ...style, scale: style.scale / calendar.month };
}

/** What happens less than once in ten seconds is shown per day, month or year. */
function rated(size: number, top: string, digits: number, calendar: Calendar): Style {
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
  const style = suffixed(Number((size * length).toPrecision(digits)), '');
  // Requests need no name: 3 per day.
  const after = `${first === 'req' ? '' : thing}${mids.map((noun) => ` per ${noun}`).join('')} per ${name}`;
  return { ...style, scale: style.scale / length, after, afterOne: after };
}
