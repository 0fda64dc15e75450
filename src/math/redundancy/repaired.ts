import { ceilTo, floorTo } from '../../quantity/index.js';
import { downAmong, handsOf, loadOf } from './shop.js';
import { wholeUnits } from './units.js';

/** How often and for which share of the time a group has fewer units up than it needs. Mean length: chance / frequency. */
export interface Insufficiency {
  /** Share of the time, 0..1. */
  readonly chance: number;
  /** Times it becomes insufficient, per unit of time of the rates. */
  readonly frequency: number;
}

/**
 * Fewer than k of n identical units up, with so many repair crews. State i has i units down; one more fails at rate (n - i) failures, one
 * comes back at rate min(i, crews) / repair. With a crew for each it is the binomial of `unavailabilityOfKofN`. Failures and repairs are
 * exponential; down units do not fail. Any unit of time, the same for all.
 * @param n units there are, @param k units needed: whole as in `unavailabilityOfKofN`
 * @param failures rate at which one unit fails while it is up
 * @param repair mean time to repair one unit; Infinity: never
 * @param crews repairs at a time, 1 or more; Infinity: as many as needed
 * @param of units that the crews repair, these n among them: the others are in a place that is lost, and count for nothing
 * @source Trivedi 2001, Probability and Statistics, section 8.2 (machine repair model)
 */
export function repairedKofN(n: number, k: number, failures: number, repair: number, crews: number, of = n): Insufficiency {
  const { units, needed, all } = wholeUnits(n, k, of);
  if (Number.isNaN(units + needed + failures + repair + crews)) return { chance: Number.NaN, frequency: Number.NaN };
  if (needed <= 0) return { chance: 0, frequency: 0 };
  if (needed > units) return { chance: 1, frequency: 0 };
  const load = loadOf(failures, repair);
  const chain = downAmong(units, all, load, handsOf(crews));
  const enough = units - needed;
  return { chance: chain.sum(enough + 1, units + 1), frequency: chain.chanceOf(enough) * needed * failures };
}

/**
 * Mean time until fewer than k of n identical units are up, all up at first; as `repairedKofN` for the rest, in the same unit of time.
 * Infinity where that never happens, 0 where there are fewer to begin with.
 * @param repair mean time to repair one unit; Infinity: nothing is repaired
 * @source Trivedi 2001, section 8.5; mean first passage times of a birth-death chain: Karlin and Taylor 1975, section 4.7
 */
export function meanTimeToInsufficient(n: number, k: number, failures: number, repair: number, crews: number): number {
  const units = floorTo(n);
  const needed = ceilTo(k);
  if (needed <= 0 || failures === 0) return Number.POSITIVE_INFINITY;
  const hands = handsOf(crews);
  let total = 0;
  // Mean time from `down` units down to one more: its own stay, and the way back up for each time that a repair comes first.
  let step = 0;
  for (let down = 0; down <= units - needed && total < Number.POSITIVE_INFINITY; down++) {
    const rate = (units - down) * failures;
    const back = down === 0 ? 0 : Math.min(down, hands) / repair;
    step = 1 / rate + (back === 0 ? 0 : (back / rate) * step);
    total += step;
  }
  return total;
}
