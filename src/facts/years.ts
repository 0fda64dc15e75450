import { type Expr, mapRefs, ref, refsOf } from '../quantity/index.js';
import { namesAt, type Pattern, rootOf } from './ids.js';
import { type LeafFact, leafId } from './leaves.js';
import { addressOf, hasYear, isTimelessPattern } from './registry.js';

/** Years from today in a search for a time. */
export const LATER = 'conventions.later';

const STATED = 'stated.';

/** What the spec, a convention or the catalog states: leaves, which no year changes. */
const LEAVES: ReadonlySet<string> = new Set(['assumptions', 'stated', 'conventions', 'defaults', 'catalog']);
const isLeaf = (id: string): boolean => LEAVES.has(rootOf(id));

/** Whether no year changes a fact, as its row states. */
export const isTimeless = (id: string): boolean => isLeaf(id) || addressOf(id)?.kind.timeless === true;

/** The same of all facts of a pattern. */
export const isTimelessIn = (pattern: string): boolean => isLeaf(pattern) || isTimelessPattern(pattern);

/** Leaves whose expressions look at the year that the graph does; what else the spec states holds today, and grows from there. */
const FOLLOWING = ['derived.', 'stated.expect.', 'stated.requirements.', 'stated.scenarios.'];
const follows = (id: string): boolean => FOLLOWING.some((start) => id.startsWith(start));

/** Whether an amount of data is stated at a path. */
const isStock = (path: string): boolean => (['data.*.items', 'data.*.size'] as const).some((field) => namesAt(field, path) !== undefined);

/** Facts on how much data there is, of no year in particular. */
const STOCKS: ReadonlySet<string | undefined> = new Set<Pattern>([
  'data.*.items',
  'data.*.size.logical',
  'data.*.size.stored',
  'data.*.size.provisioned',
]);

function isStockFact(id: string): boolean {
  const address = addressOf(id);
  return address?.base === id && STOCKS.has(address.kind.pattern);
}

/** The same of the facts of a year, where it names no other. */
export function inYear(expr: Expr, year: number): Expr {
  const stays = (id: string): boolean => isTimeless(id) || hasYear(id);
  return mapRefs(expr, (id) => ref(stays(id) ? id : `${id}.year${year}`));
}

/** A leaf as a graph of another time has it: what is stated of today asks for the facts of today, else a tenth of a flow would grow twice. */
export function atAnotherTime(id: string, leaf: LeafFact): LeafFact {
  const { definition } = leaf;
  if (follows(id) || isOfStocks(id, leaf) || !('formula' in definition)) return leaf;
  return { ...leaf, definition: { formula: inYear(definition.formula, 0) } };
}

/** The expression at a path, where it states a stock by other stocks. */
export function stocksAt(path: string, leafAt: (id: string) => LeafFact | undefined): Expr | undefined {
  const leaf = isStock(path) ? leafAt(leafId(path)) : undefined;
  return leaf && isOfStocks(leafId(path), leaf) && 'formula' in leaf.definition ? leaf.definition.formula : undefined;
}

/** Whether a stated amount of data is an expression over that of other data: it is then as much in any year, and grows as that does. */
const isOfStocks = (id: string, { definition }: LeafFact): boolean =>
  id.startsWith(STATED) && isStock(id.slice(STATED.length)) && 'formula' in definition && refsOf(definition.formula).some(isStockFact);

type LeafAt = (id: string) => LeafFact | undefined;

/**
 * The id under which a year has the literal at a path: what is stated of today as an expression over facts asks for the facts of today
 * (`stated.flows.read.rate.year0`). Undefined where it rests on no fact, and so is the same leaf in any year.
 */
export function idOfToday(path: string, leafAt: LeafAt): string | undefined {
  const id = leafId(path);
  return !follows(id) && restsOnFacts(id, leafAt) ? id + TODAY : undefined;
}

const TODAY = '.year0';

/** The leaf behind such an id; undefined for any other id. */
export function leafOfToday(id: string, leafAt: LeafAt): LeafFact | undefined {
  if (!id.endsWith(TODAY) || !isLeaf(id)) return undefined;
  const leaf = leafAt(id.slice(0, -TODAY.length));
  if (!leaf || !('formula' in leaf.definition)) return leaf;
  const formula = mapRefs(inYear(leaf.definition.formula, 0), (input) => ref(restsOnFacts(input, leafAt) ? input + TODAY : input));
  return { ...leaf, definition: { formula } };
}

/** Whether a leaf is an expression over facts, at once or through other leaves. */
function restsOnFacts(id: string, leafAt: LeafAt): boolean {
  const leaf = isLeaf(id) ? leafAt(id) : undefined;
  if (!leaf || !('formula' in leaf.definition)) return false;
  return refsOf(leaf.definition.formula).some((input) => !isTimeless(input) || restsOnFacts(input, leafAt));
}
