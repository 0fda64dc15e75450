import { currencyNamed } from './currency.js';
import { DATA, DATA_RATE, type Dimension, MONEY, PER_TIME, TIME } from './dimension.js';

/** A built-in unit: its value in canonical units is `factor * 10^exponent`, times the calendar's length of `calendar` if it has one. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
  readonly exponent: number;
  readonly calendar?: 'day' | 'week' | 'month' | 'year';
  /** What it counts, if that is a dimension too: `rps` counts requests. */
  readonly counts?: string;
}

const DECIMAL: readonly (readonly [string, string, number])[] = [
  ['k', 'kilo', 3],
  ['M', 'mega', 6],
  ['G', 'giga', 9],
  ['T', 'tera', 12],
  ['P', 'peta', 15],
  ['E', 'exa', 18],
];
const BINARY: readonly (readonly [string, number])[] = [
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
];

let table: ReadonlyMap<string, Unit> | undefined;

/** Every built-in unit by every way of writing it; counted nouns are not among them. */
export function unitTable(): ReadonlyMap<string, Unit> {
  if (table !== undefined) return table;
  const units = new Map<string, Unit>();
  const put = (words: string, unit: Unit): void => {
    for (const word of words.split(' ')) units.set(word, unit);
  };
  const time = (words: string, factor: number, exponent = 0): void => put(words, { dimension: TIME, factor, exponent });
  time('ns nanosecond nanoseconds', 1, -9);
  time('us µs μs microsecond microseconds', 1, -6);
  time('ms millisecond milliseconds', 1, -3);
  time('s sec secs second seconds', 1);
  time('m min mins minute minutes', 60);
  time('h hr hrs hour hours', 3600);
  for (const [words, calendar] of [
    ['d day days', 'day'],
    ['w wk week weeks', 'week'],
    ['mo month months', 'month'],
    ['y yr yrs year years', 'year'],
  ] as const) {
    put(words, { dimension: TIME, factor: 1, exponent: 0, calendar });
  }
  put('B byte bytes', { dimension: DATA, factor: 1, exponent: 0 });
  put('bit bits', { dimension: DATA, factor: 0.125, exponent: 0 });
  put('bps', { dimension: DATA_RATE, factor: 0.125, exponent: 0 });
  put('Bps', { dimension: DATA_RATE, factor: 1, exponent: 0 });
  for (const [prefix, name, exponent] of DECIMAL) {
    const both = prefix === 'k' ? ['k', 'K'] : [prefix];
    for (const p of both) {
      put(`${p}B`, { dimension: DATA, factor: 1, exponent });
      put(`${p}b ${p}bit ${p}bits`, { dimension: DATA, factor: 0.125, exponent });
      put(`${p}bps`, { dimension: DATA_RATE, factor: 0.125, exponent });
      put(`${p}Bps`, { dimension: DATA_RATE, factor: 1, exponent });
    }
    put(`${name}byte ${name}bytes`, { dimension: DATA, factor: 1, exponent });
    put(`${name}bit ${name}bits`, { dimension: DATA, factor: 0.125, exponent });
  }
  for (const [prefix, power] of BINARY) {
    put(`${prefix}B`, { dimension: DATA, factor: 2 ** power, exponent: 0 });
    put(`${prefix}b ${prefix}bit ${prefix}bits`, { dimension: DATA, factor: 2 ** power / 8, exponent: 0 });
    put(`${prefix}bps`, { dimension: DATA_RATE, factor: 2 ** power / 8, exponent: 0 });
    put(`${prefix}Bps`, { dimension: DATA_RATE, factor: 2 ** power, exponent: 0 });
  }
  // Two spellings of a kibi prefix are in use.
  const kibi = units.get('KiB');
  if (kibi) units.set('kiB', kibi);
  put('USD', MONEY_UNIT);
  put('rps', { dimension: PER_TIME, factor: 1, exponent: 0, counts: 'request' });
  // What these count differs from shop to shop (a query is a request to the one who answers it), so they are plain rates.
  put('qps tps ops iops IOPS Hz', { dimension: PER_TIME, factor: 1, exponent: 0 });
  table = units;
  return units;
}

/** Other ways of writing a unit. They reserve no name: an assumption may be called `dollars`. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['msec', 'ms'],
  ['msecs', 'ms'],
  ['millis', 'ms'],
  ['usec', 'us'],
  ['usecs', 'us'],
  ['mos', 'month'],
  ['annum', 'year'],
]);

/** Units that came after names, too. */
const LATER: ReadonlyMap<string, Unit> = new Map([
  ['cent', { dimension: MONEY, factor: 1, exponent: -2 }],
  ['quarter', { dimension: TIME, factor: 3, exponent: 0, calendar: 'month' }],
  ['rpm', { dimension: PER_TIME, factor: 1 / 60, exponent: 0, counts: 'request' }],
  ['qpm', { dimension: PER_TIME, factor: 1 / 60, exponent: 0 }],
]);

const MONEY_UNIT: Unit = { dimension: MONEY, factor: 1, exponent: 0 };

/** The unit that a word stands for, in letters of another case too, where no letter of it tells bits from bytes: `RPS`, `Hours`. */
export function unitNamed(word: string): Unit | undefined {
  const table = unitTable();
  const exact = table.get(word) ?? unitOfSuffix(word);
  if (exact !== undefined || word.length < 3) return exact;
  const lower = word.toLowerCase();
  const later = LATER.get(lower.replace(/(?<=cent|quarter)s$/, ''));
  if (later !== undefined) return later;
  if (currencyNamed(word) !== undefined) return MONEY_UNIT;
  const unit = table.get(ALIASES.get(lower) ?? lower);
  return unit !== undefined && (unit.dimension.data === 0 || /byte|bit/.test(lower)) ? unit : undefined;
}

/** `8Gi`: nothing but bytes is counted in powers of two. No name is reserved by it. */
const unitOfSuffix = (word: string): Unit | undefined => (/^[KMGTPE]i$/.test(word) ? unitTable().get(`${word}B`) : undefined);

/** Powers of ten that the number suffixes stand for. */
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['K', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['thousand', 3],
  ['million', 6],
  ['billion', 9],
  ['trillion', 12],
]);

/** Other words for them, in whatever case. */
const SUFFIX_ALIASES: ReadonlyMap<string, number> = new Map([
  ['hundred', 2],
  ['lakh', 5],
  ['crore', 7],
  ['mln', 6],
  ['mio', 6],
  ['mrd', 9],
  ['bn', 9],
  ['bln', 9],
]);

export function suffixExponent(word: string): number | undefined {
  const exact = SUFFIXES.get(word);
  if (exact !== undefined || word.length < 2) return exact;
  const lower = word.toLowerCase();
  const singular = lower.length > 4 ? lower.replace(/s$/, '') : lower;
  return SUFFIX_ALIASES.get(singular) ?? (lower.length > 4 ? SUFFIXES.get(singular) : undefined);
}
export const suffixWords = (): Iterable<string> => SUFFIXES.keys();

/** Lower-case sizes that some read as bytes and others as bits: the two that were meant. */
export function bitsOrBytes(word: string): { readonly bits: string; readonly bytes: string } | undefined {
  const match = /^(k|m|g|t|p)b(ps)?$/.exec(word);
  const letter = match?.[1];
  if (letter === undefined) return undefined;
  const prefix = letter === 'k' ? 'k' : letter.toUpperCase();
  const per = match?.[2] === undefined ? '' : '/s';
  return { bits: `${prefix}bit${per}`, bytes: `${prefix}B${per}` };
}
