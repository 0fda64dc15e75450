import type { Event, Group } from './event.js';
import { type Levels, stateOf } from './levels.js';

/** What is assumed to have happened: basic events, by id, and, of groups, the level that each is short at. */
export interface Happened {
  readonly basics: ReadonlySet<string>;
  readonly reached: ReadonlyMap<Group, number>;
}

/**
 * Whether no group of a cut set could have one level more up. The variables of levels do not show that: short with all there means short with a
 * zone gone, so that a diagram has a set of its own for a zone and as many instances as are too many without that.
 * @param levels of each group
 */
export function isLeast(event: Event, { basics, reached }: Happened, levels: ReadonlyMap<Group, Levels>): boolean {
  return [...reached].every(([group, level]) => !happens(event, { basics, reached: new Map([...reached, [group, level + 1]]) }, levels));
}

function happens(event: Event, happened: Happened, levels: ReadonlyMap<Group, Levels>): boolean {
  if (event.kind === 'basic') return happened.basics.has(event.id);
  const within = (part: Event): boolean => happens(part, happened, levels);
  if (event.kind === 'outlasting') return within(event.of);
  if (event.kind !== 'insufficient') return event.kind === 'all' ? event.of.every(within) : event.of.some(within);
  const { group, use } = event;
  const ofGroup = levels.get(group) as Levels;
  const { levelOf, levels: own } = ofGroup;
  const level = levelOf[use]?.[stateOf(ofGroup, group.places.map(within))] as number;
  return (own[level]?.chance ?? 0) >= 1 || (happened.reached.get(group) ?? Number.POSITIVE_INFINITY) <= level;
}
