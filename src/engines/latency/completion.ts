import { type Call, downFrom } from '../../spec/index.js';
import type { Where } from '../shared/calls/distance.js';
import type { PathSketcher } from './path.js';
import { composed, isNothing, type Sketch, sequence } from './sketch.js';

/**
 * Time until all the work of a request is done: asynchronous calls run in parallel with the rest of the path. Where both begin with the
 * same steps, these are one time; beside calls that are retried, given up or made in parallel, asynchronous work is assumed independent,
 * which gives the longer time.
 */
export function completionOf(sketcher: PathSketcher, calls: readonly Call[], from: Where): Sketch {
  return completing(sketcher, calls, from, sequence());
}

/** @param rest what is done after all of them */
function completing(sketcher: PathSketcher, calls: readonly Call[], from: Where, rest: Sketch): Sketch {
  let after = rest;
  const groups = new Set<number>();
  for (const call of [...calls].reverse()) {
    if (call.group !== null) {
      if (groups.has(call.group)) continue;
      groups.add(call.group);
      const group = calls.filter(({ group }) => group === call.group);
      const waited = sequence(sketcher.calls(group, from), after);
      after = latest([waited, ...group.filter(hasMore).map((one) => alone(sketcher, one, from))]);
    } else if (call.async) after = latest([after, alone(sketcher, call, from)]);
    else if (!hasMore(call)) after = sequence(sketcher.call(call, from), after);
    else if (call.hasOptions && !call.traits.isQueue)
      after = latest([sequence(sketcher.call(call, from), after), alone(sketcher, call, from)]);
    else after = opened(sketcher, call, from, after);
  }
  return after;
}

/** A call by itself, until all that it begins is done. */
const alone = (sketcher: PathSketcher, call: Call, from: Where): Sketch => opened(sketcher, call, from, sequence());

/** Its own time first; then what it calls runs on, in parallel with the rest. */
function opened(sketcher: PathSketcher, call: Call, from: Where, rest: Sketch): Sketch {
  const where = sketcher.nearest(call, from);
  const own = sequence(...sketcher.way(call, from, where), sketcher.own(call));
  return sequence(own, completing(sketcher, call.callees, where, rest));
}

/** Whether anything that it begins is still going on when it has answered. */
const hasMore = (call: Call): boolean => [...downFrom(call)].some(({ async }) => async);

function latest(sketches: readonly Sketch[]): Sketch {
  const there = sketches.filter((sketch) => !isNothing(sketch));
  const [only] = there;
  if (there.length === 0) return sequence();
  if (there.length === 1 && only) return only;
  return composed('together', [], there, (_, plans) => ({ kind: 'together', of: plans, enough: plans.length }));
}
