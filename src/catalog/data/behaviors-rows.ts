import type { Isolation } from '../../math/consistency/guarantees.js';
import type { Anomaly, Behavior, IsolationSetting, ProductLevel } from '../behavior.js';

type Row = Pick<Behavior, 'product' | 'model' | 'writes' | 'read' | 'write' | 'transactions' | 'version' | 'source'> &
  Partial<Pick<Behavior, 'copies' | 'pacelc' | 'isolation' | 'isolations' | 'conflicts' | 'anomalies'>> & {
    readonly levels: readonly ProductLevel[];
  };

export const behavior = (row: Row): Behavior => ({
  copies: 1,
  pacelc: null,
  isolation: null,
  isolations: [],
  conflicts: null,
  anomalies: [],
  ...row,
});

export const jepsen = (what: string, version: string, analysis: string): Anomaly => ({
  what,
  version,
  source: `jepsen.io/analyses/${analysis}`,
});

export const isolated = (name: string, gives: Isolation, note?: string): IsolationSetting => ({
  name,
  gives,
  ...(note !== undefined && { note }),
});

const level =
  (of: ProductLevel['of']) =>
  (name: string, gives: ProductLevel['gives'], cut: ProductLevel['cut'], note?: string): ProductLevel => ({
    name,
    of,
    gives,
    cut,
    ...(note !== undefined && { note }),
  });
export const read = level('read');
export const write = level('write');
export const both = level('both');

/** A write of which nothing is given up: every read level decides alone. */
export const acknowledged = (name: string, cut: ProductLevel['cut'], note?: string): ProductLevel =>
  write(name, 'strictSerializable', cut, note);

export const counted = (
  name: string,
  of: ProductLevel['of'],
  copies: NonNullable<ProductLevel['copies']>,
  cut: ProductLevel['cut'],
  note?: string,
): ProductLevel => ({
  name,
  of,
  gives: 'copies',
  copies,
  cut,
  ...(note !== undefined && { note }),
});

/** The same of the copies in one region, or in each. */
export const within = (place: NonNullable<ProductLevel['within']>, one: ProductLevel): ProductLevel => ({ ...one, within: place });

/** One primary, and replicas that follow it: what most relational stores do. */
export const PRIMARY: readonly ProductLevel[] = [
  read('primary', 'linearizable', 'leader', 'one node orders all writes'),
  read('replica', 'eventual', 'anywhere', 'a replica has a write after it is acknowledged'),
  acknowledged('async', 'leader', 'lost at a failover to a replica that has not got it'),
  acknowledged('sync', 'all', 'a standby has it before it is acknowledged'),
];
