import { type Group, isNever, type Left } from './event.js';
import { keyOfLeft, type Lost, leftAfter, weightsOf } from './left.js';
import { Sums } from './sums.js';

/**
 * States of a group by what lost places leave of it: sets of lost places that leave as much are one level, for each use. Levels are ordered
 * by the chance of too few instances, so that the event of each contains that of the level before.
 */
export interface Levels {
  /** For each use, and each state of the places, its level. */
  readonly levelOf: readonly (readonly number[])[];
  readonly states: States;
  readonly levels: readonly LossLevel[];
  /** The first level at which it is certain; as many as there are if none is. */
  readonly certain: number;
  /** Identifies groups whose sets of lost places fall into the same levels. */
  readonly signature: string;
}

/**
 * How finely sets of lost places are distinguished. `sets`: every set, bit i being place i. `sums`: sets that take as much with them are
 * one. `counts`: only the number of lost places, assumed to be the fullest or the emptiest: bounds, where the states would be too many.
 */
export type States = { readonly kind: 'sets' | 'counts' } | { readonly kind: 'sums'; readonly sums: Sums };

export interface LossLevel {
  readonly left: Left;
  readonly use: number;
  /** Chance that too few are up; ascending from level to level. */
  readonly chance: number;
}

/** The most places that every set of is looked at. */
const MOST_SETS = 8;
/** The most sums of lost places that are distinguished. */
const MOST_SUMS = 20_000;

/** For too many places: which places of a given number are assumed lost, so that the chance is a bound. */
export type BoundSide = 'upper' | 'lower';

/** The state of places of which some are lost. */
export function stateOf({ states }: Pick<Levels, 'states'>, lost: Lost): number {
  if (states.kind === 'sums') return states.sums.stateOf(lost);
  return lost.reduce((state, one, i) => state + (one ? (states.kind === 'sets' ? 1 << i : 1) : 0), 0);
}

/** What rounding leaves between the chances of what is as short: a loss that makes no difference, a read that needs what a write does. */
const SAME = 1e-12;

/** The states of the places of a group, and what each leaves of it. */
interface Leaving {
  readonly states: States;
  readonly left: readonly Left[];
}

function leavingOf(group: Group, args: readonly number[], bound: BoundSide): Leaving {
  const { places } = group;
  const lostIn = (isLost: (place: number) => boolean): Lost => places.map((_, i) => isLost(i));
  if (places.length <= MOST_SETS) {
    const sets = Array.from({ length: 1 << places.length }, (_, set) =>
      leftAfter(
        group,
        args,
        lostIn((i) => ((set >> i) & 1) === 1),
      ),
    );
    return { states: { kind: 'sets' }, left: sets };
  }
  const weights = weightsOf(group, args);
  const sums = Sums.of(
    weights.map((of, i) => ({ weights: of, isSafe: isNever(places[i] as Group['places'][number]) })),
    MOST_SUMS,
  );
  if (sums) return { states: { kind: 'sums', sums }, left: sums.examples.map((lost) => leftAfter(group, args, lost)) };
  const sizes = weights.map((of) => of.reduce((sum, weight) => sum + weight, 0));
  const sign = bound === 'upper' ? 1 : -1;
  const order = sizes.map((_, i) => i).sort((a, b) => sign * ((sizes[b] as number) - (sizes[a] as number)) || a - b);
  const counts = Array.from({ length: places.length + 1 }, (_, count) => {
    const lost = new Set(order.slice(0, count));
    return leftAfter(
      group,
      args,
      lostIn((i) => lost.has(i)),
    );
  });
  return { states: { kind: 'counts' }, left: counts };
}

/** @param args values of the arguments of the group */
export function levelsOf(group: Group, args: readonly number[], bound: BoundSide = 'upper'): Levels {
  const { states, left: leaving } = leavingOf(group, args, bound);
  const found: LossLevel[] = [];
  const classes: number[][] = [];
  for (let use = 0; use < group.uses; use++) {
    const seen = new Map<string, number>();
    classes.push(
      leaving.map((left) => {
        const key = keyOfLeft(left);
        const at = seen.get(key) ?? found.push({ left, use, chance: group.chance(left, args, use) }) - 1;
        seen.set(key, at);
        return at;
      }),
    );
  }
  const rank: number[] = [];
  const levels: LossLevel[] = [];
  const order = found.map((level, at) => ({ level, at })).sort((a, b) => a.level.chance - b.level.chance || a.at - b.at);
  for (const { level, at } of order) {
    const last = levels.at(-1);
    if (!last || !(level.chance - last.chance <= SAME * level.chance)) levels.push(level);
    rank[at] = levels.length - 1;
  }
  const levelOf = classes.map((sets) => sets.map((at) => rank[at] as number));
  const certain = levels.findIndex(({ chance: p }) => p >= 1);
  return {
    levelOf,
    states,
    levels,
    certain: certain < 0 ? levels.length : certain,
    signature: `${levelOf.join(' ')} ${certain} ${states.kind === 'sums' ? states.sums.signature : states.kind}`,
  };
}

/** How many places, whichever, bring a group to a level or beyond it; undefined where it matters which. */
export function leastCount({ states }: Levels, levelOf: readonly number[], level: number): number | undefined {
  const counts = (state: number): readonly [least: number, most: number] => {
    if (states.kind === 'sums') return states.sums.counts[state] as readonly [number, number];
    const count = states.kind === 'counts' ? state : bitsOf(state);
    return [count, count];
  };
  const least = Math.min(...levelOf.flatMap((own, state) => (own >= level ? counts(state)[0] : [])));
  return levelOf.every((own, state) => (own >= level ? counts(state)[0] >= least : counts(state)[1] < least)) ? least : undefined;
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** The least sets of lost places that bring a group to a level or beyond it. */
export function leastSets(levelOf: readonly number[], level: number): readonly number[] {
  const reaching = levelOf.flatMap((own, lost) => (own >= level ? [lost] : []));
  return reaching.filter((lost) => !reaching.some((other) => other !== lost && (other & lost) === other));
}
