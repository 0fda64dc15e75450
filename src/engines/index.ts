import type { Engine } from '../facts/index.js';
import { availability } from './availability/index.js';
import { capacity } from './capacity/index.js';
import { consistency } from './consistency/index.js';
import { cost } from './cost/index.js';
import { latency } from './latency/index.js';
import { storage } from './storage/index.js';
import { traffic } from './traffic/index.js';
import { waiting } from './waiting/index.js';

/** Everything that defines facts. */
export const ENGINES: readonly Engine[] = [traffic, storage, capacity, cost, availability, latency, waiting, consistency];
