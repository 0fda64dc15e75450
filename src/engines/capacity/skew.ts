import { type Context, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { hotShare } from '../../math/index.js';
import { applied, div, type Expr, mul } from '../../quantity/index.js';
import { hottestKey, skewOf, statesHottest } from '../shared/copies/skew.js';
import { isStock, type Resource } from './sizing.js';

/** Share of the load on the hottest key: as stated, else that of the first of so many keys under Zipf's law, 1 / (1 + 2^-s + ... + keys^-s). */
export function hottest(context: Context, name: string): Definition {
  const at = `components.${name}.skew`;
  const stated = context.stated('components.*.skew.hottest', name);
  if (stated) return formula(stated);
  const exponent = context.stated('components.*.skew.zipf', name);
  const keys = context.stated('components.*.skew.keys', name);
  if (!exponent) return unstated(`${at}.hottest`);
  if (!keys) return unknown(`${at}.keys`);
  return formula(applied('hotShare', (n, s) => hotShare(1, { items: Math.max(1, n ?? 1), exponent: s ?? 0 }), keys, exponent));
}

/** Demand on the fullest instance, as if all were as full: an uneven spread of keys weighs on load, not on what is stored. */
export function skewed(context: Context, name: string, resource: Resource, demand: Expr): Expr {
  const skew = isStock(resource) ? undefined : skewOf(context, name);
  return skew ? mul(demand, skew) : demand;
}

/**
 * What the instances that have the hottest key carry, and what it asks for; undefined if nothing is stated of it. With shards, one of them has it.
 * @param up instances that serve, as many for each shard
 * @param each what one of them carries
 */
export function roomForHottest(
  context: Context,
  name: string,
  up: Expr,
  each: Expr,
  demand: Expr,
): { readonly room: Expr; readonly demand: Expr } | undefined {
  const shards = context.stated('components.*.shards', name);
  if (!shards || !statesHottest(context, name)) return ofHottest(context, name, each, demand);
  return {
    room: div(mul(up, each), shards),
    demand: mul(demand, context.ref('components.*.hottest', name)),
  };
}

/**
 * What the hottest key may ask for where shards are not stated: a key lies on one instance for each copy, however many there are. Undefined if
 * nothing is stated of it.
 * @param each what one instance carries
 * @returns room for that key, and what it asks for
 */
export function ofHottest(
  context: Context,
  name: string,
  each: Expr,
  demand: Expr,
): { readonly room: Expr; readonly demand: Expr } | undefined {
  const key = hottestKey(context, name);
  return key && { room: mul(context.ref('components.*.copies', name), each), demand: mul(demand, key) };
}
