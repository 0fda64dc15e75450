import { type Component, leafOf, type Model } from '../../spec/index.js';

/** Databases that spread a data set over their nodes by themselves, as `use` names them. */
const PARTITIONED: ReadonlySet<string> = new Set([
  'cassandra',
  'keyspaces',
  'scylladb',
  'scylla',
  'dynamodb',
  'bigtable',
  'hbase',
  'spanner',
  'cockroachdb',
  'cockroach',
  'yugabytedb',
  'cosmosdb',
  'tidb',
  'vitess',
]);

/** Whether a spec states, or its product implies, that the data of a store is split over its nodes. */
export function isPartitioned({ use, partitionKey, replication }: Component): boolean {
  if (partitionKey !== null || replication?.mode === 'leaderless') return true;
  return use !== null && PARTITIONED.has(use.name.toLowerCase());
}

/** Databases of which one node has all of the data, unless they are sharded. */
const SINGLE_NODE: ReadonlySet<string> = new Set([
  'postgres',
  'postgresql',
  'pg',
  'psql',
  'mysql',
  'mariadb',
  'sqlserver',
  'mssql',
  'oracle',
  'sqlite',
  'rds',
  'aws-rds',
]);

/**
 * Whether each node of a database has all of the data: a leader with followers, an instance with a standby, a product built that way, or a
 * database that states no copies at all. How copies are placed without such a statement is unknown.
 */
export function holdsAllData(model: Model, component: Component): boolean {
  const { name, use, areReplicas, replication, failover } = component;
  if (isPartitioned(component)) return false;
  if (replication?.mode === 'leader') return true;
  // Where a number of copies answers, they have no leader.
  if (replication !== null && (replication.read !== null || replication.write !== null)) return false;
  if (areReplicas || (failover !== null && failover.mode !== 'active-active')) return true;
  if (use !== null) return SINGLE_NODE.has(use.name.toLowerCase());
  return (
    replication === null &&
    leafOf(model, `components.${name}.replication.factor`) === undefined &&
    leafOf(model, `components.${name}.instances`) === undefined
  );
}
