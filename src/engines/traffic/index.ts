import type { Engine } from '../../facts/index.js';
import { componentFacts } from './components.js';
import { flowFacts } from './flows.js';
import { totalFacts } from './totals.js';

/** Rates, peaks, spikes, paths, hits and misses, fan-out, batches, async steps, bytes, users at once. */
export const traffic: Engine = { name: 'traffic', define: { ...flowFacts, ...componentFacts, ...totalFacts } };
