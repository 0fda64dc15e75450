export { type Delay, exponentialDelay, fixedDelay, logNormalDelay } from './delay.js';
export { availabilityOf, GUARANTEES, type Guarantee, type GuaranteeOrIsolation, IMPLICATIONS, ISOLATIONS, implies } from './guarantees.js';
export { PUBLISHED_DELAYS, type PublishedDelays, publishedCases } from './published-delays.js';
export { majorityOf, type QuorumProperties, quorumProperties, versionsBehind } from './quorum.js';
export { type Staleness, staleness } from './staleness.js';
