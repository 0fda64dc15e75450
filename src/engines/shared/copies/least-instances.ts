import type { Context } from '../../../facts/index.js';
import { add, type Expr, mul } from '../../../quantity/index.js';

/** Pieces of each item in a store, each on an instance of its own: copies, or fragments of erasure coding; undefined where none are stated. */
export function piecesOf(context: Context, name: string): Expr | undefined {
  const [data, parity] = [context.stated('components.*.replication.data', name), context.stated('components.*.replication.parity', name)];
  return data && parity ? add(data, parity) : context.stated('components.*.replication.factor', name);
}

/** How many instances run at least, as far as is stated: one for each piece of an item, of each shard, and those that autoscaling keeps. */
export function leastInstances(context: Context, name: string): readonly Expr[] {
  const [shards, pieces] = [context.stated('components.*.shards', name), piecesOf(context, name)];
  const least = context.stated('components.*.autoscale.min', name);
  const ofData = shards && pieces ? mul(shards, pieces) : (shards ?? pieces);
  return [...(ofData ? [ofData] : []), ...(least ? [least] : [])];
}
