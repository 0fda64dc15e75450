import { API_RULES } from './api/index.js';
import { AVAILABILITY_RULES } from './availability/index.js';
import { CAPACITY_RULES } from './capacity/index.js';
import { COST_RULES } from './cost/index.js';
import { DATA_RULES } from './data/index.js';
import { DURABILITY_RULES } from './durability/index.js';
import { LATENCY_RULES } from './latency/index.js';
import { LOAD_RULES } from './load/index.js';
import { MESSAGING_RULES } from './messaging/index.js';
import { REQUIREMENTS_RULES } from './requirements/index.js';
import type { AnyRule } from './rule.js';
import { SECURITY_RULES } from './security/index.js';
import { SIMPLICITY_RULES } from './simplicity/index.js';

/** Every rule, in the order in which they are listed: that of their areas. */
export const RULES: readonly AnyRule[] = [
  ...CAPACITY_RULES,
  ...LOAD_RULES,
  ...AVAILABILITY_RULES,
  ...DURABILITY_RULES,
  ...DATA_RULES,
  ...LATENCY_RULES,
  ...MESSAGING_RULES,
  ...COST_RULES,
  ...SIMPLICITY_RULES,
  ...API_RULES,
  ...SECURITY_RULES,
  ...REQUIREMENTS_RULES,
];
