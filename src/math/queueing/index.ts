export { type BoundedState, boundedQueue, boundedWait } from './bounded.js';
export { type ClosedState, closedBounds, closedQueue, type Station } from './closed.js';
export {
  type MixedState,
  type MixedStation as SingleStation,
  mixedBounds,
  mixedClosedQueue,
  mixedStates,
  mixedWait,
  type Wait,
} from './closed-mixed.js';
export { type ClosedUsers, closedUsersBounds, closedUsersRate, closedUsersWait, type UserStation } from './closed-users.js';
export { lateBy } from './done-by.js';
export { erlangB, erlangC } from './erlang.js';
export { type Feedback, FeedbackCurve } from './feedback.js';
export { FixedTimesQueue } from './fixed-times.js';
export { allenCunneen, cosmetatos, fixedTimesWait, generalQueue, renewalQueue } from './general.js';
export { type ImpatientState, impatientQueue } from './impatient.js';
export { type MeasuredAt, shareAtLowLoad } from './low-load.js';
export { type MeanWait, meanWait, type Variation, waitOf } from './mean-wait.js';
export { type JobClass, type MulticlassState, multiclassClosedQueue } from './multiclass.js';
export { pooledQueue, type QueueLoad, type QueueState, queueState, timeQuantile, timeTail, waitQuantile, waitTail } from './pooled.js';
export { amplificationBy, type CallFailures, type RetryLayer } from './retry-layers.js';
export { fitScalability, type Scalability, type ScalabilityFit, scalabilityPeak, scaledThroughput } from './scalability.js';
export { mostThroughput, mostThroughputInterval } from './scalability-peak.js';
export { studentQuantile, studentWithin } from './student.js';
