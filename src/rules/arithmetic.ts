import type { FactNode } from '../facts/index.js';
import { type Expr, evaluateExpr, formatQuantity } from '../quantity/index.js';
import type { HeldComparison } from './judge.js';

/** A formula, with the facts that it is over. */
interface Term {
  readonly expr: Expr;
  readonly inputs: ReadonlyMap<string, FactNode>;
}

/** What is opened of a comparison: its arithmetic, and the part of it that is the limit. */
export interface Opened {
  readonly math: string;
  readonly limit: Term;
}

/**
 * The arithmetic behind a comparison whose left side is itself one: times that something is carried, the least of some quotients, against 1
 * (`600 req/s > 4 x 100 req/s = 400 req/s`); or what is too much, against nothing (`300 req/s - 200 req/s = 100 req/s`). Undefined of others.
 */
export function openedOf({ left, right, times }: HeldComparison): Opened | undefined {
  const whole = left.node && termOf(left.node);
  if (!whole || times || !left.node) return undefined;
  if (right.value === 1) {
    const least = chosen(whole);
    if (least.expr.op !== 'divide') return undefined;
    const [room, load] = partsOf(least);
    return room && load && { math: `${product(load)} > ${product(room)}`, limit: room };
  }
  if (right.value !== 0) return undefined;
  const excess = chosen(whole);
  if (excess.expr.op !== 'subtract') return undefined;
  const [all, taken] = partsOf(excess);
  if (!all || !taken) return undefined;
  const text = (term: Term): string => formatQuantity(resultOf(term), left.unit ?? 'ratio');
  return { math: `${text(all)} - ${text(taken)} = ${text(whole)}`, limit: taken };
}

/** Paths of the literals that a number is what it is by: of a least or a greatest, those of the one that it is. */
export function decidedBy(term: Term): readonly string[] {
  const paths = new Set<string>();
  const seen = new Set<FactNode>();
  const visit = ({ expr, inputs }: Term): void => {
    if (expr.op === 'ref') {
      const node = inputs.get(expr.id);
      if (!node || seen.has(node)) return;
      seen.add(node);
      if ('leaf' in node.origin) paths.add(node.origin.leaf.path);
      else if (node.formula) visit(chosen({ expr: node.formula, inputs: inputsOf(node) }));
      return;
    }
    for (const part of partsOf({ expr, inputs })) visit(chosen(part));
  };
  visit(chosen(term));
  return [...paths];
}

const inputsOf = ({ inputs }: FactNode): ReadonlyMap<string, FactNode> => new Map(inputs.map((input) => [input.id, input]));

/** The formula of a fact; of one that is another as it is, that of the other. */
function termOf(node: FactNode): Term | undefined {
  if (node.formula?.op === 'ref') return termOf(node.inputs[0] as FactNode);
  return node.formula && { expr: node.formula, inputs: inputsOf(node) };
}

const resultOf = ({ expr, inputs }: Term): number => evaluateExpr(expr, (id) => inputs.get(id)?.value ?? Number.NaN);

const partsOf = ({ expr, inputs }: Term): readonly Term[] => ('args' in expr ? expr.args.map((part) => ({ expr: part, inputs })) : []);

/** Of a least, a greatest or a choice, the part that it is, and so on down. */
function chosen(term: Term): Term {
  const { op } = term.expr;
  const parts = partsOf(term);
  if (op === 'if') {
    const [test, then, otherwise] = parts;
    return test && then && otherwise ? chosen(resultOf(test) === 0 ? otherwise : then) : term;
  }
  if (op !== 'min' && op !== 'max') return term;
  const value = resultOf(term);
  const part = parts.find((one) => resultOf(one) === value);
  return part ? chosen(part) : term;
}

/** `10 x 100 req/s = 1k req/s`. */
function product(term: Term): string {
  const factors = term.expr.op === 'multiply' ? partsOf(term) : [term];
  const units = factors.map(({ expr, inputs }) => (expr.op === 'ref' ? (inputs.get(expr.id)?.unit ?? 'ratio') : 'ratio'));
  const unit = units.find((one) => one !== 'count' && one !== 'ratio' && one !== 'share') ?? 'count';
  const texts = factors.map((factor, i) => formatQuantity(resultOf(factor), units[i] as string));
  return texts.length === 1 ? (texts[0] as string) : `${texts.join(' x ')} = ${formatQuantity(resultOf(term), unit)}`;
}
