import { hypergeometric, type Insufficiency, repairedKofN, replicatedKofN, standbyKofN, unavailabilityOfKofN } from '../../math/index.js';
import type { Left } from './event.js';

/** What a group of like instances is and does, in numbers. Times in seconds. */
export interface Redundancy {
  /** Instances there are, in lost places too: crews repair them all. */
  readonly all: number;
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
  /** Rolling work: share of the time in which instances are away for it, how often that begins in a second, how many are away. */
  readonly rolling: readonly { readonly share: number; readonly starts: number; readonly away: number }[];
}

/** Too few instances up for one request, per second, with what rolling work takes away: it is for any of the shards. */
export function insufficiency(left: Left, group: Redundancy): Insufficiency {
  if (!left.shards) return rolling(left, group, false);
  let [all, chance, frequency] = [0, 0, 0];
  for (const part of left.shards) {
    const one = rolling(part, group, false);
    all += part.count;
    chance += part.count * one.chance;
    frequency += part.count * one.frequency;
  }
  return { chance: chance / all, frequency: frequency / all };
}

/**
 * Too few up for some request, per second: of any shard (which are independent, each on its own instances), and of any item (copies are on any
 * instances, so that some item is short as soon as more are down than it can do without).
 */
export function insufficiencyOfAny(left: Left, group: Redundancy): Insufficiency {
  let [logs, often] = [0, 0];
  for (const part of left.shards ?? [{ ...left, count: 1 }]) {
    const { chance, frequency } = rolling(part, group, true);
    if (chance >= 1) return { chance: 1, frequency: 0 };
    logs += part.count * Math.log1p(-chance);
    often += (part.count * frequency) / (1 - chance);
  }
  return { chance: 0 - Math.expm1(logs), frequency: Math.exp(logs) * often };
}

function rolling({ instances, copies }: Omit<Left, 'shards'>, group: Redundancy, isOfAny: boolean): Insufficiency {
  const whole = insufficiencyOf(instances, copies, group, isOfAny);
  let chance = whole.chance;
  let frequency = whole.frequency;
  for (const { share, starts, away } of group.rolling) {
    const fewer = insufficiencyWithout(away, instances, copies, group, isOfAny);
    chance += share * (fewer.chance - whole.chance);
    frequency += share * (fewer.frequency - whole.frequency) + starts * (fewer.chance - whole.chance);
  }
  return { chance, frequency };
}

/** With some instances away, whichever: of the copies of one item as many are among them as chance has it, of some item as many as can be. */
function insufficiencyWithout(away: number, n: number, copies: number, whole: Redundancy, isOfAny: boolean): Insufficiency {
  const gone = Math.min(away, n);
  const group = { ...whole, all: whole.all - gone };
  if (isOfAny || copies === 0 || copies >= n) return insufficiencyOf(n - gone, Math.max(0, copies - gone), group, isOfAny);
  let [chance, frequency] = [0, 0];
  for (let x = 0; x <= Math.min(copies, gone); x++) {
    const weight = hypergeometric(x, n, copies, gone);
    if (weight === 0) continue;
    const one = insufficiencyOf(n - gone, copies - x, group, isOfAny);
    chance += weight * one.chance;
    frequency += weight * one.frequency;
  }
  return { chance, frequency };
}

function insufficiencyOf(n: number, copies: number, group: Redundancy, isOfAny: boolean): Insufficiency {
  const { all, needed, q, repair, crews, quorum, switching } = group;
  // Of the copies there were, too few are outside what is lost.
  if (quorum > copies) return { chance: 1, frequency: 0 };
  const load = q / (1 - q);
  const least = Math.max(needed, quorum > 0 && (isOfAny || copies >= n) ? quorum + Math.max(0, n - copies) : 0);
  // Not even all that are left carry the load; `needed` is infinite where no number would.
  if (least > n) return { chance: 1, frequency: 0 };
  // What is repaired in no time is never down.
  if (q === 0) return { chance: unavailabilityOfKofN(n, least, 0), frequency: 0 };
  if (switching) return standbyKofN(n, least, load / repair, repair, crews, switching, all);
  if (quorum > 0 && copies < n && !isOfAny) {
    const { chance, frequency } = replicatedKofN(n, { units: needed, copies, quorum }, load, crews, all);
    return { chance, frequency: frequency / repair };
  }
  if (q >= 1) return { chance: least > 0 ? 1 : 0, frequency: 0 };
  if (crews === Number.POSITIVE_INFINITY && Number.isNaN(repair))
    return { chance: unavailabilityOfKofN(n, least, q), frequency: Number.NaN };
  const { chance, frequency } = repairedKofN(n, least, load, 1, crews, all);
  return { chance, frequency: frequency / repair };
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
