/** Arithmetic in which what is unknown is NaN and what has no bound is Infinity. */

export const UNKNOWN = Number.NaN;

/** A product that is nothing where a factor is, whatever the others are. */
export function product(...factors: readonly number[]): number {
  return factors.includes(0) ? 0 : factors.reduce((all, factor) => all * factor, 1);
}

export const sum = (terms: readonly number[]): number => terms.reduce((all, term) => all + term, 0);

const RELATIVE = 1e-9;

/** A whole number that rounding missed is taken for it. */
const nearest = (x: number): number => (Math.abs(x - Math.round(x)) <= RELATIVE * Math.max(1, Math.abs(x)) ? Math.round(x) : x);

export const roundedUp = (x: number): number => Math.ceil(nearest(x));
export const roundedDown = (x: number): number => Math.floor(nearest(x));
