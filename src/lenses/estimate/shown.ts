import { type FactLens, leadsIn, lensesOf } from '../../facts/index.js';
import type { Attribute } from '../../rules/index.js';

/** The qualities of which the lens shows what is found. */
export const QUALITIES: ReadonlySet<Attribute> = new Set<Attribute>(['capacity', 'cost', 'simplicity']);

/** Whether the tables for people show the facts of a pattern, and name what keeps them from being known. */
export const isShown = (pattern: string): boolean => leadsIn(pattern, 'estimate');

/** Lenses whose facts cost little, so that the estimate gives them too. */
const WITH_ESTIMATE: ReadonlySet<FactLens> = new Set(['estimate', 'availability']);

/**
 * Whether programs get the facts of a pattern: those of lenses that do not work for each of them. The samples of one percentile are hundreds of paths
 * composed anew, and a design has dozens of percentiles: `url-shortener` took 20 times as long with them.
 */
export const isPrinted = (pattern: string): boolean => {
  const lenses = lensesOf(pattern);
  return lenses.length === 0 || lenses.some((lens) => WITH_ESTIMATE.has(lens));
};
