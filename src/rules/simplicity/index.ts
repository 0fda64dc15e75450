import type { AnyRule } from '../rule.js';
import { cacheNotNeeded } from './cache-not-needed.js';
import { componentNotCalled } from './component-not-called.js';
import { shardingNotNeeded } from './sharding-not-needed.js';
import { undecidedOptions } from './undecided-options.js';
import { unusedAssumption } from './unused-assumption.js';

export const SIMPLICITY_RULES: readonly AnyRule[] = [
  shardingNotNeeded,
  cacheNotNeeded,
  componentNotCalled,
  unusedAssumption,
  undecidedOptions,
];
