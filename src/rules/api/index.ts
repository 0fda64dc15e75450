import type { AnyRule } from '../rule.js';
import { analyticsOnStore } from './analytics-on-store.js';
import { balanceSetAbsolutely } from './balance-set-absolutely.js';
import { cdnForDistantUsers } from './cdn-for-distant-users.js';
import { deadlineMissing } from './deadline-missing.js';
import { distributedTransaction } from './distributed-transaction.js';
import { gatewayBypassed } from './gateway-bypassed.js';
import { largeUploadChunking } from './large-upload-chunking.js';
import { loadBalancer } from './load-balancer.js';
import { localTransactionSpansStores } from './local-transaction-spans-stores.js';
import { locationSearchIndex } from './location-search-index.js';
import { lostUpdate } from './lost-update.js';
import { oneWayProtocol } from './one-way-protocol.js';
import { pollingForUpdates } from './polling-for-updates.js';
import { repeatAtThirdParty } from './repeat-at-third-party.js';
import { retryIdempotencyUnstated } from './retry-idempotency-unstated.js';
import { retryOfUnsafeWrite } from './retry-of-unsafe-write.js';
import { spikeNeedsThrottle } from './spike-needs-throttle.js';
import { textSearchIndex } from './text-search-index.js';
import { throttleAboveCapacity } from './throttle-above-capacity.js';
import { throttleBelowPeak } from './throttle-below-peak.js';
import { twoPhaseParticipants } from './two-phase-participants.js';
import { websocketLowRate } from './websocket-low-rate.js';
import { writeConflictUnstated } from './write-conflict-unstated.js';

export const API_RULES: readonly AnyRule[] = [
  analyticsOnStore,
  balanceSetAbsolutely,
  cdnForDistantUsers,
  deadlineMissing,
  distributedTransaction,
  gatewayBypassed,
  largeUploadChunking,
  loadBalancer,
  localTransactionSpansStores,
  locationSearchIndex,
  lostUpdate,
  oneWayProtocol,
  pollingForUpdates,
  repeatAtThirdParty,
  retryIdempotencyUnstated,
  retryOfUnsafeWrite,
  spikeNeedsThrottle,
  textSearchIndex,
  throttleAboveCapacity,
  throttleBelowPeak,
  twoPhaseParticipants,
  websocketLowRate,
  writeConflictUnstated,
];
