import { type Context, type Definers, type Definition, formula, type LoadCase, Missing, unknown, unstated } from '../../facts/index.js';
import { closedUsersBounds, type Wait } from '../../math/index.js';
import { add, cond, div, type Expr, greater, mul, num, sub } from '../../quantity/index.js';
import type { Flow } from '../../spec/index.js';
import { callOf, componentOf } from '../shared/by-name.js';
import { flowCase } from '../shared/load-cases.js';
import { busyBy, closedFlowAt, closedNetwork, waitIn } from '../shared/waiting/closed-network.js';
import { isBehind, isClosed, timeAlone } from '../shared/waiting/closed-path.js';
import { queueResource } from '../shared/waiting/queue-of.js';

/** Share of the servers that calls of flows which are not closed keep busy: as many of those come, however long they take. */
export function openLoad(context: Context, name: string, at: LoadCase): Definition {
  const resource = queueResource(context, name);
  if (componentOf(context, name).traits.run !== 'instances' || !resource) return unstated(`components.${name}.each.rate`);
  const open = componentOf(context, name).calls.filter(({ flow }) => !isClosed(context, flow));
  const busy = open.map((call) => mul(context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), at), busyBy(context, call)));
  return formula(div(add(...busy), context.ref(`components.*.capacity.${resource}`, name)));
}

/** The wait of a call where closed flows call too. */
const ofCall =
  (name: 'closedWaits' | 'closedWait' | 'closedVariation', of: (wait: Wait) => number) =>
  (context: Context, flow: string, index: string, at: LoadCase): Definition => {
    const call = callOf(context, flow, index);
    const { component } = call;
    const closed = closedFlowAt(context, component);
    if (closed === undefined) return unstated(`flows.${flow}.think`);
    const network = closedNetwork(context, closed, at);
    if (network instanceof Missing) return unknown(network);
    const rates = network.flows.map((one) => context.ref('flows.*.rate.k', one, flowCase(context.model.flows.get(one) as Flow, at)));
    return formula(waitIn(network, name, of, isBehind(call) ? null : flow, component, rates));
  };

const services = ofCall('closedWait', ({ mean }) => mean);

export const closedWaitFacts = {
  'flows.*.calls.*.waits.k': ofCall('closedWaits', ({ waits }) => waits),
  'flows.*.calls.*.waiting.k': (context, flow, index, at) => {
    const wait = services(context, flow, index, at);
    if (!('formula' in wait)) return wait;
    return formula(mul(context.ref('components.*.queue.service.k', callOf(context, flow, index).component, at), wait.formula));
  },
  'flows.*.calls.*.waiting.variation.k': ofCall('closedVariation', ({ variation }) => variation),
  'flows.*.alone.k': (context, flow, at) =>
    isClosed(context, flow) ? formula(timeAlone(context, context.model.flows.get(flow) as Flow, at)) : unstated(`flows.${flow}.think`),
  'flows.*.response.k': (context, flow, at) => {
    if (!isClosed(context, flow)) return unstated(`flows.${flow}.think`);
    const users = div(context.ref('flows.*.concurrency.k', flow, at), context.ref('flows.*.rate.k', flow, at));
    return formula(sub(users, context.stated('flows.*.think', flow) as Expr));
  },
  'flows.*.throughput.low.k': (context, flow, at) => bound(context, flow, at, 'low'),
  'flows.*.throughput.high.k': (context, flow, at) => bound(context, flow, at, 'high'),
} satisfies Definers;

function bound(context: Context, flow: string, at: LoadCase, end: 'low' | 'high'): Definition {
  if (!isClosed(context, flow)) return unstated(`flows.${flow}.think`);
  const network = closedNetwork(context, flow, at);
  if (network instanceof Missing) return unknown(network);
  const which = network.flows.indexOf(flow);
  return formula(
    network.ask(
      end === 'low' ? 'closedFrom' : 'closedTo',
      ({ users, stations }) => closedUsersBounds(stations, users, which)[end],
      ...(which > 0 ? [num(which + 1)] : []),
    ),
  );
}

/** The same over all calls of a component, by how many there are; undefined where no closed flow calls it. */
export function ofClosedCalls(context: Context, name: string, at: LoadCase, what: 'waits' | 'waiting'): Definition | undefined {
  if (closedFlowAt(context, name) === undefined) return undefined;
  const { calls } = componentOf(context, name);
  const [first, ...others] = calls.map((call) => context.ref(`flows.*.calls.*.${what}.k`, call.flow, String(call.index), at));
  if (!first || others.length === 0) return first && formula(first);
  const rates = calls.map((call) => context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), at));
  const all = add(...rates);
  return formula(cond(greater(all, num(0)), div(add(...[first, ...others].map((each, i) => mul(rates[i] as Expr, each))), all), num(0)));
}
