import type { Quantity } from './quantity.js';

/** What a field of the spec states, once read. */
export type FieldValue =
  | { readonly kind: 'quantity'; readonly quantity: Quantity }
  /** `factor` (1.4) per `per` (a duration). */
  | { readonly kind: 'growth'; readonly factor: Quantity; readonly per: Quantity }
  /** `20% of the day in 2 h`. */
  | { readonly kind: 'window'; readonly share: Quantity; readonly window: Quantity }
  | { readonly kind: 'factor'; readonly quantity: Quantity }
  | { readonly kind: 'rate'; readonly quantity: Quantity }
  | { readonly kind: 'share'; readonly quantity: Quantity }
  | { readonly kind: 'dailyReads'; readonly quantity: Quantity }
  | { readonly kind: 'count'; readonly quantity: Quantity }
  /** As much as gives that share of hits. */
  | { readonly kind: 'hits'; readonly quantity: Quantity }
  | { readonly kind: 'forever' }
  /** `x20` as a change: twenty times what is there now. */
  | { readonly kind: 'multiply'; readonly factor: Quantity }
  | FieldComparison
  /** Begins with `=`; for `parseExpression`. */
  | { readonly kind: 'expression'; readonly text: string };

/** What is expected: exactly one of `quantity` and `word` (a class). `is`: a bare one. */
export interface FieldComparison {
  readonly kind: 'comparison';
  readonly op: 'within' | 'at-least' | 'at-most' | 'is';
  readonly quantity?: Quantity;
  readonly word?: string;
  /** Relative, as a share: 0.01 is within 1%. */
  readonly tolerance: number;
}
