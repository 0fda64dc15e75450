import { pluralOf } from './noun.js';

/**
 * Exponents of what a quantity measures, in canonical units: seconds, bytes, the currency of the spec; each counted noun is a dimension of its own
 * (factor 1), keyed by its singular: users per day is `{ time: -1, counts: { user: 1 } }`. No key has the exponent 0.
 */
export interface Dimension {
  readonly time: number;
  readonly data: number;
  readonly money: number;
  readonly counts: Readonly<Record<string, number>>;
}

const NO_COUNTS: Readonly<Record<string, number>> = Object.freeze({});

const physical = (time: number, data: number, money: number): Dimension => Object.freeze({ time, data, money, counts: NO_COUNTS });

export const PLAIN = physical(0, 0, 0);
export const TIME = physical(1, 0, 0);
export const DATA = physical(0, 1, 0);
export const MONEY = physical(0, 0, 1);
export const PER_TIME = physical(-1, 0, 0);
export const DATA_RATE = physical(-1, 1, 0);
export const MONEY_RATE = physical(-1, 0, 1);
export const MONEY_PER_DATA = physical(0, -1, 1);
export const MONEY_PER_DATA_AND_TIME = physical(-1, -1, 1);

/** So many of a counted thing, by its singular: `counted('user')`. */
export const counted = (noun: string, exponent = 1): Dimension => ({
  time: 0,
  data: 0,
  money: 0,
  counts: withCount(NO_COUNTS, noun, exponent),
});

export const countOf = (dimension: Dimension, noun: string): number =>
  Object.hasOwn(dimension.counts, noun) ? (dimension.counts[noun] ?? 0) : 0;

const hasCounts = (counts: Readonly<Record<string, number>>): boolean => {
  for (const _ in counts) return true;
  return false;
};

function withCount(counts: Readonly<Record<string, number>>, noun: string, by: number): Readonly<Record<string, number>> {
  const exponent = (Object.hasOwn(counts, noun) ? (counts[noun] ?? 0) : 0) + by;
  const { [noun]: _, ...others } = counts;
  return exponent === 0 ? others : { ...others, [noun]: exponent };
}

function combine(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  let counts = a.counts;
  for (const [noun, exponent] of Object.entries(b.counts)) counts = withCount(counts, noun, sign * exponent);
  return { time: a.time + sign * b.time, data: a.data + sign * b.data, money: a.money + sign * b.money, counts };
}

export const multiplied = (a: Dimension, b: Dimension): Dimension => (b === PLAIN ? a : a === PLAIN ? b : combine(a, b, 1));
export const divided = (a: Dimension, b: Dimension): Dimension => (b === PLAIN ? a : combine(a, b, -1));

export function raised(a: Dimension, power: number): Dimension {
  if (a === PLAIN || power === 0) return PLAIN;
  const counts: Record<string, number> = {};
  for (const [noun, exponent] of Object.entries(a.counts)) counts[noun] = exponent * power;
  return { time: a.time * power, data: a.data * power, money: a.money * power, counts };
}

export const samePhysical = (a: Dimension, b: Dimension): boolean => a.time === b.time && a.data === b.data && a.money === b.money;

export function sameCounts(a: Dimension, b: Dimension): boolean {
  for (const noun in a.counts) if (countOf(a, noun) !== countOf(b, noun)) return false;
  for (const noun in b.counts) if (countOf(a, noun) !== countOf(b, noun)) return false;
  return true;
}

export const sameDimension = (a: Dimension, b: Dimension): boolean => samePhysical(a, b) && sameCounts(a, b);

/** May they be added or compared: the physical parts agree, and so do the counted nouns unless one side names none. */
export const addable = (a: Dimension, b: Dimension): boolean =>
  samePhysical(a, b) && (!hasCounts(a.counts) || !hasCounts(b.counts) || sameCounts(a, b));

export const isPlain = (a: Dimension): boolean => samePhysical(a, PLAIN) && !hasCounts(a.counts);
export const hasCountedNouns = (a: Dimension): boolean => hasCounts(a.counts);
export const withoutCounts = (a: Dimension): Dimension => (hasCounts(a.counts) ? physical(a.time, a.data, a.money) : a);

/** Nouns it is still "per": `12 per user per month` gives `['user']`. */
export const perNouns = (a: Dimension): readonly string[] => Object.keys(a.counts).filter((noun) => countOf(a, noun) < 0);

/** For messages: `a rate`, `a size`, `a number of users`, `USD/B/month`-like words for what has no name. */
export function describeDimension(a: Dimension): string {
  const per = perNouns(a)
    .map((noun) => ` per ${noun}`)
    .join('');
  const top = Object.keys(a.counts).filter((noun) => countOf(a, noun) > 0);
  const things = top.map((noun) => pluralOf(noun)).join(' times ');
  const { time, data, money } = a;
  if (money === 1 && data === 0 && time === 0) return `an amount of money${per}`;
  if (money === 1 && data === 0 && time === -1) return `money per time${per}`;
  if (money === 1 && data === -1 && time === 0) return `money per byte${per}`;
  if (money === 1 && data === -1 && time === -1) return `money per byte and time${per}`;
  if (money === 0 && data === 1 && time === 0) return `a size${per}`;
  if (money === 0 && data === 1 && time === -1) return `a bandwidth${per}`;
  if (money === 0 && data === 0 && time === 1) return `a duration${per}`;
  if (money === 0 && data === 0 && time === -1) return things ? `a rate of ${things}${per}` : `a rate${per}`;
  if (money === 0 && data === 0 && time === 0) return things ? `a number of ${things}${per}` : per ? `a number${per}` : 'a plain number';
  return `a quantity in ${dimensionText(a)}`;
}

/** Units of measure as text: `USD/B/s`, `1/s`, `users`. */
export function dimensionText(a: Dimension): string {
  const top: string[] = [];
  const bottom: string[] = [];
  const put = (name: string, plural: string, exponent: number): void => {
    const size = Math.abs(exponent);
    if (size === 0) return;
    const text = `${exponent > 0 && exponent === 1 ? plural : name}${size === 1 ? '' : `^${size}`}`;
    (exponent > 0 ? top : bottom).push(text);
  };
  put('USD', 'USD', a.money);
  put('B', 'B', a.data);
  for (const noun of Object.keys(a.counts)) put(noun, pluralOf(noun), countOf(a, noun));
  put('s', 's', a.time);
  if (bottom.length === 0) return top.join(' ') || '1';
  return `${top.join(' ') || '1'}/${bottom.join('/')}`;
}
