import {
  type Calendar,
  type Dimension,
  dimensionText,
  PLAIN,
  percentText,
  perNouns,
  pluralOf,
  type Quantity,
  roundedTo,
  STANDARD_CALENDAR,
  samePhysical,
} from '../../quantity/index.js';

/** Units of time that people count in, the finest first. */
export const TIME_UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** A quantity as one would state it on the way: rounded, and given by the month as long as nobody asks for seconds. */
export interface SpokenAmount {
  /** In bytes, USD, counted things and, where time is part of it, `period`. */
  readonly amount: number;
  readonly dimension: Dimension;
  readonly period: TimeUnit;
  /** USD that are spent every month. */
  readonly monthly: boolean;
  /** A quotient: shown as 0.35, not as 35%. */
  readonly quotient?: true;
  /** As written, where that is no longer than the number. */
  readonly text?: string;
}

export const plainAmount = (amount: number): SpokenAmount => ({ amount, dimension: PLAIN, period: 'second', monthly: false });

/**
 * Two significant digits, or one where that is within 5% of them; just below one, one digit of what is missing: 0.99993 is 0.9999, not 1. Rounding once
 * more changes nothing.
 */
export function rounded(value: number): number {
  if (value > 0.9 && value < 1) return roundedTo(value, 2);
  const two = Number(value.toPrecision(2));
  const one = Number(two.toPrecision(1));
  return Math.abs(one - two) <= 0.05 * Math.abs(two) ? one : two;
}

/** What is given with one or two digits stays as it is, and so does a share close to one: what matters of 99.9% is what is missing. */
export const roundedInput = (value: number): number =>
  (value > 0.9 && value < 1) || Number(value.toPrecision(2)) === value ? value : rounded(value);

const SECONDS: Readonly<Partial<Record<TimeUnit, number>>> = { day: 1e5, month: 2.5e6, year: 3e7 };

/** How many seconds a period has. */
export const secondsIn = (period: TimeUnit, calendar: Calendar): number => (period === 'second' ? 1 : calendar[period]);

/** How many of a finer period make one, as one would state it: 100k seconds a day, 2.5M a month, 365 days a year. */
export function periodLength(period: TimeUnit, finer: TimeUnit, calendar: Calendar): { readonly amount: number; readonly error: number } {
  const exact = secondsIn(period, calendar) / secondsIn(finer, calendar);
  const usual = finer === 'second' && exact === secondsIn(period, STANDARD_CALENDAR) ? SECONDS[period] : undefined;
  const amount = usual ?? (exact === 365 || exact === 3600 ? exact : roundedInput(exact));
  return { amount, error: amount / exact - 1 };
}

const WORDS: readonly (readonly [TimeUnit, RegExp])[] = [
  ['second', /^(?:s|secs?|seconds?)$/],
  ['minute', /^(?:min|mins|minutes?)$/],
  ['hour', /^(?:h|hrs?|hours?)$/],
  ['day', /^(?:d|days?)$/],
  ['week', /^(?:w|wk|weeks?)$/],
  ['month', /^(?:mo|months?)$/],
  ['year', /^(?:y|yrs?|years?)$/],
];

/** The unit of time that a literal or a unit names, if it names one. */
export function periodIn(text: string): TimeUnit | undefined {
  for (const word of text.match(/[A-Za-z]+/g) ?? []) {
    const found = WORDS.find(([, pattern]) => pattern.test(word));
    if (found) return found[0];
  }
  return undefined;
}

/** A stated quantity, in canonical units, as one would state it: `100M users`, `12 a month`. */
export function spokenQuantity(
  quantity: Pick<Quantity, 'value' | 'dimension' | 'text' | 'spread' | 'share'>,
  calendar: Calendar,
): SpokenAmount {
  const { value, dimension, text, spread, share } = quantity;
  const period = dimension.time === 0 ? 'second' : (periodIn(text) ?? 'second');
  const amount = value * secondsIn(period, calendar) ** -dimension.time;
  const exact = Number(amount.toPrecision(12));
  const spokenValue = share && value < 1 ? exact : roundedInput(exact);
  const written =
    spokenValue === exact && spread === undefined && (share || !samePhysical(dimension, PLAIN) || Object.keys(dimension.counts).length > 0);
  return { amount: spokenValue, dimension, period, monthly: false, ...(written && { text: spoken(text) }) };
}

/** `12 per user per month` -> `12 per user a month`. */
const spoken = (text: string): string =>
  text.trim().replace(/\s*(?:\/|\bper\s+)([A-Za-z]+)\b/g, (whole, word: string) => {
    const period = periodIn(word);
    return period === undefined ? whole : each(period);
  });

/** ` a day`, ` an hour`. */
const each = (period: TimeUnit): string => ` ${period === 'hour' ? 'an' : 'a'} ${period}`;

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P'];

/** `1,500`, `2.5M`, `0.05`: two digits, or the whole number up to ten thousand. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e18)) return value.toExponential(1).replace('e+', 'e');
  if (size < 10_000) {
    const [whole = '', decimals] = String(roundedTo(value, size >= 100 ? 4 : 3)).split('.');
    return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${decimals === undefined ? '' : `.${decimals}`}`;
  }
  const power = Math.min(SUFFIXES.length - 1, Math.floor(Math.log10(size * (1 + 1e-12)) / 3));
  return `${Number((value / 1000 ** power).toPrecision(3))}${SUFFIXES[power] ?? ''}`;
}

/** `500 a second`, `110M users`, `2 TB`, `5 years`, `70%`. */
export function spokenText(spoken: SpokenAmount): string {
  const { amount, dimension, period, monthly, quotient, text } = spoken;
  if (text !== undefined) return text;
  const per = perNouns(dimension);
  const things = Object.keys(dimension.counts).filter((noun) => !per.includes(noun));
  const { time, data, money } = dimension;
  const simple = time >= -1 && time <= 1 && things.length <= 1 && (data === 0 || (data === 1 && money === 0 && time < 1));
  if (!simple) {
    if (money === 1 && data === -1 && time === 0 && things.length === 0) return `${numberText(amount * 1e9)} USD per GB`;
    return `${numberText(amount)} ${dimensionText(dimension)}`;
  }
  const noun = things[0];
  // Bytes of users are bytes.
  const what = noun === undefined || dimension.counts[noun] !== 1 || data === 1 ? '' : ` ${amount === 1 ? noun : pluralOf(noun)}`;
  const perText = per.map((thing) => ` per ${thing}`).join('');
  const when = time === 0 ? (monthly ? ' a month' : '') : time < 0 ? each(period) : '';
  if (data === 1) return `${sizeText(amount)}${what}${perText}${when}`;
  if (money === 1) {
    const rare = amount > 0 && amount < 1e-3;
    return `${numberText(rare ? amount * 1e6 : amount)} USD${rare ? ' per 1M' : ''}${rare ? what : `${what}${perText}`}${when}`;
  }
  if (time === 1) return `${numberText(amount)} ${period}${amount === 1 ? '' : 's'}`;
  if (time === 0 && what === '' && perText === '' && amount > 0 && amount < 1 && !quotient) return percentText(amount, 3);
  return `${numberText(amount)}${what}${perText}${when}`;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

function sizeText(bytes: number): string {
  const size = Math.abs(bytes);
  const power = size < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(size * (1 + 1e-12)) / 3));
  return `${numberText(bytes / 1000 ** power)} ${SIZES[power] ?? 'B'}`;
}
