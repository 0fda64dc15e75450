import type { Group, Left, ShardsLeft } from './event.js';

/**
 * Instances that are outside the lost places, of an even spread: over the regions, then over the places of each; where it does not come out even the
 * first have one more.
 * @param regions how many places there are in each region, @param lost bit i: place i is lost
 */
export function leftOf(count: number, regions: readonly number[], lost: number): number {
  let left = count;
  let first = 0;
  for (const [region, places] of regions.entries()) {
    const there = partOf(count, regions.length, region);
    for (let i = 0; i < places; i++) if ((lost >> (first + i)) & 1) left -= partOf(there, places, i);
    first += places;
  }
  return left;
}

/** What one of several has of what is spread evenly over them. */
export function partOf(count: number, over: number, index: number): number {
  const least = Math.floor(count / over);
  return least + (index < count - least * over ? 1 : 0);
}

/** What losing places leaves of a group. @param args values of its arguments, @param lost bit i: place i is lost */
export function leftAfter(group: Pick<Group, 'regions' | 'isOfAny'>, args: readonly number[], lost: number): Left {
  const [instances = 0, copies = 0, shards = 1] = args;
  if (!(shards > 1)) return leftOfItem(group, { first: 0, instances, copies }, lost);
  const parts = shardsLeft(group, { instances, copies, shards: Math.floor(shards) }, lost);
  const worst = parts.reduce((least, part) => (part.instances < least.instances ? part : least));
  return { instances: worst.instances, copies: worst.copies, shards: parts };
}

/** Instances that are dealt out one after the other, a region after the other and in each a zone after the other: those of an item, from one on. */
interface Block {
  readonly first: number;
  readonly instances: number;
  readonly copies: number;
}

/** Of copies that are on some of the instances those of one item are on the first of them, and of some item they are where most is lost. */
function leftOfItem({ regions, isOfAny }: Pick<Group, 'regions' | 'isOfAny'>, { first, instances, copies }: Block, lost: number): Left {
  const leftIn = (count: number): number => (first === 0 ? 0 : -leftOf(first, regions, lost)) + leftOf(first + count, regions, lost);
  const left = leftIn(instances);
  if (!isOfAny || copies === 0 || lost === 0) return { instances: left, copies: leftIn(copies) };
  return { instances: left, copies: copies - Math.min(instances - left, mostLost(copies, regions, lost)) };
}

/** Copies of an item that are lost at most: each of the places that have one more than others may be any of those that are lost. */
function mostLost(copies: number, regions: readonly number[], lost: number): number {
  const least = Math.floor(copies / regions.length);
  let sum = 0;
  const more: number[] = [];
  let first = 0;
  for (const places of regions) {
    const gone = bitsOf((lost >> first) & ((1 << places) - 1));
    const lostOf = (there: number): number => {
      const each = Math.floor(there / places);
      return gone * each + Math.min(gone, there - each * places);
    };
    sum += lostOf(least);
    more.push(lostOf(least + 1) - lostOf(least));
    first += places;
  }
  more.sort((a, b) => b - a);
  for (let i = 0; i < copies - least * regions.length; i++) sum += more[i] as number;
  return sum;
}

/** What is left of shards that are dealt out one after the other: alike are those that begin at the same place. */
function shardsLeft(
  group: Pick<Group, 'regions' | 'isOfAny'>,
  { instances, copies, shards }: { readonly instances: number; readonly copies: number; readonly shards: number },
  lost: number,
): readonly ShardsLeft[] {
  const { regions } = group;
  const around = lost === 0 || regions.length === 0 ? 1 : regions.length * regions.reduce(leastCommonMultiple, 1);
  const kinds = Math.min(shards, around / greatestCommonDivisor(instances % around, around));
  const found: { instances: number; copies: number; count: number }[] = [];
  for (let i = 0; i < kinds; i++) {
    const left = leftOfItem(group, { first: i * instances, instances, copies }, lost);
    const count = Math.floor((shards - 1 - i) / kinds) + 1;
    const same = found.find((part) => part.instances === left.instances && part.copies === left.copies);
    if (same) same.count += count;
    else found.push({ ...left, count });
  }
  return found.sort((a, b) => a.instances - b.instances || a.copies - b.copies);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;

/** Whether as much is left, of each shard. */
export function isSame(a: Left, b: Left): boolean {
  if (a.instances !== b.instances || a.copies !== b.copies || a.shards?.length !== b.shards?.length) return false;
  return (a.shards ?? []).every((part, i) => {
    const other = b.shards?.[i];
    return part.instances === other?.instances && part.copies === other.copies && part.count === other.count;
  });
}

/** How many places are in a set. */
export function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
