import type { Lens } from '../lens.js';
import { analyzeReview } from './analyze.js';
import { reviewBlocks } from './blocks.js';
import type { ReviewSpecResult } from './result.js';

export type * from './result.js';

/** What will break, why, and what that endangers. */
export const review: Lens<ReviewSpecResult> = {
  name: 'review',
  shows: () => false,
  judges: () => true,
  analyze: analyzeReview,
  blocks: reviewBlocks,
};
