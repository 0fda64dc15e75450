import type { Lens } from '../lens.js';
import { analyzeConsistency } from './analyze.js';
import { consistencyBlocks } from './blocks.js';
import type { ConsistencySpecResult } from './result.js';
import { isJudged, isShown } from './shown.js';

export type * from './result.js';

/** What readers may rely on, normally and in a partition, and what makes it so. */
export const consistency: Lens<ConsistencySpecResult> = {
  name: 'consistency',
  shows: isShown,
  judges: isJudged,
  analyze: analyzeConsistency,
  blocks: consistencyBlocks,
};
