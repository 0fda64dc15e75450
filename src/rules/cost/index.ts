import type { AnyRule } from '../rule.js';
import { blueGreenFleet } from './blue-green-fleet.js';
import { budgetAtHorizon } from './budget-at-horizon.js';
import { egressDominates } from './egress-dominates.js';
import { idleFleet } from './idle-fleet.js';
import { instancePerShard } from './instance-per-shard.js';
import { regionsBeyondPromise } from './regions-beyond-promise.js';

export const COST_RULES: readonly AnyRule[] = [
  budgetAtHorizon,
  egressDominates,
  idleFleet,
  instancePerShard,
  regionsBeyondPromise,
  blueGreenFleet,
];
