import type { Result as BaseResult } from '../evaluate/result.js';
import type { AvailabilitySpecResult } from '../lenses/availability/result.js';
import type { EstimateSpecResult } from '../lenses/estimate/result.js';

/** What reporters take: a spec with whatever a lens added to it. */
export type SpecResult = EstimateSpecResult & AvailabilitySpecResult;
export type Result = BaseResult<SpecResult>;
