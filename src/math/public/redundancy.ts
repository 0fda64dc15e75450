import { checkAtLeastZero, checkCount, checkShare, inDomain } from '../domain.js';
import * as independent from '../redundancy/independent.js';
import { unavailabilityOfKofEach, unavailabilityOfKofN } from '../redundancy/k-of-n.js';
import { meanTimeToInsufficient, repairedKofN } from '../redundancy/repaired.js';
import { standbyKofN } from '../redundancy/switched.js';

/**
 * Unavailability from mean times: mttr / (mttf + mttr), whatever the laws of the two times are.
 * @param times `mttf` mean time to failure (a manufacturer's MTBF often means that plus `mttr`), `mttr` mean time to repair: one unit of time, 0 or more,
 * not both 0 nor both Infinity. What never fails is never down; what is repaired at once neither.
 * @returns share of the time, 0 to 1
 * @throws RangeError outside that domain
 * @source Barlow and Proschan 1975, Statistical Theory of Reliability and Life Testing, section 7.2
 */
export function unavailability({ mttf, mttr }: { readonly mttf: number; readonly mttr: number }): number {
  checkAtLeastZero('mttf', mttf);
  checkAtLeastZero('mttr', mttr);
  inDomain(!(mttf === 0 && mttr === 0), 'mttf + mttr', 0, 'above 0');
  inDomain(!(mttf === Number.POSITIVE_INFINITY && mttr === Number.POSITIVE_INFINITY), 'mttr', mttr, 'finite where mttf is not');
  return mttr === Number.POSITIVE_INFINITY ? 1 : independent.unavailabilityOf(mttf, mttr);
}

/**
 * The number of nines of an unavailability: -log10 q. 0.001 has 3, 0.0005 has 3.3, 0 has Infinity.
 * @param unavailability 0 to 1
 * @throws RangeError outside that domain
 */
export function nines(unavailability: number): number {
  checkShare('unavailability', unavailability);
  return independent.ninesOf(unavailability);
}

/**
 * Unavailability of parts that are all needed and fail independently: 1 - (1 - q1)(1 - q2)..., to the last digit even where that is 1e-17.
 * @param unavailabilities of the parts, each 0 to 1; of none it is 0
 * @throws RangeError outside that domain
 */
export function inSeries(unavailabilities: readonly number[]): number {
  for (const [i, q] of unavailabilities.entries()) checkShare(`unavailabilities[${i}]`, q);
  return independent.inSeries(unavailabilities);
}

/** Identical units, `k` of which are needed. */
export interface KOfN {
  /** Units needed, 0 or more. */
  readonly k: number;
  /** Units there are, 0 or more. */
  readonly n: number;
}

/** Identical units with the unavailability of one, or units that differ with that of each. */
export type IndependentUnits =
  | (KOfN & { readonly unavailability: number })
  | { readonly k: number; readonly unavailabilities: readonly number[] };

/**
 * Unavailability of a k-of-n group: the chance that fewer than k of its independent units are up (binomial, or Poisson-binomial where they differ). Summed
 * from the failures: 1e-300 keeps its digits. A billion identical units take as long as their spread asks for, not a billion steps.
 * @param group `k` of `n` units of one `unavailability`, or of `unavailabilities`; counts are whole, shares 0 to 1
 * @returns 0 where none is needed, 1 where there are fewer than k
 * @throws RangeError outside that domain
 * @source Barlow and Heidtmann 1984, Computing k-out-of-n system reliability, IEEE Trans. Reliability R-33(4)
 * @example kOfN({ k: 2, n: 3, unavailability: 0.1 }) // 0.028
 */
export function kOfN(group: IndependentUnits): number {
  checkCount('k', group.k);
  if ('unavailabilities' in group) {
    for (const [i, q] of group.unavailabilities.entries()) checkShare(`unavailabilities[${i}]`, q);
    return unavailabilityOfKofEach(group.unavailabilities, group.k);
  }
  checkCount('n', group.n);
  checkShare('unavailability', group.unavailability);
  return unavailabilityOfKofN(group.n, group.k, group.unavailability);
}

/** Identical units that fail and are repaired. Times and rates in one unit of time; failures and repairs are exponential. */
export interface RepairedUnits extends KOfN {
  /** Rate at which a unit fails while it is up, 0 or more: 1 / mttf. */
  readonly failureRate: number;
  /** Mean time to repair one unit, 0 or more; Infinity: never. */
  readonly mttr: number;
  /** Repairs at a time, 1 or more; Infinity (which it is by default): as many as are down, so that units are independent. */
  readonly crews?: number;
}

/** How a group behaves in the long run. */
export interface GroupBehavior {
  /** Share of the time in which fewer than k units are up, 0 to 1. */
  readonly unavailability: number;
  /** Outages per unit of time. */
  readonly frequency: number;
  /** Mean length of one: unavailability / frequency. Infinity where one never ends, NaN where there are none. */
  readonly meanOutage: number;
}

/**
 * A k-of-n group with repair crews (the machine-repair model).
 * @param units how many, and how they fail and are repaired
 * @returns its behavior, and the mean time to its first outage, all units being up at first: Infinity where none ever comes
 * @throws RangeError for counts that are not whole, or rates and times below 0
 * @source Trivedi 2001, Probability and Statistics with Reliability, sections 8.2 and 8.5
 * @example repairedGroup({ k: 1, n: 2, failureRate: 0.001, mttr: 10, crews: 1 }).unavailability // 1.96e-4
 */
export function repairedGroup(units: RepairedUnits): GroupBehavior & { readonly meanTimeToFirstOutage: number } {
  const { n, k, failureRate, mttr, crews } = checkedUnits(units);
  const { chance: short, frequency } = repairedKofN(n, k, failureRate, mttr, crews);
  return { ...behavior(short, frequency), meanTimeToFirstOutage: meanTimeToInsufficient(n, k, failureRate, mttr, crews) };
}

/** Units of which k are active and the others stand by. */
export interface StandbyUnits extends RepairedUnits {
  /** Whether a standby fails while it waits: `hot` ones as often as active ones, `cold` ones never. */
  readonly standby: 'hot' | 'cold';
  readonly failover: {
    /** Mean time until a standby has taken over: detection and the switch, 0 or more. */
    readonly time: number;
    /** Share of failures in which it does, 0 to 1. */
    readonly coverage: number;
    /** Mean time until people have brought the service back in the others, 0 or more. */
    readonly manualTime: number;
  };
}

/** Where the unavailability of a group with standbys comes from: shares of the time, which add up to it. */
export interface StandbyBehavior extends GroupBehavior {
  /** A standby is taking over. */
  readonly failingOver: number;
  /** The failover did not work: people are at it. */
  readonly uncovered: number;
  /** Fewer than k units are up, with nothing to take over. */
  readonly exhausted: number;
}

/**
 * A k-of-n group with standbys, failover and its coverage. An active unit that fails stops the service until a standby has taken over, or people have;
 * during that nothing else fails and no repair ends, since it is short beside both.
 * @param units as for `repairedGroup`, and how a standby takes over
 * @throws RangeError as `repairedGroup`, and for a coverage outside 0 to 1
 * @source Trivedi 2001, section 8.4 (imperfect coverage, failover delay); Dugan and Trivedi 1989, IEEE Trans. Computers 38(6)
 */
export function standbyGroup(units: StandbyUnits): StandbyBehavior {
  const { n, k, failureRate, mttr, crews } = checkedUnits(units);
  const { time, coverage, manualTime } = units.failover;
  checkAtLeastZero('failover.time', time);
  checkShare('failover.coverage', coverage);
  checkAtLeastZero('failover.manualTime', manualTime);
  const switching = { takes: time, coverage, manual: manualTime, cold: units.standby === 'cold' };
  const { chance: short, frequency, failingOver, uncovered, bothDown } = standbyKofN(n, k, failureRate, mttr, crews, switching);
  return { ...behavior(short, frequency), failingOver, uncovered, exhausted: bothDown };
}

function checkedUnits({ n, k, failureRate, mttr, crews = Number.POSITIVE_INFINITY }: RepairedUnits): Required<RepairedUnits> {
  checkCount('n', n);
  checkCount('k', k);
  checkAtLeastZero('failureRate', failureRate);
  checkAtLeastZero('mttr', mttr);
  if (crews !== Number.POSITIVE_INFINITY) checkCount('crews', crews, 1);
  return { n, k, failureRate, mttr, crews };
}

const behavior = (unavailability: number, frequency: number): GroupBehavior => ({
  unavailability,
  frequency,
  meanOutage: unavailability / frequency,
});
