import type { Context, LoadCase } from '../../../facts/index.js';
import { add, cond, div, type Expr, greater, lessOrEqual, max, min, mul, num } from '../../../quantity/index.js';
import type { Call, Flow } from '../../../spec/index.js';
import { Distances, type Where } from '../calls/distance.js';

/** Whether so many users send the next request of a flow a while after the answer to the last: how often they do rests on how long answers take. */
export const isClosed = (context: Context, flow: string): boolean =>
  context.stated('flows.*.think', flow) !== undefined &&
  context.stated('flows.*.concurrent', flow) !== undefined &&
  context.stated('flows.*.rate', flow) === undefined;

/** Whether a call is off the response path: it is async itself, or a call above it is. */
export const isBehind = (call: Call): boolean =>
  call.async || call.via === 'consume' || (call.caller !== null && (call.caller.traits.isQueue || isBehind(call.caller)));

/** Calls of a step for each request of its flow. */
export const perRequest = (context: Context, call: Call, load: LoadCase): Expr =>
  context.ref('flows.*.calls.*.perRequest.k', call.flow, String(call.index), load);

/** The parameters that every call of a path shares. */
interface Asked {
  readonly context: Context;
  readonly distances: Distances;
  readonly load: LoadCase;
  /** Whether waits for servers count. */
  readonly waits: boolean;
}

/** Response time of one request without queueing: own times and round trips in sequence; of parallel calls, the longest. */
export function timeAlone(context: Context, flow: Flow, load: LoadCase): Expr {
  const asked: Asked = { context, distances: new Distances(context), load, waits: false };
  const ofActor = flow.calls.filter(({ caller }) => caller === null);
  const origins = asked.distances.originsOf(flow);
  const [first] = origins;
  if (origins.length === 1 && first) return timeOf(asked, ofActor, first.where);
  const all = add(...origins.map(({ share }) => share));
  return div(add(...origins.map(({ where, share }) => mul(share, timeOf(asked, ofActor, where)))), all);
}

/** How long one call of a step takes, waits for servers included and those for connections not: so long it holds one of its caller's. */
export function timeHeld(context: Context, call: Call, load: LoadCase): Expr {
  const asked: Asked = { context, distances: new Distances(context), load, waits: true };
  const from = call.caller ? (asked.distances.regionsOf(call.caller.component)[0] ?? null) : null;
  const calls = perRequest(context, call, load);
  const times = context.option(call, 'times');
  // What is made at once holds as many connections.
  const width = call.isAtOnce && times ? [context.option(call, 'atOnce') ?? times] : [];
  return cond(greater(calls, num(0)), div(mul(timeOfCall(asked, call, from, []), ...width), calls), num(0));
}

/** Of calls in turn, over all requests of the flow; @param width what is made at once above them */
function timeOf(asked: Asked, calls: readonly Call[], from: Where, width: readonly Expr[] = []): Expr {
  const groups = new Map<number, Expr[]>();
  const parts: Expr[] = [];
  for (const call of calls) {
    if (call.async || call.via === 'consume') continue;
    const time = timeOfCall(asked, call, from, width);
    if (call.group === null) parts.push(time);
    else groups.set(call.group, [...(groups.get(call.group) ?? []), time]);
  }
  for (const [first, ...rest] of groups.values()) parts.push(max(first as Expr, ...rest));
  return add(...parts);
}

function timeOfCall(asked: Asked, call: Call, from: Where, above: readonly Expr[]): Expr {
  const { context, distances, load } = asked;
  const times = context.option(call, 'times');
  const width = call.isAtOnce && times ? [...above, context.option(call, 'atOnce') ?? times] : above;
  const to = (where: Where): Expr => {
    const away = distances.between(from, where);
    const trips = call.setUp === 'none' ? 1 : call.setUp === 'plain' ? 2 : 3;
    const copies = distances.copiesFrom(where, call);
    const each = add(
      ...(away ? [mul(num(trips), away)] : []),
      ...(copies ? [copies] : []),
      ownTime(context, call),
      ...(asked.waits ? waitAt(context, call, load) : []),
    );
    const calls = perRequest(context, call, load);
    const own = each.op === 'number' && each.value === 0 ? each : div(mul(calls, each), mul(...width));
    return call.traits.isQueue ? own : add(own, timeOf(asked, call.callees, where ?? from, width));
  };
  const choices = distances.choicesFrom(from, call);
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
  const cold = context.stated('components.*.coldStart.takes', call.component);
  const started = cold ? [mul(context.ref('components.*.coldStarts.share', call.component), cold)] : [];
  if (context.known('components.*.ownTime.mean', call.component))
    return add(context.ref('components.*.ownTime.mean', call.component), ...started);
  return call.traits.isOfActors ? num(0) : context.unstated(`components.${call.component}.each.p50`);
}

/** Waiting for servers, where it is known. */
function waitAt(context: Context, { flow, index, component }: Call, load: LoadCase): readonly Expr[] {
  const own = context.id('flows.*.calls.*.waiting.k', flow, String(index), load);
  const all = context.id('components.*.waiting.k', component, load);
  return context.known(own) ? [context.ref(own)] : context.known(all) ? [context.ref(all)] : [];
}
