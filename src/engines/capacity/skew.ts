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

/** Demand scaled as if all instances were as loaded as the fullest: skew of keys affects load, not stored bytes. */
export function skewed(context: Context, name: string, resource: Resource, demand: Expr): Expr {
  const skew = isStock(resource) ? undefined : skewOf(context, name);
  return skew ? mul(demand, skew) : demand;
}

/**
 * Capacity of the instances that hold the hottest key, and its demand; undefined where the spec states nothing of it. With shards, one of
 * them holds it.
 * @param up instances that serve, as many for each shard
 * @param each capacity of one of them
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
 * The same where shards are not stated: a key lies on one instance per copy, however many instances there are. Undefined where the spec
 * states nothing of it.
 * @param each capacity of one instance
 * @returns capacity for that key, and its demand
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
