import type { Context, Definer, Definition } from '../../facts/index.js';
import { add, ceil, type Expr, floor, mul, num } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { lostPlaces } from '../losses.js';

/** Resources of load, which flows bring, and of stock, which data takes. */
export const LOAD = ['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const;
export const STOCK = ['memory', 'disk'] as const;
export type Resource = (typeof LOAD)[number] | (typeof STOCK)[number];
export const ALL: readonly Resource[] = ['rate', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections'];

export const isStock = (resource: Resource): boolean => resource === 'memory' || resource === 'disk';

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

/** Copies that take part: R = 1, floor(C / 2) + 1 for a quorum, C for all; a write works on every copy, whatever it waits for. */
export function copiesRead(context: Context, name: string): Expr {
  const copies = context.ref(`components.${name}.copies`);
  const level = context.word(`components.${name}.replication.read`);
  if (level === 'all') return copies;
  if (level === 'quorum') return add(floor(mul(copies, num(0.5))), num(1));
  return level !== undefined && /^\d+$/.test(level) ? num(Number(level)) : num(1);
}

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
export const sizedFor = (context: Context, name: string): string =>
  context.word(`components.${name}.sizeFor`) ?? context.word('sizeFor') ?? 'peak';

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

/** Whether anything is asked of a resource. A demand that is asked and cannot be told is asked all the same: what rests on it is unknown too. */
export function isAsked(context: Context, name: string, resource: Resource): boolean {
  const demand = `components.${name}.demand.${resource}`;
  return context.known(demand) || !context.missingOf(demand).every((reason) => NOTHING_ASKED.test(reason));
}

/** Resources that decide how many instances are needed: what one carries is stated, and something is asked of it. */
export const sizedBy = (context: Context, name: string, among: readonly Resource[] = ALL): readonly Resource[] =>
  among.filter((resource) => perInstance(context, name, resource) !== undefined && isAsked(context, name, resource));

/** A fact for each resource: `components.*.<stem>.<resource>`. */
export const byResource = (
  stem: string,
  define: (context: Context, name: string, resource: Resource) => Definition,
): readonly (readonly [string, Definer])[] =>
  ALL.map((resource) => [`components.*.${stem}.${resource}`, (context, name = '') => define(context, name, resource)]);
