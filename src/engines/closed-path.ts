import type { Context, LoadCase } from '../facts/index.js';
import { add, cond, div, type Expr, lessOrEqual, max, min, mul, num } from '../quantity/index.js';
import type { Call, Flow } from '../spec/index.js';
import { Distances, type Where } from './distance.js';

/** Whether so many users send the next request of a flow a while after the answer to the last: how often they do rests on how long answers take. */
export const isClosed = (context: Context, flow: string): boolean =>
  context.stated('flows.*.think', flow) !== undefined &&
  context.stated('flows.*.concurrent', flow) !== undefined &&
  context.stated('flows.*.rate', flow) === undefined;

/** Whether nobody waits for a call: it is async itself, or a call above it is. */
export const isBehind = (call: Call): boolean =>
  call.async || call.via === 'consume' || (call.caller !== null && (call.caller.traits.isQueue || isBehind(call.caller)));

/** Calls of a step for each request of its flow. */
export const perRequest = (context: Context, call: Call, load: LoadCase): Expr =>
  context.ref('flows.*.calls.*.perRequest.k', call.flow, String(call.index), load);

/** How long one request takes where nobody waits for anybody: own times and round trips in turn; of calls made at once, the longest. */
export function timeAlone(context: Context, flow: Flow, load: LoadCase): Expr {
  const distances = new Distances(context);
  const ofActor = flow.calls.filter(({ caller }) => caller === null);
  const origins = distances.originsOf(flow);
  const [first] = origins;
  if (origins.length === 1 && first) return timeOf(context, distances, ofActor, first.where, load);
  const all = add(...origins.map(({ share }) => share));
  return div(add(...origins.map(({ where, share }) => mul(share, timeOf(context, distances, ofActor, where, load)))), all);
}

/** Of calls in turn, over all requests of the flow; @param width what is made at once above them */
function timeOf(
  context: Context,
  distances: Distances,
  calls: readonly Call[],
  from: Where,
  load: LoadCase,
  width: readonly Expr[] = [],
): Expr {
  const groups = new Map<number, Expr[]>();
  const parts: Expr[] = [];
  for (const call of calls) {
    if (call.async || call.via === 'consume') continue;
    const time = timeOfCall(context, distances, call, from, load, width);
    if (call.group === null) parts.push(time);
    else groups.set(call.group, [...(groups.get(call.group) ?? []), time]);
  }
  for (const [first, ...rest] of groups.values()) parts.push(max(first as Expr, ...rest));
  return add(...parts);
}

function timeOfCall(context: Context, distances: Distances, call: Call, from: Where, load: LoadCase, above: readonly Expr[]): Expr {
  const times = context.option(call, 'times');
  const width = call.isAtOnce && times ? [...above, context.option(call, 'atOnce') ?? times] : above;
  const to = (where: Where): Expr => {
    const away = distances.between(from, where);
    const trips = call.setUp === 'none' ? 1 : call.setUp === 'plain' ? 2 : 3;
    const each = add(...(away ? [mul(num(trips), away)] : []), ownTime(context, call));
    const calls = perRequest(context, call, load);
    const own = each.op === 'number' && each.value === 0 ? each : div(mul(calls, each), mul(...width));
    return call.traits.isQueue ? own : add(own, timeOf(context, distances, call.callees, where ?? from, load, width));
  };
  const choices = distances.choicesFrom(from, call.component);
  const [only = null, ...others] = choices;
  if (others.length === 0) return to(only);
  const away = choices.map((where) => distances.between(from, where) ?? num(0));
  const [least, ...rest] = away as [Expr, ...Expr[]];
  const nearest = min(least, ...rest);
  return choices
    .slice(0, -1)
    .reduceRight((otherwise, where, i) => cond(lessOrEqual(away[i] as Expr, nearest), to(where), otherwise), to(choices.at(-1) ?? null));
}

function ownTime(context: Context, call: Call): Expr {
  if (context.known('components.*.ownTime.mean', call.component)) return context.ref('components.*.ownTime.mean', call.component);
  return context.model.components.get(call.component)?.kind === 'client'
    ? num(0)
    : context.unstated(`components.${call.component}.each.p50`);
}
