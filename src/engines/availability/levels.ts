import type { Group, Left } from './event.js';
import { bitsOf, isSame, leftAfter, partOf } from './left.js';

/**
 * What losing places leaves of a group: sets of lost places that leave as much are one level, for each use. Levels stand in the order in which
 * too few instances become more likely, so that each level's event contains that of the one before.
 */
export interface Levels {
  /** For each use, and each state of the places (`stateOf`), its level. */
  readonly levelOf: readonly (readonly number[])[];
  /** States are numbers of lost places, the fullest lost first; else sets of them. */
  readonly byCount: boolean;
  readonly levels: readonly Level[];
  /** The first level at which it is certain; as many as there are if none is. */
  readonly certain: number;
  /** Tells apart groups whose sets of lost places fall into other levels. */
  readonly signature: string;
}

export interface Level {
  readonly left: Left;
  readonly use: number;
  /** Chance that too few are up; ascending from level to level. */
  readonly chance: number;
}

/** The most places that every set of is looked at. Of more, as many as are lost are taken for the fullest: exact where instances divide evenly. */
const MOST_SETS = 8;
/** The most places there may be at all. */
export const MOST_PLACES = 30;

/** The state of places of which a set (bit i: place i) is lost. */
export const stateOf = ({ byCount }: Pick<Levels, 'byCount'>, set: number): number => (byCount ? bitsOf(set) : set);

/** What rounding leaves between the chances of what is as short: a loss that makes no difference, a read that needs what a write does. */
const SAME = 1e-12;

/** The set of so many places that have the most instances. */
function fullest(count: number, regions: readonly number[], places: number): number {
  const all = regions.flatMap((there, region) =>
    Array.from({ length: there }, (_, i) => partOf(partOf(count, regions.length, region), there, i)),
  );
  const order = all.map((_, i) => i).sort((a, b) => (all[b] as number) - (all[a] as number) || a - b);
  return order.slice(0, places).reduce((set, place) => set | (1 << place), 0);
}

/** @param args values of the arguments of the group */
export function levelsOf(group: Group, args: readonly number[]): Levels {
  const { places, regions } = group;
  const [instances = 0] = args;
  const byCount = places.length > MOST_SETS;
  const states = byCount ? places.length + 1 : 1 << places.length;
  const found: { readonly level: Level; readonly at: number }[] = [];
  const classes: number[][] = [];
  for (let use = 0; use < group.uses; use++) {
    const first = found.length;
    const ranks: number[] = [];
    for (let state = 0; state < states; state++) {
      const lost = byCount ? fullest(instances, regions, state) : state;
      const left = leftAfter(group, args, lost);
      let at = first;
      while (at < found.length && !isSame((found[at] as { level: Level }).level.left, left)) at++;
      if (at === found.length) found.push({ level: { left, use, chance: group.chance(left, args, use) }, at });
      ranks.push(at);
    }
    classes.push(ranks);
  }
  const rank: number[] = [];
  const levels: Level[] = [];
  for (const { level, at } of [...found].sort((a, b) => a.level.chance - b.level.chance || a.at - b.at)) {
    const last = levels.at(-1);
    if (!last || !(level.chance - last.chance <= SAME * level.chance)) levels.push(level);
    rank[at] = levels.length - 1;
  }
  const levelOf = classes.map((sets) => sets.map((at) => rank[at] as number));
  const certain = levels.findIndex(({ chance: p }) => p >= 1);
  return {
    levelOf,
    byCount,
    levels,
    certain: certain < 0 ? levels.length : certain,
    signature: `${levelOf.join(' ')} ${certain} ${byCount}`,
  };
}

/** How many places, whichever, bring a group to a level or beyond it; undefined where it matters which. */
export function leastCount({ byCount }: Levels, levelOf: readonly number[], level: number): number | undefined {
  const counts = levelOf.map((_, state) => (byCount ? state : bitsOf(state)));
  const least = Math.min(...counts.filter((_, state) => (levelOf[state] as number) >= level));
  return levelOf.every((own, state) => own >= level === (counts[state] as number) >= least) ? least : undefined;
}

/** The least sets of lost places that bring a group to a level or beyond it. */
export function leastSets(levelOf: readonly number[], level: number): readonly number[] {
  const reaching = levelOf.flatMap((own, lost) => (own >= level ? [lost] : []));
  return reaching.filter((lost) => !reaching.some((other) => other !== lost && (other & lost) === other));
}
