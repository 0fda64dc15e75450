import { ceilTo, floorTo } from '../../quantity/index.js';
import { type Insufficiency, repairedKofN } from './repaired.js';
import { downAmong, handsOf } from './shop.js';
import { wholeUnits } from './units.js';

/** What a group of identical units must have up: so many of all, and so many of those that hold the copies of one item. */
export interface ReplicaNeeds {
  readonly units: number;
  /** Units that hold a copy of the item; any of the group, all alike. 0: no copies are distinguished. */
  readonly copies: number;
  /** Copies that must be up. */
  readonly quorum: number;
}

/**
 * Shortage of a group in which any set of units is as likely to be down as any other of its size: with j units down, the copies among them
 * are hypergeometric. Small chances are sums of small positive terms.
 * @param n units there are
 * @param load failures of one unit, while it is up, in the time of one repair: q / (1 - q) for an unavailability q
 * @param crews repairs at a time; Infinity: as many as needed, so that units are independent
 * @param of units that the crews repair, as in `repairedKofN`
 * @returns frequency per mean time of one repair
 * @source birth-death: Trivedi 2001, Probability and Statistics, section 8.2; copies: Feller 1968, vol. 1, section II.6
 */
export function replicatedKofN(n: number, needs: ReplicaNeeds, load: number, crews: number, of = n): Insufficiency {
  const { units, needed, all } = wholeUnits(n, needs.units, of);
  const fails = insufficientWith(units, { ...needs, units: needed });
  if (Number.isNaN(units + needs.units + needs.copies + needs.quorum + load + crews)) return { chance: Number.NaN, frequency: Number.NaN };
  const hands = handsOf(crews);
  const chain = downAmong(units, all, load, hands);
  // More down than this are too many, whichever they are.
  const most = Math.min(units, units - Math.max(0, needed));
  const tooMany = chain.sum(most + 1, units + 1);
  if (hands === Number.POSITIVE_INFINITY && needs.copies > 0 && load < Number.POSITIVE_INFINITY) {
    // Units are independent, and so are those that hold the copies.
    const ofCopies = repairedKofN(Math.min(needs.copies, units), needs.quorum, load, 1, hands);
    if (tooMany <= Number.EPSILON * ofCopies.chance) return ofCopies;
  }
  const held = Math.min(floorTo(needs.copies), units);
  const tolerated = held - ceilTo(needs.quorum);
  // One more that is down is one too many copies, if just as many are down as are tolerated.
  const last = (down: number): number => (held - tolerated) * hypergeometric(tolerated, units, held, down);
  const ofCopies = held > 0 && tolerated >= 0 ? chain.sum(0, most, last) : 0;
  const ofUnits = most < units && most >= 0 ? chain.chanceOf(most) * (units - most) * (1 - fails(most)) : 0;
  return { chance: Math.min(1, chain.sum(0, most + 1, fails) + tooMany), frequency: (ofCopies + ofUnits) * load };
}

/** Chance that too little is up with so many units down. */
function insufficientWith(n: number, { units, copies, quorum }: ReplicaNeeds): (down: number) => number {
  const needed = Math.max(0, ceilTo(units));
  const held = Math.min(floorTo(copies), n);
  const tolerated = held - ceilTo(quorum);
  return (down) => {
    if (n - down < needed || (copies > 0 && tolerated < 0)) return 1;
    return held === 0 || down <= tolerated ? 0 : moreThan(tolerated, n, held, down);
  };
}

/** Chance that more than `most` of the `held` marked ones among n are in a sample of `drawn`. */
function moreThan(most: number, n: number, held: number, drawn: number): number {
  let sum = 0;
  for (let x = Math.min(held, drawn); x > most; x--) sum += hypergeometric(x, n, held, drawn);
  return Math.min(1, sum);
}

/**
 * Chance that x of the `held` marked ones among n are in a sample of `drawn`, all whole numbers: place by place, as many factors as are held.
 * @source Feller 1968, vol. 1, section II.6
 */
export function hypergeometric(x: number, n: number, held: number, drawn: number): number {
  let chance = 1;
  for (let i = 0; i < held; i++) {
    // The i-th place: first x of the drawn, then the others of those left; x of the held may be chosen in C(held, x) ways.
    chance *= Math.max(0, i < x ? drawn - i : n - drawn - (i - x)) / (n - i);
    if (i < x) chance *= (held - i) / (i + 1);
  }
  return chance;
}
