import type { Engine } from '../../facts/index.js';
import { demandFacts } from './demand.js';
import { instanceFacts } from './instances.js';
import { regionFacts } from './regions.js';
import { saturationFacts } from './saturation.js';
import { useFacts } from './use.js';

/** Demand per resource, instances needed, what binds, how full, how much room, and until when. */
export const capacity: Engine = {
  name: 'capacity',
  define: { ...demandFacts, ...instanceFacts, ...useFacts, ...regionFacts, ...saturationFacts },
};
