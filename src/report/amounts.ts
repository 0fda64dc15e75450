import type { FactResult, FactState } from '../core/index.js';

/** A number that a format writes as people read it, in the calendar of its spec. */
export interface Amount {
  readonly kind: 'amount';
  /** In the base unit; a class is its name; null unless known. */
  readonly value: number | string | null;
  /** A unit of `formatQuantity`, or an `AmountForm`. */
  readonly unit: string;
  /** Left out where the value shows it: known, or unknown if there is none. */
  readonly state?: FactState;
  readonly spread?: Interval | null;
  /** Of what is uncertain: its interval alone (the default), its value alone, its value and its interval, or the interval aside: ` (99.9% to 99.95%)`. */
  readonly show?: 'interval' | 'value' | 'both' | 'aside';
  /** A lower bound, since something is not in it. */
  readonly least?: boolean;
  /** A rate in seconds that is read by the day. */
  readonly per?: 'day';
  /** Significant digits; 3 unless stated. */
  readonly digits?: number;
  /** What is positive and less than this is shown as less than this. */
  readonly below?: number;
  /** A difference: with a plus where it is positive. */
  readonly signed?: boolean;
  /** Without its unit, which stands elsewhere. */
  readonly bare?: boolean;
  /** Stands behind the number in place of its unit: the name of a unit that was asked for (` GB/day`). */
  readonly after?: string;
}

export interface Interval {
  readonly p5: number;
  readonly p95: number;
}

/**
 * What a number may be beyond the units of `formatQuantity`: `plain`, a number without suffixes; `full`, the same with all that stands before its point;
 * `complement`, a share of which the rest is shown, in percent to its last nine (0.0001: 99.99%); `nines`, a number of nines.
 */
export type AmountForm = 'plain' | 'full' | 'complement' | 'nines';

type More = Omit<Amount, 'kind' | 'value' | 'unit'>;

export const amount = (value: number | string | null, unit: string, more: More = {}): Amount => ({ kind: 'amount', value, unit, ...more });

/** Beyond this many nines the digits have no basis. */
const BEST_SHOWN = 1e-5;

/** The availability of a flow, as far as it can be meant: `>99.999%`. */
export const available = (unavailability: number | string | null, more: Pick<Amount, 'spread' | 'show'> = {}): Amount =>
  amount(unavailability, 'complement', { below: BEST_SHOWN, ...more });

type Shown = Pick<FactResult, 'value' | 'unit' | 'state' | 'spread'>;

/** A fact as an amount; null where there is no such fact. */
export const amountOf = (fact: Shown | undefined, unit = fact?.unit ?? 'ratio', more: More = {}): Amount | null =>
  fact === undefined ? null : { kind: 'amount', value: fact.value, unit, state: fact.state, spread: fact.spread, ...more };

const BITS = 8;

/** Bytes a second as networks are sold, in bits. */
export function inBits(fact: Shown | undefined, more: More = {}): Amount | null {
  if (typeof fact?.value !== 'number') return amountOf(fact, undefined, more);
  const { state, spread } = fact;
  const ofBits = spread && { p5: spread.p5 * BITS, p50: spread.p50 * BITS, p95: spread.p95 * BITS, mean: spread.mean * BITS };
  return amountOf({ value: fact.value * BITS, unit: 'bit/s', state, spread: ofBits }, undefined, more);
}
