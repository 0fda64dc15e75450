import type { AnyRule } from '../rule.js';
import { targetBelowDistance } from './target-below-distance.js';
import { timeoutBelowOwnP99 } from './timeout-below-own-p99.js';

export const LATENCY: readonly AnyRule[] = [timeoutBelowOwnP99, targetBelowDistance];
