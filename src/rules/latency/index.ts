import type { AnyRule } from '../rule.js';
import { hedgeBelowMedian } from './hedge-below-median.js';
import { promiseNotAnswered } from './promise-not-answered.js';
import { targetBelowDistance } from './target-below-distance.js';
import { timeoutBelowOwnP99 } from './timeout-below-own-p99.js';
import { timeoutBelowP99AtPeak } from './timeout-below-p99-at-peak.js';

export const LATENCY_RULES: readonly AnyRule[] = [
  timeoutBelowOwnP99,
  timeoutBelowP99AtPeak,
  targetBelowDistance,
  promiseNotAnswered,
  hedgeBelowMedian,
];
