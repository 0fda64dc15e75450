export { type Delay, type DelayPart, exponentialDelay, fixedDelay, later, logNormalDelay } from './delay.js';
export {
  availabilityOf,
  compareGuarantees,
  GUARANTEES,
  type Guarantee,
  type GuaranteeOrIsolation,
  IMPLICATIONS,
  type Implication,
  ISOLATIONS,
  type Isolation,
  impliedBy,
  implies,
  strongestOf,
  weakestIsolation,
  weakestLink,
} from './guarantees.js';
export { PUBLISHED_DELAYS, type PublishedDelays, publishedCases } from './published-delays.js';
export { majorityOf, type QuorumProperties, quorumProperties, versionsBehind } from './quorum.js';
export { type Staleness, staleness } from './staleness.js';
