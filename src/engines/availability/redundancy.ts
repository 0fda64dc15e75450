import { type Insufficiency, repairedKofN, replicatedKofN, standbyKofN, unavailabilityOfKofN } from '../../math/index.js';
import type { Left } from './event.js';

/** What a group of like instances is and does, in numbers. Times in seconds. */
export interface Redundancy {
  /** Instances that must be up. */
  readonly needed: number;
  /** Unavailability of one instance. */
  readonly q: number;
  /** Mean time to repair one; NaN where it is not known. */
  readonly repair: number;
  /** Repairs at a time; Infinity: as many as needed. */
  readonly crews: number;
  /** Copies of an item that must be up, of those there are; 0: none are distinguished. */
  readonly quorum: number;
  readonly switching: { readonly takes: number; readonly coverage: number; readonly manual: number; readonly cold: boolean } | undefined;
  /** Work in turns: share of the time in which instances are away for it, how often that begins in a second, how many are away. */
  readonly turns: readonly { readonly share: number; readonly starts: number; readonly away: number }[];
}

/** Too few instances up, per second: with everything that is away in turns. */
export function insufficiency({ instances, copies }: Left, group: Redundancy): Insufficiency {
  const whole = insufficiencyOf(instances, copies, group);
  let chance = whole.chance;
  let frequency = whole.frequency;
  for (const { share, starts, away } of group.turns) {
    const fewer = insufficiencyOf(Math.max(0, instances - away), Math.min(copies, Math.max(0, instances - away)), group);
    chance += share * (fewer.chance - whole.chance);
    frequency += share * (fewer.frequency - whole.frequency) + starts * (fewer.chance - whole.chance);
  }
  return { chance: chance, frequency };
}

function insufficiencyOf(n: number, copies: number, { needed, q, repair, crews, quorum, switching }: Redundancy): Insufficiency {
  // Of the copies there were, too few are outside what is lost.
  if (quorum > copies) return { chance: 1, frequency: 0 };
  const load = q / (1 - q);
  const least = copies > 0 && copies >= n ? Math.max(needed, quorum) : needed;
  // What is repaired in no time is never down.
  if (q === 0) return { chance: unavailabilityOfKofN(n, least, 0), frequency: 0 };
  if (switching) return standbyKofN(n, least, load / repair, repair, crews, switching);
  if (quorum > 0 && copies < n) {
    const { chance, frequency } = replicatedKofN(n, { units: needed, copies, quorum }, load, crews);
    return { chance: chance, frequency: frequency / repair };
  }
  if (q >= 1) return { chance: least > 0 ? 1 : 0, frequency: 0 };
  if (crews === Number.POSITIVE_INFINITY && Number.isNaN(repair))
    return { chance: unavailabilityOfKofN(n, least, q), frequency: Number.NaN };
  const { chance, frequency } = repairedKofN(n, least, load, 1, crews);
  return { chance: chance, frequency: frequency / repair };
}

/** What is needed, of instances or of the copies of an item: of those that fewer may fail. */
export function needsOf(
  { instances, copies }: Left,
  { needed, quorum }: Redundancy,
): { readonly needed: number; readonly of: 'instances' | 'copies' } {
  const isOfCopies = quorum > 0 && copies < instances && Math.floor(copies) - Math.ceil(quorum) < Math.floor(instances) - Math.ceil(needed);
  if (isOfCopies) return { needed: Math.ceil(quorum), of: 'copies' };
  return { needed: Math.ceil(quorum > 0 && copies >= instances ? Math.max(needed, quorum) : needed), of: 'instances' };
}

/** Fewest instances of what is left whose failure leaves too few; 0 if too few are left anyway. A spare that takes over is late for one. */
export function leastFailures(left: Left, group: Redundancy): number {
  const { needed, of } = needsOf(left, group);
  const least = Math.max(0, Math.floor(left[of]) - needed + 1);
  return group.switching ? Math.min(1, least) : least;
}
