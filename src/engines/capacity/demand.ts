import { type Context, type Definers, type Definition, formula, type LoadCase, unstated } from '../../facts/index.js';
import { add, div, type Expr, max, mul } from '../../quantity/index.js';
import type { Call, Flow } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { keepsMessages } from '../shared/data/retained.js';
import { copyOf } from '../shared/data/stored.js';
import { flowCase, peaksApart } from '../shared/load-cases.js';
import { apart, copiesRead, DEMAND_IN, LOAD, type LoadResource, poolOf, type Resource } from './sizing.js';

/** Calls that the instances work on: reads by as many copies as answer, writes by all of them. */
function worked(context: Context, name: string, load: LoadCase): Expr {
  return add(
    mul(context.ref('components.*.read.k', name, load), copiesRead(context, name)),
    mul(context.ref('components.*.write.k', name, load), context.ref('components.*.copies', name)),
  );
}

/** Reads and writes that are stated apart, in instances: read R / each.reads + write C / each.writes. */
function workedApart(context: Context, name: string, load: LoadCase): Expr {
  const terms: Expr[] = [];
  const reads = context.stated('components.*.each.reads', name);
  const writes = context.stated('components.*.each.writes', name);
  if (reads) terms.push(div(mul(context.ref('components.*.read.k', name, load), copiesRead(context, name)), reads));
  if (writes) terms.push(div(mul(context.ref('components.*.write.k', name, load), context.ref('components.*.copies', name)), writes));
  return add(...terms);
}

/** Whether it is stated how many of a flow's actors are there at once, or how long each of them stays. */
const staysOn = (context: Context, flow: string): boolean =>
  context.stated('flows.*.concurrent', flow) !== undefined || context.stated('flows.*.lasts', flow) !== undefined;

/** Whether an actor holds a connection by a call: where it enters, and behind load balancers, which pass on each that they hold, request by request. */
function holds(context: Context, call: Call): boolean {
  const isPlain = (one: Call): boolean =>
    one.via === 'call' && !one.async && !context.option(one, 'times') && !context.option(one, 'batch');
  let at = call;
  while (at.caller?.traits.passesOn && isPlain(at) && isPlain(at.caller) && !poolOf(context, at.caller.component)) at = at.caller;
  return at.caller === null && staysOn(context, at.flow);
}

/** Connections: those that actors hold here, the pools that callers keep open, and the calls in progress of everyone else. */
function connections(context: Context, name: string, load: LoadCase): Expr {
  const { calls: steps } = componentOf(context, name);
  const held = new Set(steps.filter((call) => holds(context, call)).map((call) => call.flow));
  return add(
    ...[...held].map((flow) => context.ref('flows.*.concurrency.k', flow, flowCase(context.model.flows.get(flow) as Flow, load))),
    ...[...new Set(steps.flatMap(({ caller }) => caller?.component ?? []))].flatMap((caller) => {
      const pool = poolOf(context, caller);
      return pool ? [mul(context.ref('components.*.serving', caller), pool)] : [];
    }),
    ...steps
      .filter((call) => !holds(context, call) && !(call.caller && poolOf(context, call.caller.component)))
      .map((call) => context.ref('flows.*.calls.*.concurrency.k', call.flow, String(call.index), load)),
  );
}

/** Demand for a resource of load. */
function loadDemand(context: Context, name: string, resource: LoadResource, load: LoadCase): Definition {
  const at = `components.${name}`;
  switch (resource) {
    case 'rate':
      return {
        formula: apart(context, name) ? workedApart(context, name, load) : worked(context, name, load),
        ...inInstances(context, name, resource),
      };
    case 'servers':
      return formula(mul(worked(context, name, load), context.ref('components.*.time', name)));
    case 'cpu':
    case 'iops': {
      const work = context.stated(`components.*.work.${resource}`, name);
      return work ? formula(mul(worked(context, name, load), work)) : unstated(`${at}.work.${resource}`);
    }
    case 'network': {
      const [incoming, outgoing] = [context.ref('components.*.ingress.k', name, load), context.ref('components.*.egress.k', name, load)];
      const copied = context.ref('components.*.replication.k', name, load);
      // It is at least what goes the one way, also where the bytes of the other way, or of copies, are unknown.
      const least = [incoming, outgoing].flatMap((one) => [one, add(one, copied)]);
      return { formula: add(max(incoming, outgoing), copied), least };
    }
    default: {
      const { calls: steps } = componentOf(context, name);
      const apartInTime =
        load === 'peak' &&
        peaksApart(
          context.model,
          steps.map((call) => call.flow),
        );
      return formula(
        apartInTime ? max(connections(context, name, 'onPeak'), connections(context, name, 'offPeak')) : connections(context, name, load),
      );
    }
  }
}

/** Bytes of the data in a component, as stored there. */
function stored(context: Context, name: string): Expr {
  const { data } = componentOf(context, name);
  return add(...data.map((set) => mul(copyOf(context, set), context.ref('components.*.copies', name))));
}

function memory(context: Context, name: string): Definition {
  const component = componentOf(context, name);
  if (component.isCache) return formula(context.ref('cache.*.memory', name));
  if (component.traits.data !== 'memory' || component.data.length === 0) return unstated({ text: `data in ${name}`, isNoDemand: true });
  return formula(stored(context, name));
}

function disk(context: Context, name: string): Definition {
  const component = componentOf(context, name);
  if (keepsMessages(context, component)) return formula(context.ref('components.*.retained', name));
  if (component.traits.data === 'memory' || component.data.length === 0) return unstated({ text: `data in ${name}`, isNoDemand: true });
  return formula(stored(context, name));
}

/** The peak of a demand is the larger of two hours where an off-peak flow takes part: reads of one hour do not meet the writes of the other. */
function demandIn(context: Context, name: string, resource: LoadResource, load: LoadCase): Definition {
  const flows = componentOf(context, name).calls.map((call) => call.flow);
  if (load !== 'peak' || !peaksApart(context.model, flows)) return loadDemand(context, name, resource, load);
  return {
    formula: max(context.ref(`components.*.demand.${resource}.onPeak`, name), context.ref(`components.*.demand.${resource}.offPeak`, name)),
    ...inInstances(context, name, resource),
  };
}

/** Reads and writes that are stated apart give a demand in instances. */
const inInstances = (context: Context, name: string, resource: Resource): { readonly unit?: string } =>
  resource === 'rate' && apart(context, name) ? { unit: 'count' } : {};

const loadFacts: Definers = Object.fromEntries(
  LOAD.flatMap((resource) => [
    [
      `components.*.demand.${resource}.k`,
      (context: Context, name: string, load: LoadCase): Definition => demandIn(context, name, resource, load),
    ],
    [
      `components.*.demand.${resource}`,
      (context: Context, name: string): Definition => ({
        formula: context.ref(DEMAND_IN[resource], name, componentOf(context, name).sizeFor),
        ...inInstances(context, name, resource),
      }),
    ],
  ]),
);

/** Demand facts of a component, from its calls and its data. */
export const demandFacts: Definers = {
  ...loadFacts,
  'components.*.demand.memory': memory,
  'components.*.demand.disk': disk,
};
