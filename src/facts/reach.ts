/** Beyond this no growth is worth the word. */
const MOST_YEARS = 1000;
const MOST_STEPS = 60;

/**
 * Least time t >= 0 at which a growing amount reaches a limit; infinite if it does not within a thousand years.
 * Bracketed by doubling, then by the secant of the logarithm, which growth at a constant rate makes straight (Illinois variant).
 * @param amountAt amount after so many years, in the limit's unit
 */
export function timeToReach(amountAt: (years: number) => number, limit: number): number {
  const distance = (years: number): number => Math.log(amountAt(years) / limit);
  let low = 0;
  let below = distance(0);
  if (!(below < 0)) return Number.isNaN(below) ? Number.POSITIVE_INFINITY : 0;
  let high = 1;
  let above = distance(high);
  while (above < 0) {
    if (high >= MOST_YEARS) return Number.POSITIVE_INFINITY;
    low = high;
    below = above;
    high *= 2;
    above = distance(high);
  }
  let side = 0;
  for (let step = 0; step < MOST_STEPS && high - low > 1e-12 * high; step++) {
    const straight = Number.isFinite(below) && Number.isFinite(above) ? (low * above - high * below) / (above - below) : (low + high) / 2;
    const middle = straight > low && straight < high ? straight : (low + high) / 2;
    const value = distance(middle);
    if (Math.abs(value) < 1e-13) return middle;
    if (value < 0) {
      low = middle;
      below = value;
      if (side < 0) above /= 2;
      side = -1;
    } else {
      high = middle;
      above = value;
      if (side > 0) below /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}
