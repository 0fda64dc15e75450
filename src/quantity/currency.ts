/**
 * Money is one dimension, whose base unit is called USD wherever a unit is only computed with. What a spec counts in is a property of it: the name
 * takes the place of USD where facts get their units, and in messages that name an example.
 */
export const BASE_CURRENCY = 'USD';

/** Codes of ISO 4217. */
export const CURRENCIES: readonly string[] = (
  'USD EUR GBP JPY CHF CAD AUD NZD CNY INR KRW BRL MXN SEK NOK DKK PLN CZK HUF RON BGN SGD HKD TWD THB IDR MYR PHP VND ZAR NGN KES EGP ILS TRY AED ' +
  'SAR UAH RUB PKR ARS CLP COP'
).split(' ');
const CODES: ReadonlySet<string> = new Set(CURRENCIES);

const WORDS: ReadonlyMap<string, string> = new Map([
  ['DOLLAR', 'USD'],
  ['DOLLARS', 'USD'],
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
]);

/** Signs, with the currencies that they stand for: where a spec states none, the first. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN']],
  ['US$', ['USD']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['¥', ['JPY', 'CNY']],
  ['₹', ['INR']],
  ['₩', ['KRW']],
]);

/** Words of other meanings, which are currencies in capitals alone. */
const OTHERWISE: ReadonlySet<string> = new Set(['cop', 'php', 'ron', 'try']);

/** The code that a word stands for: `EUR`, `eur`, `euros`. */
export function currencyNamed(word: string): string | undefined {
  if (CODES.has(word)) return word;
  if (word.length < 3 || OTHERWISE.has(word)) return undefined;
  const upper = word.toUpperCase();
  return CODES.has(upper) ? upper : WORDS.get(upper);
}

/** Whether a character is the sign of a currency. */
export const isCurrencySign = (char: string | undefined): boolean => char !== undefined && char.length === 1 && SIGNS.has(char);

/** Signs and codes before a number. */
export const SIGN_BEFORE = /(?:(?:US)?\$|[€£¥₹₩])\s*(?=\.?\d)/y;
export const CODE_BEFORE = new RegExp(`(?:${CURRENCIES.join('|')})\\s*(?=\\.?\\d)`, 'iy');

const MARK = /US\$|[$€£¥₹₩]|[A-Za-z]+/g;

/** A word or sign of a literal that names a currency. */
export interface CurrencyMark {
  readonly text: string;
  readonly start: number;
  /** What it may stand for, the likeliest first. */
  readonly codes: readonly [string, ...string[]];
}

/** The currencies that a literal names, in its order. */
export function currencyMarks(text: string): readonly CurrencyMark[] {
  const marks: CurrencyMark[] = [];
  for (const { 0: word, index: start } of text.matchAll(MARK)) {
    const named = currencyNamed(word);
    const [first, ...others] = SIGNS.get(word) ?? (named === undefined ? [] : [named]);
    if (first !== undefined) marks.push({ text: word, start, codes: [first, ...others] });
  }
  return marks;
}

/** A unit of facts, or a text of ours that has one, in a currency: `EUR/month` for `USD/month`. */
export function inCurrency<Text extends string | null | undefined>(text: Text, currency: string): Text;
export function inCurrency(text: string | null | undefined, currency: string): string | null | undefined {
  return text === null || text === undefined || currency === BASE_CURRENCY ? text : text.replace(/\bUSD\b/g, currency);
}

/** The unit that facts of that kind are computed in, whatever the currency: `USD/month` for `EUR/month`. */
export const inBaseCurrency = (unit: string): string =>
  CODES.has(unit.slice(0, 3)) && !/^[A-Za-z]/.test(unit.slice(3)) ? `${BASE_CURRENCY}${unit.slice(3)}` : unit;

/** The currency of a unit; undefined where it is none of money. */
export const currencyOfUnit = (unit: string | null): string | undefined =>
  unit !== null && inBaseCurrency(unit).startsWith(BASE_CURRENCY) ? unit.slice(0, 3) : undefined;
