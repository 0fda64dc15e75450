import type { AnyRule } from '../rule.js';
import { backlog } from './backlog.js';
import { exactlyFull } from './exactly-full.js';
import { fleetBeyondReason } from './fleet-beyond-reason.js';
import { full } from './full.js';
import { loadBeyondReason } from './load-beyond-reason.js';
import { overloaded } from './overloaded.js';

export const CAPACITY_RULES: readonly AnyRule[] = [overloaded, exactlyFull, backlog, full, loadBeyondReason, fleetBeyondReason];
