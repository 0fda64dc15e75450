import type { Lens } from '../lens.js';
import { analyzeLatency } from './analyze.js';
import { latencyBlocks } from './blocks.js';
import type { LatencySpecResult } from './result.js';
import { isJudged, isShown } from './shown.js';

export type * from './result.js';

/** Response times against targets; their breakdown, and changes that would help. */
export const latency: Lens<LatencySpecResult> = {
  name: 'latency',
  shows: isShown,
  judges: isJudged,
  analyze: analyzeLatency,
  blocks: latencyBlocks,
};

/** The same with p50 and p99 against load. */
export const latencyWithCurve: Lens<LatencySpecResult> = {
  ...latency,
  analyze: (evaluation, options) => analyzeLatency(evaluation, { ...options, curve: true }),
};
