import { isPath, type Reason, unfilled } from '../../core/index.js';
import {
  type Context,
  type Definers,
  type Definition,
  type FactId,
  LOAD_RESOURCES,
  Missing,
  RESOURCES,
  type Resource,
  unknown,
} from '../../facts/index.js';
import { ceil, type Expr, num } from '../../quantity/index.js';
import { type Loss, lossToSurvive } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { quorumOf } from '../shared/copies/quorum.js';
import { lostPlaces } from '../shared/losses.js';

export type { LoadResource, Resource } from '../../facts/index.js';
export const LOAD = LOAD_RESOURCES;
export const ALL = RESOURCES;

export const isStock = (resource: Resource): resource is 'memory' | 'disk' => resource === 'memory' || resource === 'disk';

/** Patterns by the resource that they end in, put together once: they are looked up for each resource of each component, several times. */
const ofEach = <R extends string, P extends string>(resources: readonly R[], pattern: (resource: R) => P): Readonly<Record<R, P>> =>
  Object.fromEntries(resources.map((resource) => [resource, pattern(resource)])) as Readonly<Record<R, P>>;

const EACH = ofEach(ALL, (resource) => `components.*.each.${resource}` as const);
export const DEMAND = ofEach(ALL, (resource) => `components.*.demand.${resource}` as const);
/** The same of one load case. */
export const DEMAND_IN = ofEach(LOAD, (resource) => `components.*.demand.${resource}.k` as const);
export const INSTANCES = ofEach(ALL, (resource) => `components.*.instances.${resource}` as const);

/**
 * What one instance carries of a resource, as stated; undefined if it is not, for a capacity is never assumed. Reads and writes that
 * are stated apart make one instance the unit of `rate`.
 */
export function perInstance(context: Context, name: string, resource: Resource): Expr | undefined {
  const stated = context.stated(EACH[resource], name);
  if (stated || resource !== 'rate') return stated;
  return apart(context, name) ? num(1) : undefined;
}

/** Whether `rate` is stated by reads and writes of their own: all that the component gets is stated. */
export function apart(context: Context, name: string): boolean {
  if (context.stated('components.*.each.rate', name)) return false;
  const { calls: steps } = componentOf(context, name);
  const reads = context.stated('components.*.each.reads', name) !== undefined;
  const writes = context.stated('components.*.each.writes', name) !== undefined;
  return (reads || writes) && (reads || !steps.some((call) => !call.writes)) && (writes || !steps.some((call) => call.writes));
}

/** Nothing of an instance is known to limit it. Of one whose time of a call is stated, it lacks how many calls it works on at a time. */
export const noCapacity = (context: Context, name: string): Definition =>
  unknown(`components.${name}.each${context.stated('components.*.each.serviceTime', name) ? '.servers' : ''}`);

/** Connections that one instance of a caller keeps open, where it has a pool. */
export const poolOf = (context: Context, caller: string): Expr | undefined => context.stated('components.*.pool.size', caller);

/** Copies that take part in a read; a write works on every copy, whatever it waits for. */
export const copiesRead = (context: Context, name: string): Expr =>
  quorumOf(context.ref('components.*.copies', name), componentOf(context, name).replication?.read);

/** Share of a resource that may be in use: the component's, the root's, or that of the tier. `afterLoss`: with something lost. */
export function targetOf(context: Context, name: string, resource: Resource, field: 'target' | 'afterLoss'): Expr {
  const stated = context.stated(`components.*.${field}.${resource}`, name);
  return stated ?? context.assumed(field === 'target' ? `target.${resource}` : 'afterLoss');
}

/** What must be survivable: as stated, else by tier. */
export const survives = (context: Context, name: string): Loss => lossToSurvive(context.model, componentOf(context, name));

/** Zones and regions that a component is spread over. */
export function spreadOf(context: Context, name: string): { readonly zones: Expr; readonly regions: Expr } {
  const { places } = componentOf(context, name);
  const { zones, regions } = places;
  return { zones: zones > 0 ? num(zones) : context.assumed('zones'), regions: num(Math.max(1, regions)) };
}

/** The same without those that are lost; at least one, for of a component that is lost nothing is left to divide. */
export function spreadLeft(context: Context, name: string): { readonly zones: Expr; readonly regions: Expr } {
  const component = componentOf(context, name);
  const { zones, regions } = component.places;
  const lost = lostPlaces(context, component);
  if (lost.zones === 0) return spreadOf(context, name);
  return {
    zones: zones > 0 ? num(Math.max(1, zones - lost.zones)) : context.assumed('zones'),
    regions: num(Math.max(1, regions - lost.regions)),
  };
}

/** Whole units of a demand that may fill each only so far. */
export const whole = (demand: Expr, room: Expr): Expr => ceil({ op: 'divide', args: [demand, room] });

/** Reasons for which nothing is asked of a resource: no work per call is stated, or no data lies there. */
const isNothingAsked = (reason: Reason): boolean =>
  isPath(reason)
    ? ['components.*.work.cpu', 'components.*.work.iops'].some((pattern) => unfilled(pattern, reason.path))
    : reason.isNoDemand === true;

/** Whether anything is asked of a resource. A demand that is asked and unknown is asked all the same: what rests on it is unknown too. */
export function isAsked(context: Context, name: string, resource: Resource): boolean {
  const demand = context.id(DEMAND[resource], name);
  return context.known(demand) || context.missingOf(demand)?.some((reason) => !isNothingAsked(reason)) === true;
}

/** Resources that determine the number of instances: the capacity of one instance is stated, and there is a demand. */
export const sizedBy = <R extends Resource>(context: Context, name: string, among: readonly R[]): readonly R[] =>
  among.filter((resource) => perInstance(context, name, resource) !== undefined && isAsked(context, name, resource));

/** Resources whose demand is known, and what would make that of the others known. */
export function split<R extends Resource>(
  context: Context,
  name: string,
  among: readonly R[],
): { readonly known: readonly R[]; readonly missing: Missing | undefined } {
  const idOf = (resource: Resource): FactId => context.id(DEMAND[resource], name);
  const known = among.filter((resource) => context.known(idOf(resource)));
  const others = known.length === among.length ? [] : among.filter((resource) => !known.includes(resource));
  return { known, missing: Missing.of(others.map((resource) => context.missingOf(idOf(resource)))) };
}

/** The same of the resources that decide how many instances are needed. */
export const knownOf = <R extends Resource>(context: Context, name: string, among: readonly R[]) =>
  split(context, name, sizedBy(context, name, among));

type OfResource = 'saturates' | 'capacity' | 'utilization' | 'instances';

/** A fact for each resource at a stem. */
export const byResource = (stem: OfResource, define: (context: Context, name: string, resource: Resource) => Definition): Definers =>
  Object.fromEntries(
    ALL.map((resource) => [
      `components.*.${stem}.${resource}`,
      (context: Context, name: string): Definition => define(context, name, resource),
    ]),
  );
