import type { Context, LoadCase } from '../../../facts/index.js';
import { type Expr, mul } from '../../../quantity/index.js';
import type { Component } from '../../../spec/index.js';
import { shardOf } from '../copies/shards.js';
import { isUneven } from '../copies/skew.js';
import { servingOf } from '../losses.js';

/**
 * Whether one queue is worked off by all instances, or by all of a shard: consumers take from one, and a balancer may keep one. Of load that is uneven without
 * shards, each instance has its own: else its own would be even.
 */
export function isPooled(context: Context, { name, balancing, calls }: Component): boolean {
  if (isUnevenOverInstances(context, name)) return false;
  return balancing === 'pooled' || (calls.length > 0 && calls.every(({ via }) => via === 'consume'));
}

const isUnevenOverInstances = (context: Context, name: string): boolean =>
  !context.stated('components.*.shards', name) && isUneven(context, name);

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

/**
 * Whether a load balancer sends calls to the instance with the fewest: waits lie between those of one shared queue and those of random
 * assignment.
 */
export function isBracketed(context: Context, name: string): boolean {
  const component = context.model.components.get(name) as Component;
  return component.balancing === 'leastConnections' && !isPooled(context, component) && !isUnevenOverInstances(context, name);
}

/** Servers that work off one queue; `least`, all of its instances, of a component whose calls go to the instance with the fewest. */
function serversOf(context: Context, name: string, isLeast: boolean): Expr {
  const servers = context.ref('components.*.queue.servers', name);
  if (!isLeast || !isBracketed(context, name)) return servers;
  const shard = shardOf(context, name);
  return mul(
    servers,
    shard
      ? servingOf(context, context.model.components.get(name) as Component, shard.instances)
      : context.ref('components.*.serving', name),
  );
}

/**
 * The queue of a component at a load; undefined where its capacity or its service time is unknown.
 * @param isLeast the least wait, where only bounds are known
 */
export function queueOf(context: Context, name: string, load: LoadCase, isLeast = false): QueueOf | undefined {
  const ids = [
    context.id('components.*.queue.load.k', name, load),
    context.id('components.*.queue.servers', name),
    context.id('components.*.queue.service.k', name, load),
    context.id('components.*.queue.variation', name),
  ] as const;
  if (!ids.every((id) => context.known(id))) return undefined;
  const [share, , service, variation] = ids.map((id) => context.ref(id)) as [Expr, Expr, Expr, Expr];
  return {
    load: share,
    servers: serversOf(context, name, isLeast),
    service,
    variation,
    limit: context.stated('components.*.queueLimit', name),
  };
}
