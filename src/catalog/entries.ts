import { AGREEMENTS } from './data/agreements.js';
import { CAUSES } from './data/causes.js';
import { COMPONENTS } from './data/components.js';
import { FAILURES } from './data/failures.js';
import { HARDWARE } from './data/hardware.js';
import { HARDWARE_FAILURES } from './data/hardware-failures.js';
import { MACHINE_ENTRIES } from './data/machines.js';
import { MODELS } from './data/models.js';
import { PRICES } from './data/prices.js';
import { PROCESSORS } from './data/processors.js';
import { RECOVERIES } from './data/recoveries.js';
import { SYSTEMS } from './data/systems.js';
import type { Entry } from './entry.js';

/** Everything, by id. */
export const ENTRIES: readonly Entry[] = [
  ...HARDWARE,
  ...COMPONENTS,
  ...MACHINE_ENTRIES,
  ...PRICES,
  ...PROCESSORS,
  ...SYSTEMS,
  ...MODELS,
  ...FAILURES,
  ...HARDWARE_FAILURES,
  ...CAUSES,
  ...RECOVERIES,
  ...AGREEMENTS,
].sort((a, b) => (a.id < b.id ? -1 : 1));
