const MOST_STEPS = 100;
/** A function this near to zero is zero: below it the logarithm of a ratio is rounding. */
const NOTHING = 1e-13;

/** A point of a function. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where an increasing function is zero, between two points of it: by secants, each end that stays is given half its weight (the Illinois variant of
 * regula falsi), and by halving where a secant leaves the interval or an end is infinite. Quick for what is nearly straight: take the logarithm of a
 * ratio for what grows like a power.
 * @param f increasing from `low.x` to `high.x`; its values are best of order one, as those of a logarithm of a ratio
 * @param low a point with y <= 0
 * @param high a point with y >= 0 and x above that of `low`
 * @returns x where |f(x)| <= 1e-13, else the lower end of an interval that has shrunk to 1e-13 of its ends, or after 100 steps
 * @source Dowell and Jarratt 1971, A modified regula falsi method for computing the root of an equation, BIT 11(2)
 */
export function rootBetween(f: (x: number) => number, { x: low, y: below }: Point, { x: high, y: above }: Point): number {
  if (above <= NOTHING) return high;
  let side = 0;
  for (let step = 0; step < MOST_STEPS && high - low > NOTHING * Math.max(Math.abs(low), Math.abs(high)); step++) {
    const secant = (low * above - high * below) / (above - below);
    const x = secant > low && secant < high ? secant : (low + high) / 2;
    const y = f(x);
    if (Math.abs(y) <= NOTHING) return x;
    if (y < 0) {
      low = x;
      below = y;
      if (side < 0) above /= 2;
      side = -1;
    } else {
      high = x;
      above = y;
      if (side > 0) below /= 2;
      side = 1;
    }
  }
  return low;
}
