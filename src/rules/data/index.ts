import type { AnyRule } from '../rule.js';
import { blobInDatabase } from './blob-in-database.js';
import { cacheAsTruth } from './cache-as-truth.js';
import { cacheLargerThanData } from './cache-larger-than-data.js';
import { cacheWithoutExpiry } from './cache-without-expiry.js';
import { datasetNeedsShards } from './dataset-needs-shards.js';
import { hotSetExceedsMemory } from './hot-set-exceeds-memory.js';
import { keptForEver } from './kept-for-ever.js';
import { lastWriteWinsOnMoney } from './last-write-wins-on-money.js';
import { lowHitRatio } from './low-hit-ratio.js';
import { neverRead } from './never-read.js';
import { nodeSlowToRebuild } from './node-slow-to-rebuild.js';
import { ownWriteNotRead } from './own-write-not-read.js';
import { readFlowAdds } from './read-flow-adds.js';
import { readsNeedReplicas } from './reads-need-replicas.js';
import { reportedTooSeldom } from './reported-too-seldom.js';

export const DATA_RULES: readonly AnyRule[] = [
  datasetNeedsShards,
  nodeSlowToRebuild,
  readsNeedReplicas,
  readFlowAdds,
  neverRead,
  keptForEver,
  cacheAsTruth,
  cacheWithoutExpiry,
  ownWriteNotRead,
  reportedTooSeldom,
  lastWriteWinsOnMoney,
  cacheLargerThanData,
  hotSetExceedsMemory,
  lowHitRatio,
  blobInDatabase,
];
