import {
  type Context,
  type Definers,
  type Definition,
  LOAD_RESOURCES,
  type LoadCase,
  RESOURCES,
  type Resource,
} from '../../facts/index.js';
import { ceil, type Expr, num } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { lostPlaces } from '../losses.js';
import { copiesAnswering } from '../quorum.js';

export type { LoadResource, Resource } from '../../facts/index.js';
export const LOAD = LOAD_RESOURCES;
export const ALL = RESOURCES;

export const isStock = (resource: Resource): resource is 'memory' | 'disk' => resource === 'memory' || resource === 'disk';

/** What data in these is in the memory of; elsewhere it is on disk. */
const IN_MEMORY = new Set(['cache', 'service', 'gateway', 'worker', 'function', 'loadBalancer']);
export const keepsInMemory = (component: Component): boolean => IN_MEMORY.has(component.kind);

export const componentOf = (context: Context, name: string): Component => context.model.components.get(name) as Component;

/**
 * What one instance carries of a resource, as stated; undefined if it is not, for a capacity is never assumed. Reads and writes that
 * are stated apart make one instance the unit of `rate`.
 */
export function perInstance(context: Context, name: string, resource: Resource): Expr | undefined {
  const each = `components.${name}.each`;
  const stated = context.stated(`${each}.${resource}`);
  if (stated || resource !== 'rate') return stated;
  return apart(context, name) ? num(1) : undefined;
}

/** Whether `rate` is told by reads and writes of their own: all that the component gets is stated. */
export function apart(context: Context, name: string): boolean {
  const each = `components.${name}.each`;
  if (context.stated(`${each}.rate`)) return false;
  const { steps } = componentOf(context, name);
  const reads = context.stated(`${each}.reads`) !== undefined;
  const writes = context.stated(`${each}.writes`) !== undefined;
  return (reads || writes) && (reads || !steps.some((step) => !step.writes)) && (writes || !steps.some((step) => step.writes));
}

/** Copies that take part in a read; a write works on every copy, whatever it waits for. */
export const copiesRead = (context: Context, name: string): Expr =>
  copiesAnswering(context.ref('components.*.copies', name), context.word(`components.${name}.replication.read`));

/** Share of a resource that may be in use: the component's, the root's, or that of the tier. `afterLoss`: with something lost. */
export function targetOf(context: Context, name: string | null, resource: Resource, field: 'target' | 'afterLoss'): Expr {
  const specific = isStock(resource) ? [`.${resource}`, ''] : [`.${resource}`, '.load', ''];
  const roots = name === null ? [field] : [`components.${name}.${field}`, field];
  for (const root of roots)
    for (const part of specific) {
      const stated = context.stated(root + part);
      if (stated) return stated;
    }
  return context.assumed(field === 'target' ? `target.${resource}` : 'afterLoss');
}

/** Which case of load a component is sized for: as it says, else as the root says, else the peak. */
export const sizedFor = (context: Context, name: string): LoadCase =>
  (context.word(`components.${name}.sizeFor`) ?? context.word('sizeFor') ?? 'peak') as LoadCase;

/** What must be survivable: as the component says, else the root, else by tier. */
export function survives(context: Context, name: string): string {
  const stated = context.word(`components.${name}.survives`) ?? context.word('survives');
  if (stated !== undefined) return stated;
  return { critical: 'zone', standard: 'instance', internal: 'none' }[context.model.tier];
}

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
const NOTHING_ASKED = /^data in |\.work\.(?:cpu|iops)$/;

/** Whether anything is asked of a resource. A demand that is asked and unknown is asked all the same: what rests on it is unknown too. */
export function isAsked(context: Context, name: string, resource: Resource): boolean {
  const demand = context.id(`components.*.demand.${resource}`, name);
  return context.known(demand) || !context.missingOf(demand).every((reason) => NOTHING_ASKED.test(reason));
}

/** Resources that decide how many instances are needed: what one carries is stated, and something is asked of it. */
export const sizedBy = <R extends Resource>(context: Context, name: string, among: readonly R[]): readonly R[] =>
  among.filter((resource) => perInstance(context, name, resource) !== undefined && isAsked(context, name, resource));

type OfResource = 'saturates' | 'capacity' | 'utilization' | 'instances';

/** A fact for each resource at a stem. */
export const byResource = (stem: OfResource, define: (context: Context, name: string, resource: Resource) => Definition): Definers =>
  Object.fromEntries(
    ALL.map((resource) => [
      `components.*.${stem}.${resource}`,
      (context: Context, name: string): Definition => define(context, name, resource),
    ]),
  );
