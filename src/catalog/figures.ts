import { COMPONENTS } from './data/components.js';
import { MACHINE_ENTRIES } from './data/machines.js';
import { PRICES } from './data/prices.js';
import { PROCESSORS } from './data/processors.js';
import type { Entry } from './entry.js';

/** What the figures of products are among: a spec that names products needs no more than these. */
export const FIGURES: readonly Entry[] = [...COMPONENTS, ...MACHINE_ENTRIES, ...PRICES, ...PROCESSORS];
