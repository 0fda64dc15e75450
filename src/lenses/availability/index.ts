import type { Lens } from '../lens.js';
import { analyzeAvailability } from './analyze.js';
import { availabilityBlocks } from './blocks.js';
import type { AvailabilitySpecResult } from './result.js';
import { isJudged, isShown } from './shown.js';

export type * from './result.js';

/** What fails, how often and for how long, what it costs of the error budgets, and what would help. */
export const availability: Lens<AvailabilitySpecResult> = {
  name: 'availability',
  shows: isShown,
  judges: isJudged,
  analyze: analyzeAvailability,
  blocks: availabilityBlocks,
};
