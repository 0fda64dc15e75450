import type { Context } from '../facts/index.js';
import { ceil, cond, div, type Expr, floor, greater, mul, num } from '../quantity/index.js';
import { piecesOf } from './least-instances.js';

/** What one of the shards of a fleet is. */
export interface Shard {
  /** Those that it may lie on: its own; of a fleet that has too few for all shards to have their own, all. */
  readonly instances: Expr;
  /** How many shards have instances of their own; 1 if they have not. */
  readonly apart: Expr;
  /** 1 if shards share instances, so that which of these have a shard is all that tells it from others. */
  readonly isShared: Expr;
  /** Instances that have each item of it, at least. */
  readonly pieces: Expr;
}

/** One of the shards of a component; undefined of what is not in shards. */
export function shardOf(context: Context, name: string): Shard | undefined {
  const shards = context.stated('components.*.shards', name);
  if (!shards) return undefined;
  const fleet = context.ref('components.*.fleet', name);
  const pieces = piecesOf(context, name) ?? num(1);
  const isShared = greater(mul(shards, pieces), fleet);
  return {
    instances: cond(isShared, fleet, floor(div(fleet, shards))),
    apart: cond(isShared, num(1), shards),
    isShared,
    pieces,
  };
}

/** How a fleet is sized shard by shard: what of a number of instances one shard takes, in whole ones, and what all take of what one does. */
export function byShard(
  context: Context,
  name: string,
): { readonly part: (instances: Expr) => Expr; readonly all: (instances: Expr) => Expr } {
  const shards = context.stated('components.*.shards', name);
  if (!shards) return { part: (instances) => instances, all: (instances) => instances };
  return { part: (instances) => ceil(div(instances, shards)), all: (instances) => mul(shards, instances) };
}

/**
 * Instances that count for what a fleet carries: of one in shards as many for each as one shard has, for a request is of one shard, and those of the others are of no
 * use to it. Shards are spread as a fleet is: what is lost with a place is lost of each.
 * @param left what a loss leaves of so many instances
 */
export function counted(context: Context, name: string, fleet: Expr, left: (instances: Expr) => Expr): Expr {
  const shard = shardOf(context, name);
  return shard ? mul(shard.apart, left(shard.instances)) : left(fleet);
}
