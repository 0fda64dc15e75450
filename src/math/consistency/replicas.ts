import { unavailabilityOfKofEach } from '../redundancy/k-of-n.js';
import { type Delay, delayNodes, delayTail, type Nodes } from './delay.js';
import { type MonotoneTable, tabulate, valueAt } from './monotone-table.js';

/** Replicas that are alike: the delays of their four messages, independent of each other and of those of other replicas. */
export interface ReplicaGroup {
  readonly count: number;
  /** The coordinator of a write to the replica. */
  readonly write: Delay;
  /** Its acknowledgement back. */
  readonly ack: Delay;
  /** The coordinator of a read to the replica. */
  readonly request: Delay;
  /** Its answer back. */
  readonly response: Delay;
}

/** Where the coordinators of a write and of a later read stand to the replicas; the chances of all cases sum to 1. */
export interface ReplicaCase {
  readonly chance: number;
  readonly groups: readonly ReplicaGroup[];
}

/** How fine expectations are summed; 1 keeps probabilities within 1e-5. */
export type Resolution = number;

export const PANELS = 80;
/** How close to a line tables are between their points. */
export const CLOSE = 1e-4;

/** A rough size of a delay, to start looking at. */
export function typical({ shift, parts }: Delay): number {
  let size = shift;
  for (const part of parts) {
    if (part.kind === 'pareto') size += part.weight * part.scale;
    else if (part.kind === 'exponential') size += part.weight / part.rate;
    else if (part.kind === 'logNormal') size += part.weight * part.median;
  }
  return size;
}

/** P(there and back > x) as a table. */
export function roundTrip(there: Delay, back: Delay, resolution: Resolution): MonotoneTable {
  const panels = PANELS * resolution;
  const forth = { delay: there, nodes: delayNodes(there, panels) };
  const reply = there === back ? forth : { delay: back, nodes: delayNodes(back, panels) };
  const scale = Math.max(typical(there) + typical(back), 1e-12);
  return tabulate((x) => sumTail(forth, reply, x), 0, scale, CLOSE / resolution ** 2);
}

interface Leg {
  readonly delay: Delay;
  readonly nodes: Nodes;
}

/** Beyond this, that both are at least half of what they must come to is too rare for the panel that holds the half to matter. */
const RARELY_BOTH = 5e-5;

/**
 * P(a + b > x). In the bulk an expectation over b. In the tail, where one of both makes it, over each of them as far as half of x, where its nodes
 * are close: P(a + b > x) = E[P(a > x - b); b <= x/2] + E[P(b > x - a); a <= x/2] + P(a > x/2) P(b > x/2).
 */
function sumTail(a: Leg, b: Leg, x: number): number {
  const bothHalf = delayTail(a.delay, x / 2) * delayTail(b.delay, x / 2);
  if (bothHalf > RARELY_BOTH) return upTo(Infinity);
  const other = a === b ? upTo(x / 2) : upTo(x / 2, b, a);
  return upTo(x / 2) + other + bothHalf;

  function upTo(most: number, of: Leg = a, over: Leg = b): number {
    const { at, weight } = over.nodes;
    let tail = 0;
    for (let k = 0; k < at.length; k++) {
      const node = at[k] as number;
      if (node <= most) tail += (weight[k] as number) * delayTail(of.delay, x - node);
    }
    return tail;
  }
}

/** P(fewer than `needed` of these have answered by x), from the chance of each that it has not. */
export function answeredTail(
  groups: readonly { readonly count: number; readonly trip: MonotoneTable }[],
  needed: number,
  x: number,
): number {
  const late: number[] = [];
  for (const { count, trip } of groups) {
    const tail = count === 0 ? 0 : valueAt(trip, x);
    for (let i = 0; i < count; i++) late.push(tail);
  }
  return unavailabilityOfKofEach(late, needed);
}
