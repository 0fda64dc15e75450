import {
  BASE_CURRENCY,
  CURRENCIES,
  type CurrencyMark,
  currencyMarks,
  type Expr,
  type FieldType,
  inCurrency,
  isLeaf,
  type Problem,
  problemAt,
  type Quantity,
} from '../quantity/index.js';
import { type MapNode, nodeAt } from '../source/index.js';
import type { LeafValue } from './leaf.js';
import { textOf } from './places.js';

/** What a spec counts money in. */
export interface Currency {
  /** Code of ISO 4217: `EUR`. */
  readonly name: string;
  /** By its key, or by a literal that names one: else it is taken to be USD, and may become another. */
  readonly isStated: boolean;
}

/** Finds what a spec counts money in as its literals are read: what is stated, else what the first literals of money name. */
export class CurrencyFinder {
  #candidates: readonly string[] | undefined;

  /** @param stated by the spec itself, or by that which it was made from */
  constructor(stated: string | undefined) {
    this.#candidates = stated === undefined ? undefined : [stated];
  }

  get currency(): Currency {
    return { name: this.#candidates?.[0] ?? BASE_CURRENCY, isStated: this.#candidates !== undefined };
  }

  /** What is wrong with a literal: that it is in another currency than the spec. */
  problemOf(value: LeafValue, field: FieldType, text: string): Problem | undefined {
    const quantities = moneyIn(value, field);
    const marks = quantities.length === 0 ? [] : quantities.flatMap((quantity) => currencyMarks(quantity.text));
    return field === 'exchange' ? this.#exchangeProblem(marks, text) : this.secondOf(marks, text);
  }

  /** The first of the currencies that a text names which is not that of the spec. */
  secondOf(marks: readonly CurrencyMark[], text: string): Problem | undefined {
    for (const mark of marks) {
      const common = this.#candidates?.filter((code) => mark.codes.includes(code)) ?? mark.codes;
      if (common.length === 0) return secondCurrency(mark, this.currency.name, text);
      this.#candidates = common;
    }
    return undefined;
  }

  /** A rate has two currencies, and the other is that of the catalog. */
  #exchangeProblem(marks: readonly CurrencyMark[], text: string): Problem | undefined {
    const [own, other] = marks;
    if (own === undefined) return undefined;
    const isOfCatalog = other?.codes.includes(BASE_CURRENCY) === true && !own.codes.includes(BASE_CURRENCY);
    if (isOfCatalog) return this.secondOf([own], text);
    const name = this.#candidates?.[0] ?? 'EUR';
    const help =
      name === BASE_CURRENCY ? 'leave it out: the spec counts in USD, as the catalog does' : `write how much one USD is: 0.92 ${name} per USD`;
    return problemAt('quantity/currency', 0, text.length, 'a rate of exchange is an amount of the currency of the spec per USD', { help });
  }
}

function secondCurrency({ text: mark, codes: [code] }: CurrencyMark, name: string, text: string): Problem {
  const start = Math.max(0, text.indexOf(mark));
  const help = `write it in ${name}, or all of the spec in ${code}: a spec counts in one currency, which \`currency: ${name}\` at its root states`;
  return problemAt('quantity/currency', start, start + mark.length, `a second currency: this is in ${code}, and the spec counts in ${name}`, {
    help,
  });
}

/** The quantities of money that a literal has. */
function moneyIn(value: LeafValue, field: FieldType): readonly Quantity[] {
  if (value.kind === 'expression') return quantitiesOf(value.expression.expr);
  const quantity = 'quantity' in value ? value.quantity : undefined;
  return quantity !== undefined && (quantity.dimension.money !== 0 || field === 'exchange') ? [quantity] : [];
}

/** Names of an expression may be words for currencies too, and are none. */
const quantitiesOf = (expr: Expr): readonly Quantity[] =>
  expr.op === 'quantity' ? [expr.quantity] : isLeaf(expr) ? [] : expr.args.flatMap(quantitiesOf);

/** The currency that a spec states by its key. */
export function statedCurrency(root: MapNode): string | undefined {
  const word = textOf(nodeAt(root, ['currency'])) ?? '';
  return CURRENCIES.includes(word) ? word : undefined;
}

/** A problem with the examples of its texts in the currency of the spec; as it is where the literal itself is in USD. */
export function problemIn(currency: string, problem: Problem, text: string): Problem {
  if (currencyMarks(text).some(({ codes }) => codes.includes(BASE_CURRENCY))) return problem;
  const { message, help, suggestion } = problem;
  return {
    ...problem,
    message: inCurrency(message, currency),
    ...(help !== undefined && { help: inCurrency(help, currency) }),
    ...(suggestion !== undefined && { suggestion: inCurrency(suggestion, currency) }),
  };
}
