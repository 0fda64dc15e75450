import { type FactLens, leadsIn, lensesOf } from '../../facts/index.js';

/** Whether the tables for people show the facts of a pattern, and name what keeps them from being known. */
export const isShown = (pattern: string): boolean => leadsIn(pattern, 'estimate');

const APART: ReadonlySet<FactLens> = new Set(['latency', 'consistency']);

/**
 * Whether programs get the facts of a pattern: all but those of lenses that work for each of them. The samples of one percentile are hundreds of paths
 * composed anew, and a design has dozens of percentiles: `url-shortener` took 20 times as long with them.
 */
export const isPrinted = (pattern: string): boolean => {
  const lenses = lensesOf(pattern);
  return lenses.length === 0 || lenses.some((lens) => !APART.has(lens));
};
