import { type Stated, statedAt } from './resolution.js';

const COUNTS = ['instances', 'replication.factor', 'replication.data', 'autoscale.min'] as const;

/**
 * Whether a component states how many instances it has, if only by the copies or fragments of each item, or by what autoscaling keeps: a stated
 * availability is then of one of them.
 */
export const statesInstances = (stated: Stated, name: string): boolean =>
  COUNTS.some((field) => statedAt(stated, `components.*.${field}`, name) !== undefined);
