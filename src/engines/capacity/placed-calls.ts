import type { Context } from '../../facts/index.js';
import { add, cond, type Expr, less, lessOrEqual, mul, num } from '../../quantity/index.js';
import { type Call, type Component, type Flow, regionOf } from '../../spec/index.js';
import { Distances, type Where } from '../shared/calls/distance.js';

/** Shares of the calls of a step by the region that answers them, one in all; null: nothing places them. */
export type Placed = ReadonlyMap<Where, Expr>;

const UNPLACED: Placed = new Map([[null, num(1)]]);

/** Regions of a component that are up; none of what is in no place of ours, or in one that nothing states. */
export function regionsUp(context: Context, { places }: Component): readonly string[] {
  const regions = [...new Set(places.within.flat().map(regionOf))];
  return places.regions === 1 && regions.length > 1 ? [] : regions.filter((region) => !context.isDown(region));
}

/**
 * Where calls are answered: in the region of their caller if the callee is there, else, where distances are stated, in the nearest, as for
 * latency. Messages of a queue go to any free consumer.
 */
export function placedCalls(context: Context, call: Call): Placed {
  const steps: Call[] = [];
  for (let at: Call | null = call; at; at = at.via === 'consume' ? null : at.caller) steps.unshift(at);
  const [first = call] = steps;
  const distances = new Distances(context);
  let placed = first.via === 'consume' ? UNPLACED : originsOf(context, context.model.flows.get(call.flow) as Flow);
  for (const { component: name, traits, via } of steps) {
    if (traits.isAtEdge || via === 'consume') continue;
    placed = answeredIn(regionsUp(context, context.model.components.get(name) as Component), placed, distances);
  }
  return placed;
}

/** Where its actors are stated to be; the shares of these are one in all, and what lacks of that is in no place. */
function originsOf(context: Context, { name, from, fromOf }: Flow): Placed {
  if (from.length === 0) return UNPLACED;
  const stated = from.map((where) =>
    fromOf === null ? context.stated('flows.*.from.*', name, where) : context.stated('actors.*.from.*', fromOf, where),
  );
  return new Map(from.map((where, i) => [where, stated[i] ?? num(1 / from.length)]));
}

function answeredIn(regions: readonly string[], callers: Placed, distances: Distances): Placed {
  const [only] = regions;
  if (only === undefined) return UNPLACED;
  if (regions.length === 1) return new Map([[only, num(1)]]);
  const placed = new Map<Where, Expr>();
  const put = (where: Where, share: Expr): void => {
    const there = placed.get(where);
    placed.set(where, there ? add(there, share) : share);
  };
  for (const [from, share] of callers) {
    if (from === null || regions.includes(from)) {
      put(from, share);
      continue;
    }
    const trips = regions.map((region) => distances.between(from, region));
    if (trips.includes(undefined)) put(null, share);
    else for (const [i, region] of regions.entries()) put(region, mul(share, nearest(trips as readonly Expr[], i)));
  }
  return placed;
}

/** 1 if this is the first of the shortest, else 0. */
function nearest(trips: readonly Expr[], i: number): Expr {
  const own = trips[i] as Expr;
  const wins = trips.flatMap((trip, j) => (j === i ? [] : [cond(j < i ? less(own, trip) : lessOrEqual(own, trip), num(1), num(0))]));
  return mul(...wins);
}
