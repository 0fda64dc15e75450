import { ceilTo, floorTo } from '../../quantity/index.js';
import { birthDeath } from './birth-death.js';
import { handsOf, type Shortage } from './repaired.js';

/** What a group of identical units must have up: so many of all, and so many of those that hold the copies of one item. */
export interface Needs {
  readonly units: number;
  /** Units that hold a copy of the item; any of the group, all alike. 0: no copies are told apart. */
  readonly copies: number;
  /** Copies that must be up. */
  readonly quorum: number;
}

/**
 * Shortage of a group in which any set of units is as likely to be down as any other of its size: with j units down, the copies among them are
 * hypergeometric. Small chances are sums of small positive terms.
 * @param n units there are
 * @param load failures of one unit, while it is up, in the time of one repair: q / (1 - q) for an unavailability q
 * @param crews repairs at a time; Infinity: as many as needed, so that units are independent
 * @returns frequency per mean time of one repair
 * @source birth-death: Trivedi 2001, Probability and Statistics, section 8.2; copies: Feller 1968, vol. 1, section II.6
 */
export function copiesShort(n: number, needs: Needs, load: number, crews: number): Shortage {
  const units = floorTo(n);
  const fails = shortWith(units, needs);
  const hands = handsOf(crews);
  const chances = birthDeath(units, (down) => ((units - down) * load) / Math.min(down + 1, hands));
  let short = 0;
  let frequency = 0;
  for (let down = units; down >= 0; down--) {
    const chance = chances[down] as number;
    const now = fails(down);
    short += chance * now;
    if (down < units && chance > 0) frequency += chance * (units - down) * load * (fails(down + 1) - now);
  }
  return { short: Math.min(1, short), frequency };
}

/** Chance that too little is up with so many units down. */
function shortWith(n: number, { units, copies, quorum }: Needs): (down: number) => number {
  const needed = Math.max(0, ceilTo(units));
  const held = Math.min(floorTo(copies), n);
  const spare = held - ceilTo(quorum);
  return (down) => {
    if (n - down < needed || (copies > 0 && spare < 0)) return 1;
    return held === 0 || down <= spare ? 0 : moreThan(spare, n, held, down);
  };
}

/** Chance that more than `most` of the `held` marked ones among n are in a sample of `drawn`. */
function moreThan(most: number, n: number, held: number, drawn: number): number {
  const last = Math.min(held, drawn);
  let sum = 0;
  for (let x = last; x > most; x--) sum += Math.exp(logChoose(held, x) + logChoose(n - held, drawn - x) - logChoose(n, drawn));
  return Math.min(1, sum);
}

/** Logarithm of n over k; minus infinity where there is no way. */
function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - Math.min(k, n - k) + i) / i);
  return sum;
}
