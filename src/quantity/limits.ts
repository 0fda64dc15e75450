import { DATA, DATA_RATE, type Dimension, MONEY, MONEY_RATE, PER_TIME, PLAIN, samePhysical, TIME } from './dimension.js';

/** The most that a quantity of one dimension may be, in canonical units, and as it is written. */
export interface Limit {
  readonly most: number;
  readonly text: string;
}

/**
 * Beyond these no design counts; what is beyond is a slip in an exponent or a unit. The schema states them for each kind of literal.
 * Far above what there is: 8e9 people, some 1e23 bytes stored in the world. What takes 1e12 years never happens.
 */
const LIMITS: readonly (Limit & { readonly dimension: Dimension })[] = [
  { dimension: PLAIN, most: 1e18, text: '1e18' },
  { dimension: PER_TIME, most: 1e18, text: '1e18/s' },
  { dimension: DATA, most: 1e24, text: '1e24 B' },
  { dimension: DATA_RATE, most: 1e21, text: '1e21 B/s' },
  { dimension: TIME, most: 1e12 * 365 * 86_400, text: '1e12 years' },
  { dimension: MONEY, most: 1e15, text: '1e15 USD' },
  { dimension: MONEY_RATE, most: 1e15 / (28 * 86_400), text: '1e15 USD/month' },
];

/** The most that a quantity may be, whatever is counted; undefined for what has no name of its own, such as a price. */
export const limitOf = (dimension: Dimension): Limit | undefined => LIMITS.find((limit) => samePhysical(limit.dimension, dimension));
