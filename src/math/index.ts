export { normalCdf, normalQuantile, Z95 } from './normal.js';
export { type Ordered, OrderStatistics } from './order.js';
export { isNarrow, mean, percentiles, percentilesWithScores, quantileIn, quantilesWithScores } from './percentiles.js';
export { characteristicTime, hotShare, hotSize, lruHitRatio, lruSize, type Popularity } from './popularity.js';
export { mix, randomBelow, randomPermutation, randomWords } from './prng.js';
export { type Alternative, type Regret, type Regrets, regretsOf } from './regret.js';
export { DEFAULT_SAMPLES, sampleScores, sampleStrata, strataScore, strataScores, taken } from './sample.js';
export { meanOf, type QuantileSpread, quantileFunction } from './spread.js';
export { varianceShares } from './variance.js';
