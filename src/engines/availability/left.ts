import type { Group, Left, ShardsLeft } from './event.js';

/** Whether each of the places of a group is lost. */
export type Lost = readonly boolean[];

/**
 * Instances that are outside the lost places, of an even spread: over the regions, then over the places of each; where it does not come out even the
 * first have one more.
 * @param regions how many places there are in each region
 */
export function leftOf(count: number, regions: readonly number[], lost: Lost): number {
  let left = count;
  let place = 0;
  for (const [region, places] of regions.entries()) {
    const there = partOf(count, regions.length, region);
    for (let i = 0; i < places; i++) if (lost[place++]) left -= partOf(there, places, i);
  }
  return left;
}

/** Instances in each place, region by region. */
export const spreadOf = (count: number, regions: readonly number[]): readonly (readonly number[])[] =>
  regions.map((places, region) => {
    const there = partOf(count, regions.length, region);
    return Array.from({ length: places }, (_, i) => partOf(there, places, i));
  });

/** What one of several has of what is spread evenly over them. */
function partOf(count: number, over: number, index: number): number {
  const least = Math.floor(count / over);
  return least + (index < count - least * over ? 1 : 0);
}

/** What losing places leaves of a group. @param args values of its arguments */
export function leftAfter(group: Pick<Group, 'regions' | 'isOfAny'>, args: readonly number[], lost: Lost): Left {
  const [instances = 0, copies = 0, shards = 1] = args;
  if (!(shards > 1)) return leftOfItem(group, { first: 0, instances, copies }, lost);
  const parts = shardsLeft(group, { instances, copies, shards: Math.floor(shards) }, lost);
  const worst = parts.reduce((least, part) => (part.instances < least.instances ? part : least));
  return { instances: worst.instances, copies: worst.copies, shards: parts };
}

/** Instances in the order of their placement, region by region and within each zone by zone: those of one item, starting at one of them. */
interface Block {
  readonly first: number;
  readonly instances: number;
  readonly copies: number;
}

/** Of copies that are on some of the instances those of one item are on the first of them, and of some item they are where most is lost. */
function leftOfItem({ regions, isOfAny }: Pick<Group, 'regions' | 'isOfAny'>, block: Block, lost: Lost): Left {
  const { first, instances, copies } = block;
  const leftIn = (count: number): number => (first === 0 ? 0 : -leftOf(first, regions, lost)) + leftOf(first + count, regions, lost);
  const left = leftIn(instances);
  if (!isOfAny || copies === 0 || !lost.includes(true)) return { instances: left, copies: leftIn(copies) };
  return { instances: left, copies: copies - mostLost(Math.min(copies, instances), roomsOf(block, regions), lost) };
}

/** Instances of a block in each place, region by region. */
function roomsOf({ first, instances }: Omit<Block, 'copies'>, regions: readonly number[]): readonly (readonly number[])[] {
  const before = spreadOf(first, regions);
  return spreadOf(first + instances, regions).map((places, region) =>
    places.map((there, i) => there - ((before[region] as readonly number[])[i] as number)),
  );
}

/**
 * Copies of an item that are lost at most. They are as even as the instances: over the regions, and over the places of each, where one more than in
 * others may be in any that has an instance for it.
 * @param rooms instances in each place, region by region
 */
function mostLost(copies: number, rooms: readonly (readonly number[])[], lost: Lost): number {
  let first = 0;
  const losses = rooms.map((places) => {
    const gone = places.map((_, i) => lost[first + i] === true);
    first += places.length;
    const room = places.reduce((sum, there) => sum + there, 0);
    return { room, lostOf: (there: number) => mostOf(there, places, (place, of) => (gone[place] ? of : 0)) };
  });
  return mostOf(
    copies,
    losses.map(({ room }) => room),
    (region, of) => (losses[region] as (typeof losses)[number]).lostOf(of),
  );
}

/** Most that is lost of what is spread evenly over several with so much room each, if of each so much is lost of what it has. */
function mostOf(count: number, rooms: readonly number[], lostOf: (at: number, count: number) => number): number {
  const least = Math.floor(count / rooms.length);
  const more = rooms.flatMap((room, i) => (room > least ? lostOf(i, least + 1) - lostOf(i, least) : [])).sort((a, b) => b - a);
  const rest = count - least * rooms.length;
  return rooms.reduce((sum, _, i) => sum + lostOf(i, least), 0) + more.slice(0, rest).reduce((sum, one) => sum + one, 0);
}

interface Shards {
  readonly instances: number;
  readonly copies: number;
  readonly shards: number;
}

/** Number of distinct kinds of shards under this placement: shards that begin at the same place are alike. */
function kindsOf(regions: readonly number[], { instances, shards }: Shards): number {
  const around = regions.length === 0 ? 1 : regions.length * regions.reduce(leastCommonMultiple, 1);
  return Math.min(shards, around / greatestCommonDivisor(instances % around, around));
}

/** What is left of shards. */
function shardsLeft(group: Pick<Group, 'regions' | 'isOfAny'>, whole: Shards, lost: Lost): readonly ShardsLeft[] {
  const { instances, copies, shards } = whole;
  const kinds = lost.includes(true) ? kindsOf(group.regions, whole) : 1;
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

/**
 * Numbers that go with each place that is lost, and decide, added up over those that are, what `leftAfter` leaves: instances and copies of each kind
 * of shard; of copies that are on any of the instances, how many places of a region are lost, and how many instances with them.
 * @param args values of the arguments of a group
 */
export function weightsOf(
  { regions, isOfAny }: Pick<Group, 'regions' | 'isOfAny'>,
  args: readonly number[],
): readonly (readonly number[])[] {
  const [instances = 0, copies = 0, shards = 1] = args;
  const kinds = shards > 1 ? kindsOf(regions, { instances, copies, shards: Math.floor(shards) }) : 1;
  const numbers: (readonly number[])[] = [];
  const between = (first: number, count: number): readonly number[] => {
    const before = spreadOf(first, regions).flat();
    return spreadOf(first + count, regions)
      .flat()
      .map((there, i) => there - (first === 0 ? 0 : (before[i] as number)));
  };
  const regionOf = regions.flatMap((places, region): readonly number[] => Array(places).fill(region));
  const within = (region: number, of: readonly number[]): readonly number[] =>
    of.map((number, place) => (regionOf[place] === region ? number : 0));
  for (let i = 0; i < kinds; i++) {
    const rooms = between(i * instances, instances);
    if (copies === 0 || !isOfAny) numbers.push(rooms);
    else for (const region of regions.keys()) numbers.push(within(region, rooms));
    if (copies > 0 && !isOfAny) numbers.push(between(i * instances, copies));
  }
  if (copies > 0 && isOfAny)
    for (const region of regions.keys())
      numbers.push(
        within(
          region,
          regionOf.map(() => 1),
        ),
      );
  return regionOf.map((_, place) => numbers.map((of) => of[place] as number));
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;

/** Identifies what is left of each shard. */
export const keyOfLeft = ({ instances, copies, shards = [] }: Left): string =>
  `${instances} ${copies} ${shards.map((part) => `${part.instances}/${part.copies}/${part.count}`).join()}`;
