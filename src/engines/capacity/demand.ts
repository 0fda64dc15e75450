import { type Context, type Definer, type Definition, formula, unstated } from '../../facts/index.js';
import { add, div, type Expr, max, mul } from '../../quantity/index.js';
import type { Flow, Step } from '../../spec/index.js';
import { flowCase, peaksApart } from '../load-cases.js';
import { apart, componentOf, copiesRead, keepsInMemory, type Resource, sizedFor } from './sizing.js';

/** Calls that the instances work on: reads by as many copies as answer, writes by all of them. */
function worked(context: Context, name: string, load: string): Expr {
  const at = `components.${name}`;
  return add(
    mul(context.ref(`${at}.read.${load}`), copiesRead(context, name)),
    mul(context.ref(`${at}.write.${load}`), context.ref(`${at}.copies`)),
  );
}

/** Reads and writes that are stated apart, in instances: read R / each.reads + write C / each.writes. */
function workedApart(context: Context, name: string, load: string): Expr {
  const at = `components.${name}`;
  const terms: Expr[] = [];
  const reads = context.stated(`${at}.each.reads`);
  const writes = context.stated(`${at}.each.writes`);
  if (reads) terms.push(div(mul(context.ref(`${at}.read.${load}`), copiesRead(context, name)), reads));
  if (writes) terms.push(div(mul(context.ref(`${at}.write.${load}`), context.ref(`${at}.copies`)), writes));
  return add(...terms);
}

/** Connections that one instance of a caller keeps open, where it has a pool. */
const poolOf = (context: Context, caller: string): Expr | undefined =>
  context.stated(`components.${caller}.pool.size`) ?? context.stated(`components.${caller}.pool`);

/** Connections: those that actors hold here, the pools that callers keep open, and the calls in progress of everyone else. */
function connections(context: Context, name: string, load: string): Expr {
  const holds = (step: Step): boolean => step.caller === null && context.stated(`flows.${step.flow}.concurrent`) !== undefined;
  const { steps } = componentOf(context, name);
  const held = new Set(steps.filter(holds).map((step) => step.flow));
  return add(
    ...[...held].map((flow) => context.ref(`flows.${flow}.concurrency.${flowCase(context.model.flows.get(flow) as Flow, load)}`)),
    ...[...new Set(steps.flatMap(({ caller }) => caller?.component ?? []))].flatMap((caller) => {
      const pool = poolOf(context, caller);
      return pool ? [mul(context.ref(`components.${caller}.serving`), pool)] : [];
    }),
    ...steps
      .filter((step) => !holds(step) && !(step.caller && poolOf(context, step.caller.component)))
      .map((step) => context.ref(`flows.${step.flow}.calls.${step.index}.concurrency.${load}`)),
  );
}

/** Demand for a resource of load. */
function loadDemand(context: Context, name: string, resource: Resource, load: string): Definition {
  const at = `components.${name}`;
  switch (resource) {
    case 'rate':
      return apart(context, name) ? { formula: workedApart(context, name, load), unit: 'ratio' } : formula(worked(context, name, load));
    case 'servers':
      return formula(mul(worked(context, name, load), context.ref(`${at}.time`)));
    case 'cpu':
    case 'iops': {
      const work = context.stated(`${at}.work.${resource}`);
      return work ? formula(mul(worked(context, name, load), work)) : unstated(`${at}.work.${resource}`);
    }
    case 'network':
      return formula(
        add(max(context.ref(`${at}.ingress.${load}`), context.ref(`${at}.egress.${load}`)), context.ref(`${at}.replication.${load}`)),
      );
    default: {
      const { steps } = componentOf(context, name);
      const apartInTime =
        load === 'peak' &&
        peaksApart(
          context.model,
          steps.map((step) => step.flow),
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
  return add(
    ...data.map((set) =>
      mul(context.ref(`data.${set}.items`), context.ref(`data.${set}.item.stored`), context.ref(`components.${name}.copies`)),
    ),
  );
}

function memory(context: Context, name: string): Definition {
  const component = componentOf(context, name);
  if (component.kind === 'cache' || component.holds.length > 0) return formula(context.ref(`cache.${name}.memory`));
  if (!keepsInMemory(component) || component.data.length === 0) return unstated(`data in ${name}`);
  return formula(stored(context, name));
}

function disk(context: Context, name: string): Definition {
  const component = componentOf(context, name);
  if (keepsInMemory(component) || component.data.length === 0) return unstated(`data in ${name}`);
  return formula(stored(context, name));
}

const CASES = ['mean', 'peak', 'spike.*', 'onPeak', 'offPeak'] as const;

/** The peak of a demand is the larger of two hours where an off-peak flow takes part: reads of one hour do not meet the writes of the other. */
function demandIn(context: Context, name: string, resource: Resource, load: string): Definition {
  const flows = componentOf(context, name).steps.map((step) => step.flow);
  if (load !== 'peak' || !peaksApart(context.model, flows)) return loadDemand(context, name, resource, load);
  const at = `components.${name}.demand.${resource}`;
  return {
    formula: max(context.ref(`${at}.onPeak`), context.ref(`${at}.offPeak`)),
    ...(resource === 'rate' && apart(context, name) && { unit: 'ratio' }),
  };
}

function loadFacts(resource: Resource): readonly (readonly [string, Definer])[] {
  const at = `components.*.demand.${resource}`;
  return [
    ...CASES.map((load): readonly [string, Definer] => [
      `${at}.${load}`,
      (context, name = '', spike) => demandIn(context, name, resource, spike === undefined ? load : `spike.${spike}`),
    ]),
    [
      at,
      (context, name = '') => ({
        formula: context.ref(`components.${name}.demand.${resource}.${sizedFor(context, name)}`),
        ...(resource === 'rate' && apart(context, name) && { unit: 'ratio' }),
      }),
    ],
  ];
}

/** Facts of what the load and the data ask of a component. */
export const demandFacts: Readonly<Record<string, Definer>> = {
  ...Object.fromEntries((['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const).flatMap(loadFacts)),
  'components.*.demand.memory': (context, name = '') => memory(context, name),
  'components.*.demand.disk': (context, name = '') => disk(context, name),
};
