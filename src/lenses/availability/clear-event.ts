import { all, any, type Event, type Group, type Insufficient, isNever, leftAfter, NEVER } from '../../engines/availability/index.js';
import type { ArgsOf } from './labels.js';

/** At most so many combinations beside each other are held against each other. */
const MOST_HELD = 64;

/**
 * An event as people read it: without what is the same again, what never happens and what is certain beside something that is not. A store that needs
 * no more instances with a cache down than with it is the same in both states; one that is overloaded without the cache leaves the cache to blame.
 * @param isDown whether the loss of a place is certain
 */
export function clearEvent(event: Event, argsOf: ArgsOf, isDown: (place: Event) => boolean): Event {
  const cleared = new Map<Event, Event>();
  const clear = (part: Event): Event => {
    let found = cleared.get(part);
    if (!found) {
      found = clearOnce(part);
      cleared.set(part, found);
    }
    return found;
  };
  const clearOnce = (part: Event): Event => {
    switch (part.kind) {
      case 'basic':
        return part;
      case 'insufficient':
        return first(part);
      case 'outlasting': {
        const of = clear(part.of);
        return isNever(of) ? NEVER : { ...part, of };
      }
      default:
        return combined(part.kind, part.of.map(clear));
    }
  };
  /** Of the states that need as many instances, the first. */
  const first = ({ group, use }: Insufficient): Event => {
    const args = argsOf(group);
    const left = leftAfter(group, args, lostOf(group, isDown));
    if (group.places.length === 0 && group.chance(left, args, use) === 0) return NEVER;
    const own = group.needs(left, args, use);
    const isSame = (other: number): boolean => {
      const needs = group.needs(left, args, other);
      return needs.needed === own.needed && needs.of === own.of;
    };
    let same = 0;
    while (same < use && !isSame(same)) same++;
    return insufficientOnce(group, same);
  };
  const made = new Map<unknown, Insufficient[]>();
  const insufficientOnce = (group: Insufficient['group'], use: number): Insufficient => {
    const known = made.get(group) ?? [];
    made.set(group, known);
    known[use] ??= { kind: 'insufficient', group, use };
    return known[use];
  };
  const isCertain = (part: Event): boolean => {
    if (part.kind !== 'insufficient') return false;
    const args = argsOf(part.group);
    return part.group.chance(leftAfter(part.group, args, lostOf(part.group, isDown)), args, part.use) >= 1;
  };
  const combined = (kind: 'all' | 'any', of: readonly Event[]): Event => {
    if (kind === 'any') return withoutAbsorbed(any(...of));
    if (of.some(isNever)) return NEVER;
    const open = of.filter((part) => !isCertain(part));
    return withoutAbsorbed(all(...(open.length > 0 ? open : of)));
  };
  return clear(event);
}

/** Which of the places of a group are down for certain. */
const lostOf = (group: Group, isDown: (place: Event) => boolean): readonly boolean[] => group.places.map(isDown);

/**
 * Removes parts that the absorption laws make redundant: `a or (a and b)` and `a and (a or b)` are a, `a or (b and (a or c))` is `a or (b
 * and c)`. So a fallback does not appear as a part of what it covers.
 */
function withoutAbsorbed(event: Event): Event {
  if (event.kind !== 'any' && event.kind !== 'all') return event;
  const isAny = event.kind === 'any';
  const beside = new Set<Event>(event.of.filter(({ kind }) => kind === 'basic' || kind === 'insufficient'));
  const of = event.of.flatMap((part) => {
    // Below an `or`, an event beside it is assumed not to occur; below an `and`, to occur.
    const left = beside.has(part) ? part : decided(part, beside, !isAny);
    return left === !isAny ? [] : [left as Event];
  });
  const combinations = of.filter((part) => part.kind === (isAny ? 'all' : 'any'));
  const isWithin = (small: Event, large: Event): boolean =>
    small !== large && partsOf(small).length < partsOf(large).length && partsOf(small).every((part) => partsOf(large).includes(part));
  const isAbsorbed = (part: Event): boolean =>
    combinations.length <= MOST_HELD && combinations.includes(part) && combinations.some((other) => isWithin(other, part));
  const kept = of.filter((part) => !isAbsorbed(part));
  const isSame = kept.length === event.of.length && kept.every((part, i) => part === event.of[i]);
  if (isSame) return event;
  const next = isAny ? any(...kept) : all(...kept);
  return next.kind === event.kind ? withoutAbsorbed(next) : next;
}

const partsOf = (event: Event): readonly Event[] => (event.kind === 'any' || event.kind === 'all' ? event.of : []);

/** What is left of an event where some are known to happen, or not to; true or false where that decides it. */
function decided(event: Event, known: ReadonlySet<Event>, happens: boolean): Event | boolean {
  if (known.has(event)) return happens;
  if (event.kind !== 'any' && event.kind !== 'all') return event;
  const decides = event.kind === 'any';
  const open: Event[] = [];
  for (const part of event.of) {
    const left = decided(part, known, happens);
    if (left === decides) return decides;
    if (typeof left !== 'boolean') open.push(left);
  }
  if (open.length === 0) return !decides;
  if (open.length === event.of.length && open.every((part, i) => part === event.of[i])) return event;
  return decides ? any(...open) : all(...open);
}
