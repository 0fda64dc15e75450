import type { Lens } from '../lens.js';
import { analyzeEstimate } from './analyze.js';
import { estimateBlocks } from './blocks.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';

export type * from './result.js';

/** Load, bandwidth, storage, servers and cost. */
export const estimate: Lens<EstimateSpecResult> = {
  name: 'estimate',
  shows: isShown,
  judges: () => true,
  analyze: analyzeEstimate,
  blocks: estimateBlocks,
};
