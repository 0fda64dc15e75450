import { ceilTo } from '../../quantity/index.js';
import type { BirthDeathChain } from './birth-death.js';
import { birthDeathChainOf } from './chain.js';
import { wholeUnits } from './units.js';

/**
 * Chance that fewer than k of n identical, independent units are up (binomial), computed from the failures: 1e-300 keeps its digits.
 * @param n units there are; a fraction of one counts for nothing
 * @param k units needed; a fraction of one needs a whole one; none needed are always up, more than there are never
 * @param q unavailability of one unit, 0..1
 */
export function unavailabilityOfKofN(n: number, k: number, q: number): number {
  const { units, needed } = wholeUnits(n, k);
  if (Number.isNaN(units + needed + q)) return Number.NaN;
  if (needed <= 0) return 0;
  if (needed > units) return 1;
  return failedChances(units, q).sum(units - needed + 1, units + 1);
}

/**
 * Chance that fewer than k of these independent units are up (Poisson-binomial), computed from the failures.
 * @param qs unavailability of each unit, 0..1
 * @param k units needed, as in `unavailabilityOfKofN`
 * @source Barlow and Heidtmann 1984, IEEE Trans. Reliability R-33(4)
 */
export function unavailabilityOfKofEach(qs: ArrayLike<number>, k: number): number {
  const needed = ceilTo(k);
  if (needed <= 0) return 0;
  if (needed > qs.length) return 1;
  // Chance of exactly j failures so far; the last holds all that are too many.
  const most = qs.length - needed + 1;
  const failed = new Float64Array(most + 1);
  failed[0] = 1;
  for (let i = 0; i < qs.length; i++) {
    const q = qs[i] as number;
    failed[most] = (failed[most] as number) + (failed[most - 1] as number) * q;
    for (let j = most - 1; j > 0; j--) failed[j] = (failed[j] as number) * (1 - q) + (failed[j - 1] as number) * q;
    failed[0] = (failed[0] as number) * (1 - q);
  }
  return failed[most] as number;
}

/** Chances of how many units are down: neighbors of a binomial differ by (n - i) / (i + 1) times the odds. */
function failedChances(n: number, q: number): BirthDeathChain {
  const odds = q / (1 - q);
  return birthDeathChainOf(n, (failed) => ((n - failed) / (failed + 1)) * odds, n * q);
}
