import { Heap } from './heap.js';
import type { Family, MinimalSets } from './minimal.js';

/** Events that together are enough, none of them superfluous. */
export interface CutSet {
  /** Ascending. */
  readonly events: readonly number[];
  /** That all of them happen. */
  readonly chance: number;
}

/** How many minimal cut sets there are. */
export function countSets({ variable, high, low, tops }: MinimalSets, events: number): number {
  const counts = new Float64Array(variable.length);
  counts[1] = 1;
  for (let node = 2; node < variable.length; node++) {
    const v = variable[node] as number;
    const each = v < events ? 1 : (counts[tops[v - events] as number] as number);
    counts[node] = each * (counts[high[node] as number] as number) + (counts[low[node] as number] as number);
  }
  return counts[tops.at(-1) as number] as number;
}

interface List {
  readonly head: number;
  readonly tail: List | undefined;
}

/** A set being chosen: the bound is its chance at best. */
interface Partial {
  readonly bound: number;
  /** Chance and weight of what is chosen. */
  readonly chance: number;
  readonly weight: number;
  readonly chosen: List | undefined;
  /** Families of which one set each is still to be chosen. */
  readonly open: List | undefined;
}

/** The best chance and the least weight of a set of each family. */
function limits({ variable, high, low, tops }: MinimalSets, q: ArrayLike<number>, weights: ArrayLike<number> | undefined) {
  const best = new Float64Array(variable.length);
  const lightest = new Float64Array(variable.length);
  best[1] = 1;
  lightest[0] = Number.POSITIVE_INFINITY;
  for (let node = 2; node < variable.length; node++) {
    const v = variable[node] as number;
    const top = v < q.length ? undefined : (tops[v - q.length] as number);
    const chance = top === undefined ? (q[v] as number) : (best[top] as number);
    const weight = top === undefined ? (weights?.[v] ?? 1) : (lightest[top] as number);
    best[node] = Math.max(chance * (best[high[node] as number] as number), best[low[node] as number] as number);
    lightest[node] = Math.min(weight + (lightest[high[node] as number] as number), lightest[low[node] as number] as number);
  }
  return { best, lightest };
}

const byChance = (a: CutSet, b: CutSet): number => {
  if (a.chance !== b.chance) return b.chance - a.chance;
  const place = a.events.findIndex((event, i) => event !== b.events[i]);
  return place < 0 ? a.events.length - b.events.length : (a.events[place] as number) - (b.events[place] ?? -1);
};

/** The most probable sets first, at most `most` of them, of at most `order` events: best first, each choice bounded by the best that is left. */
export function likeliest(
  sets: MinimalSets,
  q: ArrayLike<number>,
  { most, order, weights }: { readonly most: number; readonly order: number; readonly weights?: ArrayLike<number> | undefined },
): readonly CutSet[] {
  const { variable, high, low, tops } = sets;
  const events = q.length;
  const { best, lightest } = limits(sets, q, weights);
  const found: CutSet[] = [];
  const heap = new Heap<Partial>((a, b) => a.bound > b.bound);
  const push = (chance: number, weight: number, chosen: List | undefined, open: List | undefined): void => {
    let bound = chance;
    let least = weight;
    for (let rest = open; rest; rest = rest.tail) {
      bound *= best[rest.head] as number;
      least += lightest[rest.head] as number;
    }
    if (least <= order && least < Number.POSITIVE_INFINITY) heap.push({ bound, chance, weight, chosen, open });
  };
  const opened = (family: Family, rest: List | undefined): List | undefined => (family === 1 ? rest : { head: family, tail: rest });
  push(1, 0, undefined, opened(tops.at(-1) as number, undefined));
  while (found.length < most) {
    const partial = heap.pop();
    if (!partial) break;
    const { chance, weight, chosen, open } = partial;
    if (!open) {
      const of: number[] = [];
      for (let rest = chosen; rest; rest = rest.tail) of.push(rest.head);
      found.push({ events: of.sort((a, b) => a - b), chance });
      continue;
    }
    const node = open.head;
    const v = variable[node] as number;
    const then = opened(high[node] as number, open.tail);
    if (v < events) push(chance * (q[v] as number), weight + (weights?.[v] ?? 1), { head: v, tail: chosen }, then);
    else push(chance, weight, chosen, opened(tops[v - events] as number, then));
    if (low[node] !== 0) push(chance, weight, chosen, opened(low[node] as number, open.tail));
  }
  return found.sort(byChance);
}
