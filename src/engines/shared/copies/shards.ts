import type { Context } from '../../../facts/index.js';
import { ceil, cond, div, type Expr, floor, greater, min, mul, num } from '../../../quantity/index.js';
import type { Component } from '../../../spec/index.js';
import { servingOf } from '../losses.js';
import { piecesOf } from './least-instances.js';

/** What one of the shards of a fleet is. */
export interface Shard {
  /** Those that have it: its own; of a fleet that has too few for all shards to have their own, one for each piece of an item. */
  readonly instances: Expr;
  /**
   * Times what these carry that the fleet does: as many as there are shards, each with 1 / shards of the load. Where shards share instances, the fullest
   * has so many of them, and each gets as small a part of it.
   */
  readonly apart: Expr;
  /** 1 if shards share instances, so that a shard is defined only by which instances hold a piece of it. */
  readonly isShared: Expr;
  /** Instances that have each item of it, at least. */
  readonly pieces: Expr;
}

/** One of the shards of a component, that with the fewest instances; undefined of what is not in shards. */
export function shardOf(context: Context, name: string): Shard | undefined {
  const shards = context.stated('components.*.shards', name);
  if (!shards) return undefined;
  const fleet = context.ref('components.*.fleet', name);
  const pieces = piecesOf(context, name) ?? num(1);
  const isShared = greater(mul(shards, pieces), fleet);
  const having = min(pieces, fleet);
  // Pieces of shards on the fullest instance, with pieces spread evenly.
  const onFullest = ceil(div(mul(shards, having), fleet));
  return {
    instances: cond(isShared, having, floor(div(fleet, shards))),
    apart: cond(isShared, div(shards, onFullest), shards),
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
 * Instances that count for what a fleet carries: of one in shards as many for each as the one with the fewest has, for a request is of one shard, and those of the
 * others are of no use to it. Shards are spread as a fleet is: what is lost with a place is lost of each, and an instance that is lost takes what it has of
 * its shards with it.
 * @param left what a loss leaves of so many instances
 */
export function counted(context: Context, name: string, fleet: Expr, left: (instances: Expr) => Expr = (instances) => instances): Expr {
  const shard = shardOf(context, name);
  return shard ? mul(shard.apart, left(shard.instances)) : left(fleet);
}

/** The same of those that serve, with something lost beside what is down. */
export function countedServing(context: Context, component: Component, left: (instances: Expr) => Expr = (instances) => instances): Expr {
  const { name } = component;
  return context.stated('components.*.shards', name)
    ? counted(context, name, context.ref('components.*.fleet', name), (instances) => left(servingOf(context, component, instances)))
    : left(context.ref('components.*.serving', name));
}
