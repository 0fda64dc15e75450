import type { Context, LoadCase } from '../facts/index.js';
import type { Expr } from '../quantity/index.js';
import type { Component } from '../spec/index.js';

/** Whether one queue is worked off by all instances: consumers take from one, and a balancer may keep one. */
export const isPooled = ({ balancing, calls }: Component): boolean =>
  balancing === 'pooled' || (calls.length > 0 && calls.every(({ via }) => via === 'consume'));

/** The resource by which calls keep a component busy: its servers, else the rate that it can carry. */
export function queueResource(context: Context, name: string): 'servers' | 'rate' | undefined {
  if (context.stated('components.*.each.servers', name)) return 'servers';
  return ['rate', 'reads', 'writes'].some((field) => context.stated(`components.*.each.${field as 'rate'}`, name)) ? 'rate' : undefined;
}

/** What waiting for a component rests on: the queues of its instances, or the one that all of them share. */
export interface QueueOf {
  readonly load: Expr;
  readonly servers: Expr;
  readonly service: Expr;
  readonly variation: Expr;
  /** Most that wait; undefined where none are turned away. */
  readonly limit: Expr | undefined;
}

/** The queue of a component at a load; undefined where it is not known how much it can carry, or how long it takes. */
export function queueOf(context: Context, name: string, load: LoadCase): QueueOf | undefined {
  const ids = [
    context.id('components.*.queue.load.k', name, load),
    context.id('components.*.queue.servers', name),
    context.id('components.*.queue.service.k', name, load),
    context.id('components.*.queue.variation', name),
  ] as const;
  if (!ids.every((id) => context.known(id))) return undefined;
  const [share, servers, service, variation] = ids.map((id) => context.ref(id)) as [Expr, Expr, Expr, Expr];
  return { load: share, servers, service, variation, limit: context.stated('components.*.queueLimit', name) };
}
