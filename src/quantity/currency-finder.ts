import { BASE_CURRENCY, type CurrencyMark, currencyMarks, inCurrency } from './currency.js';
import { type Expr, isLeaf } from './expr.js';
import { problemAt, type QuantityProblem } from './problem.js';

/** What money is counted in. */
export interface Currency {
  /** Code of ISO 4217: `EUR`. */
  readonly name: string;
  /** By a key, or by a literal that names one: else it is taken to be USD, and may become another. */
  readonly isStated: boolean;
}

/** Finds what money is counted in as literals are read: what is stated, else what the first literals of money name. */
export class CurrencyFinder {
  #candidates: readonly string[] | undefined;
  readonly #reported = new Set<string>();

  /** @param stated in advance */
  constructor(stated: string | undefined) {
    this.#candidates = stated === undefined ? undefined : [stated];
  }

  get currency(): Currency {
    return { name: this.#candidates?.[0] ?? BASE_CURRENCY, isStated: this.#candidates !== undefined };
  }

  /** The first mark of a text in another currency than what was read before, as a problem: once for each currency. */
  secondOf(marks: readonly CurrencyMark[], text: string): QuantityProblem | undefined {
    for (const mark of marks) {
      const common = this.#candidates?.filter((code) => mark.codes.includes(code)) ?? mark.codes;
      if (common.length > 0) this.#candidates = common;
      else if (!this.#reported.has(mark.codes[0])) {
        this.#reported.add(mark.codes[0]);
        return secondCurrency(mark, this.currency.name, text);
      }
    }
    return undefined;
  }

  /** What is wrong with a rate of exchange: it has two currencies, its own and that of the catalog. */
  exchangeProblem(text: string): QuantityProblem | undefined {
    const [own, other] = currencyMarks(text);
    if (own === undefined) return undefined;
    const isOfCatalog = other?.codes.includes(BASE_CURRENCY) === true && !own.codes.includes(BASE_CURRENCY);
    if (isOfCatalog) return this.secondOf([own], text);
    const name = this.currency.isStated ? this.currency.name : 'EUR';
    const help =
      name === BASE_CURRENCY
        ? 'leave it out: the spec counts in USD, as the catalog does'
        : `write how much one USD is: 0.92 ${name} per USD`;
    return problemAt('quantity/currency', 0, text.length, 'a rate of exchange is so much of the currency of the spec per USD', { help });
  }
}

function secondCurrency({ text: mark, codes: [code] }: CurrencyMark, name: string, text: string): QuantityProblem {
  const start = Math.max(0, text.indexOf(mark));
  return problemAt('quantity/currency', start, start + mark.length, `a second currency: this is in ${code}, the rest in ${name}`, {
    help: `write it in ${name}, or the rest in ${code}: amounts of several currencies are not converted`,
  });
}

/** The currencies that the literals of an expression name: its names may be words for currencies too, and are none. */
export function marksOfExpr(expr: Expr): readonly CurrencyMark[] {
  if (expr.op === 'quantity') return currencyMarks(expr.quantity.text);
  return isLeaf(expr) ? [] : expr.args.flatMap(marksOfExpr);
}

/** A problem with the examples of its texts in a currency; as it is where the text that it is about is itself in USD. */
export function problemIn(currency: string, problem: QuantityProblem, text: string): QuantityProblem {
  if (currencyMarks(text).some(({ codes }) => codes.includes(BASE_CURRENCY))) return problem;
  const { message, help, suggestion } = problem;
  return {
    ...problem,
    message: inCurrency(message, currency),
    ...(help !== undefined && { help: inCurrency(help, currency) }),
    ...(suggestion !== undefined && { suggestion: inCurrency(suggestion, currency) }),
  };
}
