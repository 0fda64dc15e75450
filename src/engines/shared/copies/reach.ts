import { type Behavior, levelNamed } from '../../../catalog/behavior.js';
import type { Context } from '../../../facts/index.js';
import { add, applied, type Expr, max, min, num, sub } from '../../../quantity/index.js';
import type { Call, Component, ConsistencyLevel } from '../../../spec/index.js';
import { quorumOf } from './quorum.js';
import { regionOfCall } from './spread.js';

/** Copies that answer a read or a write: so many of all, of those of one region, or of those of every region. */
export interface QuorumReach {
  readonly of: 'all' | 'local' | 'each';
  /** As many as answer, of all together; where it is of regions, of each of them. */
  readonly copies: Expr;
  readonly byRegion: ReadonlyMap<string, Expr>;
  /** Of one region: which; null where that is not known. */
  readonly region: string | null;
  readonly level: string;
}

export function reachOf(
  context: Context,
  behavior: Behavior | undefined,
  store: Component,
  call: Call | null,
  use: 'read' | 'write',
  copies: Expr,
  regions: ReadonlyMap<string, Expr>,
): QuorumReach {
  const { answering, within, name } = answeringOf(behavior, store, call, use);
  return {
    of: within ?? 'all',
    copies: quorumOf(copies, answering),
    byRegion: new Map([...regions].map(([region, count]) => [region, quorumOf(count, answering)])),
    region: within === 'local' && call ? regionOfCall(context, call) : null,
    level: name,
  };
}

/** Whether some of them read or write only part of the copies, of several regions. */
export const isOfRegions = (reaches: readonly QuorumReach[], regions: ReadonlyMap<string, Expr>): boolean =>
  regions.size > 1 && reaches.some(({ of }) => of !== 'all');

/** Copies that any such read has in common with any such write, at least; none where it is not positive. */
export function marginOf(read: QuorumReach, write: QuorumReach, copies: Expr, regions: ReadonlyMap<string, Expr>): Expr {
  if (read.of === 'local') return leastOf(placesOf(read, regions).map((region) => marginIn(region, read, write, copies, regions)));
  const all = write.of === 'each' ? sumOf(write.byRegion.values()) : undefined;
  if (read.of === 'all' && write.of !== 'local') return sub(add(read.copies, all ?? write.copies), copies);
  if (read.of === 'all') return leastOf(placesOf(write, regions).map((region) => sub(add(read.copies, within(write, region)), copies)));
  // A read of each region meets a write in any region where it meets it.
  return leastOf([...regions.keys()].map((region) => marginIn(region, read, write, copies, regions)));
}

/** The same within one region: of a write to all together, those are there that do not fit elsewhere. */
function marginIn(region: string, read: QuorumReach, write: QuorumReach, copies: Expr, regions: ReadonlyMap<string, Expr>): Expr {
  const here = regions.get(region) ?? num(0);
  if (write.of === 'local' && write.region !== region) return num(0);
  const written = write.of === 'all' ? max(num(0), sub(write.copies, sub(copies, here))) : within(write, region);
  return sub(add(within(read, region), written), here);
}

const within = ({ byRegion }: QuorumReach, region: string): Expr => byRegion.get(region) ?? num(0);
const placesOf = ({ region }: QuorumReach, regions: ReadonlyMap<string, Expr>): readonly string[] =>
  region === null ? [...regions.keys()] : [region];

const leastOf = ([first, ...rest]: readonly Expr[]): Expr => (first ? min(first, ...rest) : num(0));
const sumOf = (counts: Iterable<Expr>): Expr => add(...counts);

/** `a read at LOCAL_QUORUM asks the copies of eu alone`. */
export function regionsText(what: string, { of, region, level }: QuorumReach): string {
  const at = `${what} at ${level}`;
  if (of === 'each') return `${at} asks copies of every region`;
  if (of === 'all') return `${at} asks any copies`;
  return region === null ? `${at} asks the copies of one region alone, which is not stated` : `${at} asks the copies of ${region} alone`;
}

/** How many copies answer: the level of the call, else of the component, else of the product; one where none of them states it. */
function answeringOf(
  behavior: Behavior | undefined,
  store: Component,
  call: Call | null,
  use: 'read' | 'write',
): { readonly answering: ConsistencyLevel | null; readonly within: 'local' | 'each' | undefined; readonly name: string } {
  const asked = call?.consistency?.name;
  const level = asked === undefined || !behavior ? undefined : levelNamed(behavior, asked, use);
  if (level?.copies) return { answering: level.copies, within: level.within, name: level.name };
  if (asked === 'one' || asked === 'quorum' || asked === 'all') return { answering: asked, within: undefined, name: asked };
  const stated = store.replication?.[use];
  if (stated != null) return { answering: stated, within: undefined, name: String(stated) };
  const byDefault = behavior && levelNamed(behavior, behavior[use], use);
  return { answering: byDefault?.copies ?? null, within: byDefault?.within, name: byDefault?.name ?? 'one' };
}

/**
 * Round trip to the last copy that must answer: the nearest copies answer first.
 * @param here the region of the coordinator
 * @param regions those that have copies and are up
 * @param counts copies in each
 * @param trip round trip to one of them
 */
export function lastAnswer(
  { of, copies: needed, byRegion }: QuorumReach,
  here: string,
  regions: readonly string[],
  counts: ReadonlyMap<string, Expr>,
  trip: (to: string) => Expr,
): Expr {
  const asked = of === 'local' ? [here] : regions;
  const answers = asked.map((region) => (of === 'all' ? (counts.get(region) ?? num(0)) : (byRegion.get(region) ?? num(0))));
  // Of every region as many must answer as it has in this list: all of them.
  const all = of === 'each' ? num(Number.MAX_SAFE_INTEGER) : of === 'local' ? (byRegion.get(here) ?? num(1)) : needed;
  return applied('nearest', nearest, all, ...answers.flatMap((count, i) => [count, trip(asked[i] as string)]));
}

function nearest(needed = 0, ...counted: readonly number[]): number {
  const copies: (readonly [trip: number, count: number])[] = [];
  for (let i = 0; i + 1 < counted.length; i += 2)
    if ((counted[i] as number) > 0) copies.push([counted[i + 1] as number, counted[i] as number]);
  let [left, trip] = [needed, 0];
  for (const [time, count] of copies.sort(([a], [b]) => a - b)) {
    if (left <= 0) break;
    [left, trip] = [left - count, time];
  }
  return trip;
}
