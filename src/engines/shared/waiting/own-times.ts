import type { Context } from '../../../facts/index.js';
import type { Expr } from '../../../quantity/index.js';

/** Percentiles that a table of own times may state, and the share of calls that take at most so long. */
export const PERCENTILES = [
  ['components.*.each.percentiles.p50', 0.5],
  ['components.*.each.percentiles.p75', 0.75],
  ['components.*.each.percentiles.p90', 0.9],
  ['components.*.each.percentiles.p95', 0.95],
  ['components.*.each.percentiles.p99', 0.99],
  ['components.*.each.percentiles.p999', 0.999],
  ['components.*.each.percentiles.p9999', 0.9999],
] as const;

/** How an own time is known. */
export type OwnTimeForm = 'samples' | 'percentiles' | 'p50 and p99' | 'mean' | 'catalog' | 'unknown';

export function ownTimeForm(context: Pick<Context, 'stated' | 'listed' | 'figure'>, name: string): OwnTimeForm {
  if (context.listed('components.*.each.samples', name).length > 0) return 'samples';
  const count = PERCENTILES.filter(([field]) => context.stated(field, name)).length;
  // Many distributions go through one percentile.
  if (count > 1 || (count === 1 && context.stated('components.*.each.tail', name))) return 'percentiles';
  if (context.stated('components.*.each.p50', name) && context.stated('components.*.each.p99', name)) return 'p50 and p99';
  if (context.stated('components.*.each.mean', name) ?? context.stated('components.*.each.serviceTime', name)) return 'mean';
  return context.figure(name, 'latency.p50') && context.figure(name, 'latency.p99') ? 'catalog' : 'unknown';
}

/** The load under which own times were measured. */
export type MeasuredUnder = { readonly rate: Expr } & (
  | { readonly servers: Expr; readonly capacity?: never }
  | { readonly servers?: never; readonly capacity: Expr }
);

/**
 * The load at which own times were measured, so that they include waits: calls a second of one instance, and its number of servers or,
 * where that is not stated, its capacity. A service time includes no wait, and the times of a product were not measured at this load.
 * @returns undefined for times without waits, and for those whose share of waiting cannot be derived
 */
export function measuredAt(context: Pick<Context, 'stated' | 'listed' | 'figure'>, name: string): MeasuredUnder | undefined {
  const rate = context.stated('components.*.each.at', name);
  const form = rate ? ownTimeForm(context, name) : 'unknown';
  if (!rate || form === 'catalog' || form === 'unknown') return undefined;
  if (form === 'mean' && !context.stated('components.*.each.mean', name)) return undefined;
  const servers = context.stated('components.*.each.servers', name);
  if (servers) return { rate, servers };
  const capacity = context.stated('components.*.each.rate', name);
  return capacity && { rate, capacity };
}
