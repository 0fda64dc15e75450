import { levelNamed } from '../../catalog/behavior.js';
import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { losesAtFailover } from './store.js';

/** Whether acknowledged writes are lost as another copy takes over; undefined where no leader is replaced. */
function loses({ model }: Context, store: Component): boolean | undefined {
  const behavior = model.products.behaviors.get(store.name);
  const { replication, failover } = store;
  const isLed = replication?.mode === 'leader' || replication?.sync != null || (replication?.mode == null && behavior?.writes === 'leader');
  if (!failover || !isLed) return undefined;
  if (replication?.sync != null) return losesAtFailover(store, replication.sync);
  // What the product waits for, write by write: a level that more than the leader acknowledges survives it.
  const asked = store.calls.flatMap(({ writes, consistency }) => (writes ? [consistency?.name] : []));
  const levels = (asked.length > 0 ? asked : [undefined]).map(
    (name) => behavior && ((name !== undefined && levelNamed(behavior, name, 'write')) || levelNamed(behavior, behavior.write, 'write')),
  );
  const isKept = levels.every((level) => level?.cut === 'majority' || level?.cut === 'all');
  return losesAtFailover(store, isKept ? 'sync' : 'async');
}

/** What is unknown where no leader is replaced, and nothing where none of its writes are lost. */
function ofLosses(context: Context, name: string, lost: () => Expr): Definition {
  const isLosing = loses(context, context.model.components.get(name) as Component);
  if (isLosing === undefined) return unstated(`components.${name}.failover`);
  return formula(isLosing ? lost() : num(0));
}

/** Time before a failover whose writes it loses: as much as the copies are behind. */
const lostTime = (context: Context, name: string): Definition =>
  ofLosses(
    context,
    name,
    () => context.stated('components.*.replication.lag', name) ?? context.unstated(`components.${name}.replication.lag`),
  );

const shardsOf = (context: Context, name: string): Expr => context.stated('components.*.shards', name) ?? num(1);

/** Writes of that time: those of one shard, whose leader it is. */
const lostWrites = (context: Context, name: string): Definition =>
  ofLosses(context, name, () =>
    div(mul(context.ref('components.*.write.mean', name), context.ref('components.*.failover.rpo', name)), shardsOf(context, name)),
  );

/** The same a year: each shard has a leader, which fails as often as an instance does. */
const lostYearly = (context: Context, name: string): Definition =>
  ofLosses(context, name, () =>
    mul(context.ref('components.*.failover.lost', name), shardsOf(context, name), context.ref('components.*.instance.outages', name)),
  );

/** What of the writes that were acknowledged a failover loses. @source expected loss: rate of writes x lag x failovers */
export const failoverFacts = {
  'components.*.failover.rpo': lostTime,
  'components.*.failover.lost': lostWrites,
  'components.*.failover.lostYearly': lostYearly,
} satisfies Definers;
