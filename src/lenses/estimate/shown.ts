import { leadsIn } from '../../facts/index.js';

/** Whether the tables for people show the facts of a pattern, and name what keeps them from being known. */
export const isShown = (pattern: string): boolean => leadsIn(pattern, 'estimate');
