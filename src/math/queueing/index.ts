export { type BoundedState, boundedQueue, boundedWait } from './bounded.js';
export { type ClosedState, closedBounds, closedQueue, type Station } from './closed.js';
export { erlangB, erlangC } from './erlang.js';
export { FixedTimesQueue } from './fixed-times.js';
export { allenCunneen, cosmetatos, fixedTimesWait, generalQueue, renewalQueue } from './general.js';
export { type MeanWait, meanWait, type Variation, waitOf } from './mean-wait.js';
export { type JobClass, type MulticlassState, multiclassClosedQueue } from './multiclass.js';
export { pooledQueue, type QueueLoad, type QueueState, queueState, timeQuantile, timeTail, waitQuantile, waitTail } from './pooled.js';
export { fitScalability, type Scalability, type ScalabilityFit, scalabilityPeak, scaledThroughput } from './scalability.js';
