import { type Component, leafOf, type Model } from '../../spec/index.js';

/** Whether a spec states, or its product implies, that the data of a store is split over its nodes. */
export const isPartitioned = ({ products }: Model, { name, partitionKey, replication }: Component): boolean =>
  partitionKey !== null || replication?.mode === 'leaderless' || products.nodesHold.get(name) === 'parts';

/**
 * Whether each node of a database has all of the data: a leader with followers, an instance with a standby, a product built that way, or a
 * database that states no copies at all. How copies are placed without such a statement is unknown.
 */
export function holdsAllData(model: Model, component: Component): boolean {
  const { name, use, areReplicas, replication, failover } = component;
  if (isPartitioned(model, component)) return false;
  if (replication?.mode === 'leader') return true;
  // Where a number of copies answers, they have no leader.
  if (replication !== null && (replication.read !== null || replication.write !== null)) return false;
  if (areReplicas || (failover !== null && failover.mode !== 'active-active')) return true;
  if (use !== null) return model.products.nodesHold.get(name) === 'all';
  return (
    replication === null &&
    leafOf(model, `components.${name}.replication.factor`) === undefined &&
    leafOf(model, `components.${name}.instances`) === undefined
  );
}
