import { type Expr, mapRefs, ref, refsOf } from '../quantity/index.js';
import { type LeafFact, leafId } from './leaves.js';

/** Years from today in a search for a time. */
export const LATER = 'conventions.later';

const STATED = 'stated.';

/** Facts that no year changes. */
const TIMELESS =
  /^(?:assumptions|derived|stated|conventions|defaults|catalogue)\.|^flows\.[^.]+\.growth$|^data\.[^.]+\.(?:item|item\.stored|growthPerYear)$|^components\.[^.]+\.(?:time|copies)$/;

/** Leaves whose expressions look at the year that the graph does; what else the spec states holds today, and grows from there. */
const FOLLOWS = /^(?:derived|stated\.(?:expect|requirements|scenarios))\./;

/** Amounts of data as stated, and facts that tell how much data there is, of no year in particular. */
const STOCK = /^data\.[^.]+\.(?:items|size)$/;
const STOCK_FACT = /^data\.[^.]+\.(?:items|size\.[a-z]+)$/;

/** The id of the same fact in a year; today's has no suffix of its own. */
export const idInYear = (id: string, year: number | null): string => (year === null || TIMELESS.test(id) ? id : `${id}.year${year}`);

/** The same of the facts of a year, where it says no other. */
export function inYear(expr: Expr, year: number): Expr {
  const stays = (id: string): boolean => (TIMELESS.test(id) && !id.startsWith('derived.')) || /\.year\d+$/.test(id);
  return mapRefs(expr, (id) => ref(stays(id) ? id : `${id}.year${year}`));
}

/** A leaf as a graph of another time has it: what is stated of today asks for the facts of today, else a tenth of a flow would grow twice. */
export function atAnotherTime(id: string, leaf: LeafFact): LeafFact {
  const { definition } = leaf;
  if (FOLLOWS.test(id) || isOfStocks(id, leaf) || !('formula' in definition)) return leaf;
  return { ...leaf, definition: { formula: inYear(definition.formula, 0) } };
}

/** The expression at a path, where it tells a stock by other stocks. */
export function stocksAt(path: string, leafAt: (id: string) => LeafFact | undefined): Expr | undefined {
  const leaf = STOCK.test(path) ? leafAt(leafId(path)) : undefined;
  return leaf && isOfStocks(leafId(path), leaf) && 'formula' in leaf.definition ? leaf.definition.formula : undefined;
}

/** Whether a stated amount of data is told by that of other data: it is then as much in any year, and grows as that does. */
const isOfStocks = (id: string, { definition }: LeafFact): boolean =>
  id.startsWith(STATED) &&
  STOCK.test(id.slice(STATED.length)) &&
  'formula' in definition &&
  refsOf(definition.formula).some((input) => STOCK_FACT.test(input));
