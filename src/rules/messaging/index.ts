import type { AnyRule } from '../rule.js';
import { atMostOnceFollowUp } from './at-most-once-follow-up.js';
import { atMostOnceLoses } from './at-most-once-loses.js';
import { brokerForLowRate } from './broker-for-low-rate.js';
import { brokerInOneCopy } from './broker-in-one-copy.js';
import { consumersExceedPartitions } from './consumers-exceed-partitions.js';
import { deadLettersMissing } from './dead-letters-missing.js';
import { dualWrite } from './dual-write.js';
import { exactlyOnceClaimed } from './exactly-once-claimed.js';
import { fanOutWaitedFor } from './fan-out-waited-for.js';
import { idempotenceNotStated } from './idempotence-not-stated.js';
import { noAnswerThroughQueue } from './no-answer-through-queue.js';
import { oneCopyAcknowledged } from './one-copy-acknowledged.js';
import { peakPastDeadline } from './peak-past-deadline.js';
import { redeliveryNotIdempotent } from './redelivery-not-idempotent.js';
import { retentionShorterThanOutage } from './retention-shorter-than-outage.js';
import { slowCatchUp } from './slow-catch-up.js';
import { spikeOutlivesRetention } from './spike-outlives-retention.js';
import { spikePastDeadline } from './spike-past-deadline.js';

export const MESSAGING_RULES: readonly AnyRule[] = [
  spikeOutlivesRetention,
  spikePastDeadline,
  peakPastDeadline,
  retentionShorterThanOutage,
  slowCatchUp,
  consumersExceedPartitions,
  redeliveryNotIdempotent,
  deadLettersMissing,
  atMostOnceLoses,
  oneCopyAcknowledged,
  brokerInOneCopy,
  idempotenceNotStated,
  noAnswerThroughQueue,
  fanOutWaitedFor,
  brokerForLowRate,
  atMostOnceFollowUp,
  dualWrite,
  exactlyOnceClaimed,
];
