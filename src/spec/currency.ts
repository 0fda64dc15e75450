import {
  CURRENCIES,
  type CurrencyFinder,
  type CurrencyMark,
  currencyMarks,
  type FieldType,
  marksOfExpr,
  type QuantityProblem,
} from '../quantity/index.js';
import { type MapNode, nodeAt } from '../source/index.js';
import type { LeafValue } from './leaf.js';
import { textOf } from './places.js';

/** The currency that a spec states by its key. */
export function statedCurrency(root: MapNode): string | undefined {
  const word = textOf(nodeAt(root, ['currency'])) ?? '';
  return CURRENCIES.includes(word) ? word : undefined;
}

/** What is wrong with the currency of a literal. */
export const currencyProblem = (finder: CurrencyFinder, value: LeafValue, field: FieldType, text: string): QuantityProblem | undefined =>
  field === 'exchange' ? finder.exchangeProblem(text) : finder.secondOf(marksIn(value), text);

function marksIn(value: LeafValue): readonly CurrencyMark[] {
  if (value.kind === 'expression') return marksOfExpr(value.expression.expr);
  const quantity = 'quantity' in value ? value.quantity : undefined;
  return quantity === undefined || quantity.dimension.money === 0 ? [] : currencyMarks(quantity.text);
}
