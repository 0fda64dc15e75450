import type { Context } from '../../../facts/index.js';
import { div, type Expr, max, min, mul, num } from '../../../quantity/index.js';
import type { Component } from '../../../spec/index.js';
import { countedServing } from './shards.js';

/** Load of the busiest shard over that of the mean one, as stated. */
const factorOf = (context: Context, name: string): Expr | undefined => context.stated('components.*.skew.factor', name);

/** Whether the spec states the share of the hottest key, or enough of it that the rest is missing. */
export function statesHottest(context: Context, name: string): boolean {
  const has = (key: 'hottest' | 'zipf' | 'keys' | 'factor'): boolean => context.stated(`components.*.skew.${key}`, name) !== undefined;
  return has('hottest') || (has('zipf') && (has('keys') || !has('factor')));
}

/**
 * Load of the busiest instance over that of the mean one; undefined where it is even. The shard with the hottest key has at least its share of
 * everything, of which the mean shard has 1 / shards.
 */
export function skewOf(context: Context, name: string): Expr | undefined {
  const factor = factorOf(context, name);
  const shards = context.stated('components.*.shards', name);
  if (!shards || !statesHottest(context, name)) return factor;
  return max(factor ?? num(1), mul(context.ref('components.*.hottest', name), shards));
}

/** Share of the load on a key that is all there is on one instance for each copy, however many others there are: the hottest, where shards are not stated. */
export const hottestKey = (context: Context, name: string): Expr | undefined =>
  context.stated('components.*.shards', name) || !statesHottest(context, name) ? undefined : context.ref('components.*.hottest', name);

/**
 * Instances that would carry as much if the load on them were even: a request is for the instances that have its key, and the busiest of
 * these are full before the others are.
 * @param instances those that serve, as many for each shard
 */
function ifEven(context: Context, name: string, instances: Expr): Expr {
  const skew = skewOf(context, name);
  const even = skew ? div(instances, skew) : instances;
  const key = hottestKey(context, name);
  return key ? min(even, div(context.ref('components.*.copies', name), key)) : even;
}

/** The same of those that serve. */
export const servingIfEven = (context: Context, component: Component): Expr =>
  ifEven(context, component.name, countedServing(context, component));

/** Whether the load on instances is stated to be uneven: then these have no queue in common. */
export const isUneven = (context: Context, name: string): boolean =>
  skewOf(context, name) !== undefined || hottestKey(context, name) !== undefined;
