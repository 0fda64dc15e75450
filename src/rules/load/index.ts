import type { AnyRule } from '../rule.js';
import { autoscaleTargetHigh } from './autoscale-target-high.js';
import { batchSmallWrites } from './batch-small-writes.js';
import { callsInALoop } from './calls-in-a-loop.js';
import { chattyClient } from './chatty-client.js';
import { coldCacheBreaksPromise } from './cold-cache-breaks-promise.js';
import { coldCacheOverloads } from './cold-cache-overloads.js';
import { connectionsNearlyExhausted } from './connections-nearly-exhausted.js';
import { deployNotCarried } from './deploy-not-carried.js';
import { fallbackNotCarried } from './fallback-not-carried.js';
import { fleetCapped } from './fleet-capped.js';
import { growthExceedsCap } from './growth-exceeds-cap.js';
import { growthReachesCapacity } from './growth-reaches-capacity.js';
import { growthReachesQuota } from './growth-reaches-quota.js';
import { hotKey } from './hot-key.js';
import { hotKeyOutgrows } from './hot-key-outgrows.js';
import { hotKeySizesFleet } from './hot-key-sizes-fleet.js';
import { lossNotCarried } from './loss-not-carried.js';
import { networkNearlyFull } from './network-nearly-full.js';
import { partitionKeyUneven } from './partition-key-uneven.js';
import { partitionKeyUnstated } from './partition-key-unstated.js';
import { peakAssumed } from './peak-assumed.js';
import { poolOfNoCaller } from './pool-of-no-caller.js';
import { poolTooSmall } from './pool-too-small.js';
import { quotaNearlyReached } from './quota-nearly-reached.js';
import { readsNeedCache } from './reads-need-cache.js';
import { readsSizeFleet } from './reads-size-fleet.js';
import { regionLossNotCarried } from './region-loss-not-carried.js';
import { regionOverloaded } from './region-overloaded.js';
import { replicasDoNotScaleWrites } from './replicas-do-not-scale-writes.js';
import { retryStorm } from './retry-storm.js';
import { scalingExhaustsConnections } from './scaling-exhausts-connections.js';
import { sizedForMean } from './sized-for-mean.js';
import { spikeBelowPeak } from './spike-below-peak.js';
import { spikeNeedsQueue } from './spike-needs-queue.js';
import { spikeNotCarried } from './spike-not-carried.js';
import { spikeOutrunsAutoscaling } from './spike-outruns-autoscaling.js';
import { staysOverloaded } from './stays-overloaded.js';
import { storageExceedsQuota } from './storage-exceeds-quota.js';

export const LOAD_RULES: readonly AnyRule[] = [
  spikeNeedsQueue,
  spikeNotCarried,
  spikeOutrunsAutoscaling,
  sizedForMean,
  peakAssumed,
  spikeBelowPeak,
  growthReachesCapacity,
  growthReachesQuota,
  storageExceedsQuota,
  growthExceedsCap,
  fleetCapped,
  lossNotCarried,
  regionOverloaded,
  regionLossNotCarried,
  deployNotCarried,
  readsNeedCache,
  readsSizeFleet,
  coldCacheOverloads,
  coldCacheBreaksPromise,
  fallbackNotCarried,
  replicasDoNotScaleWrites,
  batchSmallWrites,
  hotKey,
  hotKeyOutgrows,
  hotKeySizesFleet,
  callsInALoop,
  chattyClient,
  retryStorm,
  staysOverloaded,
  connectionsNearlyExhausted,
  scalingExhaustsConnections,
  quotaNearlyReached,
  poolTooSmall,
  networkNearlyFull,
  autoscaleTargetHigh,
  poolOfNoCaller,
  partitionKeyUneven,
  partitionKeyUnstated,
];
