import type { Engine } from '../facts/index.js';
import { storage } from './storage/index.js';
import { traffic } from './traffic/index.js';

/** Everything that defines facts. */
export const ENGINES: readonly Engine[] = [traffic, storage];
