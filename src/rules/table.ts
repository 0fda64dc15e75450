import { API } from './api/index.js';
import { AVAILABILITY } from './availability/index.js';
import { CAPACITY } from './capacity/index.js';
import { COST } from './cost/index.js';
import { DATA } from './data/index.js';
import { DURABILITY } from './durability/index.js';
import { LATENCY } from './latency/index.js';
import { LOAD } from './load/index.js';
import { MESSAGING } from './messaging/index.js';
import { REQUIREMENTS } from './requirements/index.js';
import type { AnyRule } from './rule.js';
import { SECURITY } from './security/index.js';
import { SIMPLICITY } from './simplicity/index.js';

/** Every rule, in the order in which they are listed: that of their areas. */
export const RULES: readonly AnyRule[] = [
  ...CAPACITY,
  ...LOAD,
  ...AVAILABILITY,
  ...DURABILITY,
  ...DATA,
  ...LATENCY,
  ...MESSAGING,
  ...COST,
  ...SIMPLICITY,
  ...API,
  ...SECURITY,
  ...REQUIREMENTS,
];
