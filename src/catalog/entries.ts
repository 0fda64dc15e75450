import { AGREEMENTS } from './data/agreements.js';
import { CAUSES } from './data/causes.js';
import { FAILURES } from './data/failures.js';
import { HARDWARE } from './data/hardware.js';
import { HARDWARE_FAILURES } from './data/hardware-failures.js';
import { MODELS } from './data/models.js';
import { RECOVERIES } from './data/recoveries.js';
import { SYSTEMS } from './data/systems.js';
import type { Entry } from './entry.js';
import { FIGURES } from './figures.js';

/** Everything, by id. */
export const ENTRIES: readonly Entry[] = [
  ...FIGURES,
  ...HARDWARE,
  ...SYSTEMS,
  ...MODELS,
  ...FAILURES,
  ...HARDWARE_FAILURES,
  ...CAUSES,
  ...RECOVERIES,
  ...AGREEMENTS,
].sort((a, b) => (a.id < b.id ? -1 : 1));
