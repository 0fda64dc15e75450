import { type Context, type LoadCase, Missing, type MissingPart } from '../../../facts/index.js';
import { type ClosedUsers, closedUsersRate, closedUsersWait, type UserStation, type Wait } from '../../../math/index.js';
import { add, div, type Expr, max, mul, num, round } from '../../../quantity/index.js';
import type { Call, Component, Flow } from '../../../spec/index.js';
import { quorumOf } from '../copies/quorum.js';
import { flowCase } from '../load-cases.js';
import { isLost } from '../losses.js';
import { isBehind, isClosed, perRequest } from './closed-path.js';
import { isPooled, queueResource } from './queue-of.js';

/** What closed flows go round in: those that meet somewhere, and the fleets of a stated size that they call. */
export interface ClosedNetwork {
  readonly flows: readonly string[];
  readonly stations: readonly string[];
  /** A number of the network, from what its formula prints. */
  readonly ask: (name: string, of: (network: Numbers, more: readonly number[]) => number, ...more: readonly Expr[]) => Expr;
}

/** The same in numbers. */
export interface Numbers {
  readonly users: readonly ClosedUsers[];
  readonly stations: readonly UserStation[];
}

/** The network that a closed flow is in; what keeps it from being known. */
export function closedNetwork(context: Context, flow: string, load: LoadCase, users?: Expr): ClosedNetwork | Missing {
  const { model } = context;
  const flows = meeting(context, flow);
  const stations = [...new Set(flows.flatMap((name) => (model.flows.get(name) as Flow).calls.map(({ component }) => component)))].filter(
    (name) => isStation(context, name),
  );
  const limited = stations.find((name) => context.stated('components.*.queueLimit', name) !== undefined);
  if (limited !== undefined)
    return Missing.of([{ text: `how often users come again whom "${limited}" turns away (queueLimit), of a closed flow` }]) as Missing;
  const reasons: MissingPart[] = stations.flatMap((name) =>
    context.known('components.*.ownTime.mean', name) ? [] : [context.missingOf('components.*.ownTime.mean', name)],
  );
  if (reasons.length > 0) return Missing.of(reasons) as Missing;
  const classes = flows.map((name) => {
    const one = model.flows.get(name) as Flow;
    const at = flowCase(one, load);
    return [
      name === flow && users ? users : context.ref('flows.*.concurrency.k', name, at),
      context.stated('flows.*.think', name) as Expr,
      context.ref('flows.*.alone.k', name, at),
    ];
  });
  const rows = stations.map((name) => stationOf(context, name, flows, load));
  const args = [...classes.flat(), ...rows.flat()];
  const numbersOf = (values: readonly number[]): Numbers => {
    let at = 0;
    const next = (): number => values[at++] as number;
    const alone = classes.map(() => ({ jobs: next(), think: next(), alone: next() }));
    const found = stations.map(() => {
      const [servers, queues, outside] = [Math.max(1, Math.round(next())), Math.max(0, Math.round(next())), next()];
      return { servers, queues, outside: outside * servers, work: flows.map(() => ({ demand: next(), behind: next() })) };
    });
    return { users: alone, stations: found };
  };
  const written = (print: (arg: Expr) => string): string =>
    [...classes.map((one) => `users(${one.map(print).join(', ')})`), ...rows.map((one) => `queues(${one.map(print).join(', ')})`)].join(
      ', ',
    );
  return {
    flows,
    stations,
    ask: (name, of, ...more) => {
      const compute = (...values: readonly number[]): number => of(numbersOf(values.slice(more.length)), values.slice(0, more.length));
      return {
        op: 'applied',
        name,
        compute,
        rough: { compute, order: (...values) => values.slice(more.length).reduce((sum, value) => sum + Math.log1p(Math.abs(value)), 0) },
        args: [...more, ...args],
        written: (print) => `${name}(${[...more.map(print), written(print)].join(', ')})`,
      };
    },
  };
}

/** Closed flows that call the same fleets as one of them does, or as one that it meets. */
function meeting(context: Context, flow: string): readonly string[] {
  const { flows } = context.model;
  const closed = [...flows.keys()].filter((name) => isClosed(context, name));
  const calledBy = (name: string): readonly string[] =>
    (flows.get(name) as Flow).calls.map(({ component }) => component).filter((component) => isStation(context, component));
  const met = new Set([flow]);
  const there = new Set(calledBy(flow));
  for (let grew = true; grew; ) {
    grew = false;
    for (const name of closed) {
      if (met.has(name) || !calledBy(name).some((component) => there.has(component))) continue;
      met.add(name);
      for (const component of calledBy(name)) there.add(component);
      grew = true;
    }
  }
  return closed.filter((name) => met.has(name));
}

/** Whether it is known of a component how many calls it works on at once, however many come: of a fleet that is sized for its load it is not. */
const isStation = (context: Context, name: string): boolean => {
  const component = context.model.components.get(name) as Component;
  return (
    component.traits.run === 'instances' &&
    context.stated('components.*.instances', name) !== undefined &&
    queueResource(context, name) !== undefined
  );
};

/** The closed flow that calls a component, if the queueing network models its waits. */
export const closedFlowAt = (context: Context, name: string): string | undefined =>
  isStation(context, name) ? context.model.components.get(name)?.calls.find(({ flow }) => isClosed(context, flow))?.flow : undefined;

/** Servers of one of its queues, how many queues there are, the share of their servers that others keep busy; and for each flow the work of one request. */
function stationOf(context: Context, name: string, flows: readonly string[], load: LoadCase): readonly Expr[] {
  const component = context.model.components.get(name) as Component;
  const serving = isLost(context, component) ? num(0) : context.ref('components.*.serving', name);
  const { servers, capacity } = serversOf(context, name, flows, load);
  const isOne = isPooled(context, component);
  const outside = component.calls.some(({ flow }) => !flows.includes(flow)) ? context.ref('components.*.queue.open.k', name, load) : num(0);
  return [
    servers,
    isOne ? num(1) : serving,
    outside,
    ...flows.flatMap((flow) => {
      const own = component.calls.filter((call) => call.flow === flow);
      const work = (calls: readonly Call[]): Expr => {
        const loads = calls.map((call) => mul(perRequest(context, call, load), busyBy(context, call)));
        return loads.length === 0 ? num(0) : div(mul(servers, add(...loads)), capacity);
      };
      return [work(own.filter((call) => !isBehind(call))), work(own.filter(isBehind))];
    }),
  ];
}

/** Of what the fleet can carry, what one call of a step takes: its copies, of reads and writes that are stated apart in instances. */
export function busyBy(context: Context, call: Call): Expr {
  const name = call.component;
  const copies = call.writes
    ? context.ref('components.*.copies', name)
    : quorumOf(context.ref('components.*.copies', name), context.model.components.get(name)?.replication?.read);
  if (queueResource(context, name) === 'servers') return mul(copies, context.ref('components.*.time', name));
  if (context.stated('components.*.each.rate', name)) return copies;
  const each = context.stated(`components.*.each.${call.writes ? 'writes' : 'reads'}`, name);
  return each ? div(copies, each) : num(0);
}

/** Servers of one queue, and what the whole fleet carries. Of reads and writes that are stated apart as many as the calls of these flows take. */
function serversOf(
  context: Context,
  name: string,
  flows: readonly string[],
  load: LoadCase,
): { readonly servers: Expr; readonly capacity: Expr } {
  const resource = queueResource(context, name) as 'servers' | 'rate';
  const capacity = context.ref(`components.*.capacity.${resource}`, name);
  if (resource === 'servers' || context.stated('components.*.each.rate', name))
    return { servers: context.ref('components.*.queue.servers', name), capacity };
  const { calls } = context.model.components.get(name) as Component;
  const own = calls.filter(({ flow }) => flows.includes(flow));
  const each = (of: (call: Call) => Expr): Expr => add(...own.map(of));
  const time = context.ref('components.*.ownTime.mean', name);
  const servers = max(
    num(1),
    round(
      div(
        mul(
          time,
          each((call) => perRequest(context, call, load)),
        ),
        each((call) => mul(perRequest(context, call, load), busyBy(context, call))),
      ),
    ),
  );
  return {
    servers: isPooled(context, context.model.components.get(name) as Component)
      ? mul(servers, context.ref('components.*.serving', name))
      : servers,
    capacity,
  };
}

/** Requests a second of one of the flows. */
export const rateIn = (network: ClosedNetwork, flow: string): Expr => {
  const which = network.flows.indexOf(flow);
  return network.ask(
    'closedRate',
    ({ users, stations }) => closedUsersRate(stations, users, which),
    ...(which > 0 ? [num(which + 1)] : []),
  );
};

/**
 * The wait of a call at a component: a call of a closed flow meets the other users of that flow, one of an open flow or an asynchronous one
 * (null) meets all of them.
 */
export const waitIn = (
  network: ClosedNetwork,
  name: 'closedWaits' | 'closedWait' | 'closedVariation',
  of: (wait: Wait) => number,
  flow: string | null,
  component: string,
  rates: readonly Expr[],
): Expr => {
  const [which, at] = [flow === null ? -1 : network.flows.indexOf(flow), network.stations.indexOf(component)];
  return network.ask(
    name,
    ({ users, stations }, [, , ...values]) => of(closedUsersWait(stations, users, at, which, values)),
    num(which + 1),
    num(at + 1),
    ...rates,
  );
};
