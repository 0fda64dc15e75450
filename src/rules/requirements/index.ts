import type { AnyRule } from '../rule.js';
import { budgetAgainstAvailability } from './budget-against-availability.js';
import { budgetMissing } from './budget-missing.js';
import { criticalWithoutAvailability } from './critical-without-availability.js';
import { decisionNotFollowed } from './decision-not-followed.js';
import { flowWithoutTarget } from './flow-without-target.js';
import { growthMissing } from './growth-missing.js';
import { horizonMissing } from './horizon-missing.js';
import { latencyBelowOwnTime } from './latency-below-own-time.js';
import { medianOnly } from './median-only.js';
import { rateMissing } from './rate-missing.js';
import { storyWithoutFlow } from './story-without-flow.js';
import { targetFarBelowDesign } from './target-far-below-design.js';
import { windowNotStated } from './window-not-stated.js';

export const REQUIREMENTS_RULES: readonly AnyRule[] = [
  latencyBelowOwnTime,
  budgetAgainstAvailability,
  criticalWithoutAvailability,
  medianOnly,
  windowNotStated,
  rateMissing,
  horizonMissing,
  growthMissing,
  storyWithoutFlow,
  flowWithoutTarget,
  budgetMissing,
  targetFarBelowDesign,
  decisionNotFollowed,
];
