import type { AnyRule } from '../rule.js';
import { spikeNeedsQueue } from './spike-needs-queue.js';

export const LOAD: readonly AnyRule[] = [spikeNeedsQueue];
