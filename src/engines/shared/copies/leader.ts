import { levelNamed } from '../../../catalog/behavior.js';
import type { Context } from '../../../facts/index.js';
import { type Expr, num } from '../../../quantity/index.js';
import { type Call, type Component, leafOf, type Model, regionOf } from '../../../spec/index.js';
import { quorumOf } from './quorum.js';
import { lastAnswer, type QuorumReach, reachOf } from './reach.js';
import { readLevelOf } from './read-level.js';
import { copiesByRegion, regionsOf } from './spread.js';

/**
 * Whether one copy of a store takes all of its writes: as stated, else as its product has it where copies are stated. Each region has caches and queues of
 * its own, and each shard a leader of its own, unless a leader is stated.
 */
function isLed(model: Model, { name, traits, replication }: Component): boolean {
  if (replication === null) return false;
  const { mode, leaderIn, sync } = replication;
  if (mode !== null) return mode === 'leader';
  if (leaderIn !== null || sync !== null) return true;
  const isWhole = traits.data === 'disk' && !traits.isQueue && !traits.isCache && !leafOf(model, `components.${name}.shards`);
  return isWhole && model.products.behaviors.get(name)?.writes === 'leader';
}

/** Whether a call is for the leader alone: a write, and a read that no other copy may answer. */
function asksLeader({ products }: Model, store: Component, call: Call): boolean {
  if (call.writes) return true;
  if (call.from !== null) return call.from === 'leader';
  const behavior = products.behaviors.get(store.name);
  return behavior?.writes === 'leader' && readLevelOf(behavior, store, call)?.cut !== 'anywhere';
}

/**
 * The region of the leader that a call has to go to, where its store has copies in several: as stated, else the first; where that is lost, the next.
 * @param regions those of the store that are up
 */
export function leaderFor(model: Model, call: Call, regions: readonly string[]): string | undefined {
  const store = model.components.get(call.component);
  if (!store || regions.length < 2 || !isLed(model, store) || !asksLeader(model, store, call)) return undefined;
  const stated = store.replication?.leaderIn ?? null;
  return regions.find((region) => stated !== null && region === regionOf(stated)) ?? regions[0];
}

/** The assumed region of the leader of a call, where the spec does not state it. */
export function assumedLeader(model: Model, call: Call): string | undefined {
  const store = model.components.get(call.component);
  return store?.replication?.leaderIn == null ? leaderFor(model, call, store ? regionsOf(store) : []) : undefined;
}

/**
 * How long copies in other regions delay a call, beyond the trip to the copy that it goes to: the round trip from there to the last one
 * that must answer.
 * @param trip between two regions
 */
export function copiesAway(
  context: Context,
  call: Call,
  here: string,
  regions: readonly string[],
  trip: (to: string) => Expr,
): Expr | undefined {
  const store = context.model.components.get(call.component);
  const copies = store && context.stated('components.*.replication.factor', store.name);
  if (!store || !copies || regions.length < 2 || !regions.includes(here)) return undefined;
  const counts = copiesByRegion(context, store, copies);
  const waited = waitedFor(context, store, call, copies, counts);
  return waited && lastAnswer(waited, here, regions, counts, trip);
}

/** How many copies must answer; undefined where only the one that is called does. */
function waitedFor(
  context: Context,
  store: Component,
  call: Call,
  copies: Expr,
  counts: ReadonlyMap<string, Expr>,
): QuorumReach | undefined {
  const { model } = context;
  const [sync, mode] = [store.replication?.sync ?? null, store.replication?.mode ?? null];
  const behavior = model.products.behaviors.get(store.name);
  const counted = (): QuorumReach => reachOf(context, behavior, store, call, call.writes ? 'write' : 'read', copies, counts);
  const ofAll = (needed: Expr): QuorumReach => ({ ...counted(), of: 'all', copies: needed });
  const hasLeaders = isLed(model, store) || mode === 'multiLeader';
  if (!hasLeaders) return isOfOne(counted()) ? undefined : counted();
  if (!call.writes || sync === 'async') return undefined;
  if (sync === 'sync') return ofAll(copies);
  if (sync === 'semiSync') return ofAll(num(2));
  const level = behavior && levelNamed(behavior, call.consistency?.name ?? behavior.write, 'write');
  const reach = counted();
  if (!isOfOne(reach)) return reach;
  return mode === null && level?.cut === 'majority' ? ofAll(quorumOf(copies, 'quorum')) : undefined;
}

/** Whether no copy in another region has to answer. */
const isOfOne = ({ of, copies }: QuorumReach): boolean => of === 'local' || (of === 'all' && copies.op === 'number' && copies.value === 1);
