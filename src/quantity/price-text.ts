import { BASE_CURRENCY, currencyMarks } from './currency.js';

/** `$0.09/GB`, as a price is suggested. */
const SIGNED = /^\s*((?:US)?\$|[€£¥₹₩])\s*([\d.,]+\s?[kKMGT]?)(?![A-Za-z])/;

/** A price with its currency behind the number, the way it is suggested: `0.09 USD/GB`. */
export const withCode = (text: string): string =>
  text.replace(SIGNED, (_, sign: string, number: string) => `${number} ${currencyMarks(sign)[0]?.codes[0] ?? BASE_CURRENCY}`);

const OF_MANY = /^(.*\d.*?)\s*(?:\/|\bper\b)\s*1?\s*(k|thousand|M|mln|million)\s*$/i;

/** `$0.40/M` as it is written in full: `0.40 USD per 1M requests`; undefined for any other text. */
export function priceOfMany(text: string): string | undefined {
  const [, amount, many = ''] = OF_MANY.exec(text) ?? [];
  if (amount === undefined || currencyMarks(amount).length !== 1) return undefined;
  return `${withCode(amount).trim()} per 1${/^(?:k|th)/i.test(many) ? 'k' : 'M'} requests`;
}
