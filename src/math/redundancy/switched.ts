import type { Insufficiency } from './repaired.js';
import { downAmong, downChances, handsOf, loadOf } from './shop.js';
import { wholeUnits } from './units.js';

/** How a spare takes over. Times in the unit of the rates. */
export interface Failover {
  /** Mean time until the spare has taken over: detection and the switch. 0: at once. */
  readonly takes: number;
  /** Share of failures in which that works, 0..1. */
  readonly coverage: number;
  /** Mean time until people have brought the service back in the others; Infinity: they wait for the repair. */
  readonly manual: number;
  /** Spares do not fail while they wait. */
  readonly cold: boolean;
}

/** Shares of the time, apart and added up. */
export interface StandbyInsufficiency extends Insufficiency {
  /** A spare is taking over. */
  readonly failingOver: number;
  /** The failover did not work: people are at it. */
  readonly uncovered: number;
  /** Fewer than k are left, with nothing to take over. */
  readonly bothDown: number;
}

/**
 * k active units of n, the others spares, with crews, failover and its coverage. The chain, here of one active and one spare that is hot
 * (rate a of failures, mean time r to repair):
 *
 *     both up    --a coverage-->        failing over  --1/takes-->   one up
 *     both up    --a (1 - coverage)-->  uncovered     --1/manual-->  one up
 *     both up    --a-->                 one up          (the spare fails: nobody notices)
 *     one up     --1/r-->               both up
 *     one up     --a-->                 both down     --1/r-->       one up
 *
 * In general j up: with j > k an active unit fails at rate k a and the service stands still until the switch is over, a spare at rate (j -
 * k) a (cold: never); with j <= k each that is up fails at rate a. The repair goes on while the spare, or people, take over: a unit that is
 * back before them takes the empty place, so that a switch lasts no longer than the mean time until the next of those down is repaired,
 * which is r / min(down, crews); where `takes` or `manual` is longer, that stands in its place above. Beside this nothing else fails during a
 * switch, and no repair ends: it is short beside both. Every path from j up goes down to j - 1 and back, so the states without a switch are
 * in the proportions of a birth-death chain, and a switch adds the flow into it times its length: nothing is subtracted.
 * @param n units there are, @param k active units: whole as in `unavailabilityOfKofN`
 * @param failures rate at which one unit fails, @param repair mean time to repair one, @param crews repairs at a time, as in
 * `repairedKofN`
 * @param of units that the crews repair, as there; of cold ones those in a lost place neither run nor take a crew
 * @source Trivedi 2001, Probability and Statistics, section 8.4 (imperfect coverage, failover delay); Dugan and Trivedi 1989, IEEE Trans.
 * Computers 38(6)
 */
export function standbyKofN(
  n: number,
  k: number,
  failures: number,
  repair: number,
  crews: number,
  { takes, coverage, manual, cold }: Failover,
  of = n,
): StandbyInsufficiency {
  const { units, needed: active, all } = wholeUnits(n, k, of);
  const known = units + active + failures + repair + crews + takes + coverage + manual;
  if (Number.isNaN(known)) return { chance: known, frequency: known, failingOver: known, uncovered: known, bothDown: known };
  if (active <= 0) return { chance: 0, frequency: 0, failingOver: 0, uncovered: 0, bothDown: 0 };
  if (active > units) return { chance: 1, frequency: 0, failingOver: 0, uncovered: 0, bothDown: 1 };
  const load = loadOf(failures, repair);
  const hands = handsOf(crews);
  const chain = cold ? downChances(units, load, hands, active) : downAmong(units, all, load, hands);
  const spares = units - active;
  const often = active * failures;
  const back = (down: number): number => repair / Math.min(down + 1, hands);
  const flow = chain.sum(0, spares) * often;
  const works = chain.sum(0, spares, (down) => Math.min(takes, back(down))) * often * coverage;
  const fails = coverage === 1 ? 0 : chain.sum(0, spares, (down) => Math.min(manual, back(down))) * often * (1 - coverage);
  const whole = 1 + works + fails;
  const failingOver = works / whole;
  const uncovered = fails / whole;
  const bothDown = chain.sum(spares + 1, units + 1) / whole;
  const noticed = (takes > 0 ? coverage : 0) + (manual > 0 ? 1 - coverage : 0);
  const last = chain.chanceOf(spares) * active * failures;
  return { chance: failingOver + uncovered + bothDown, frequency: (flow * noticed + last) / whole, failingOver, uncovered, bothDown };
}
