import { inCurrency } from '../../quantity/index.js';

/** A result computed with rounded numbers, as one would speak of it. */
export interface NapkinResult {
  /** Fact id; the name of an answer outside a spec. */
  readonly fact: string;
  /** `500 a second`. */
  readonly about: string;
  /** The rounded result, in `unit`. */
  readonly value: number;
  readonly exact: number;
  readonly unit: string;
  /** value / exact - 1. */
  readonly error: number;
  /**
   * What one would state on the way; `of` is the fact that it gives, null for the result itself. What was shown for an earlier result is
   * left out.
   */
  readonly steps: readonly { readonly of: string | null; readonly text: string }[];
}

/** The same with its words in a currency: amounts are rounded and worked out in the base unit of money. */
export const napkinIn = (currency: string, { about, steps, ...result }: NapkinResult): NapkinResult => ({
  ...result,
  about: inCurrency(about, currency),
  steps: steps.map(({ of, text }) => ({ of, text: inCurrency(text, currency) })),
});
