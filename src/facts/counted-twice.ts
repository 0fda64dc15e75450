import { type Finding, partsOf } from '../core/index.js';
import { type Expr, isLeaf, type Reference } from '../quantity/index.js';
import { type Leaf, placeWithin } from '../spec/index.js';
import type { Graph } from './graph.js';
import { rootOf } from './ids.js';

/** A factor of a product, and whether it multiplies or divides. */
interface Factor {
  readonly ref: Reference;
  readonly sign: 1 | -1;
}

/**
 * A product of a count and of a share of that count: `patients * active` where `active: 30% of patients` is a number of patients already. Its factors
 * fit each other in every dimension, since nouns may be left over in products, so that only where they come from shows it.
 */
export function countedTwice(leaf: Leaf, graph: Graph): Finding | undefined {
  if (leaf.value.kind !== 'expression') return undefined;
  for (const factors of productsIn(leaf.value.expression.expr)) {
    for (const { ref, sign } of factors) {
      const part = sign === 1 ? partOf(ref.id, graph) : undefined;
      if (part === undefined) continue;
      const same = factors.filter((factor) => (partOf(factor.ref.id, graph)?.whole ?? factor.ref.id) === part.whole);
      const whole = same.find((factor) => factor.sign === 1 && factor.ref !== ref);
      if (whole !== undefined && same.reduce((power, factor) => power + factor.sign, 0) > 1)
        return finding(leaf, graph, whole.ref, ref, part);
    }
  }
  return undefined;
}

interface Part {
  readonly whole: string;
  /** `30% of patients`, as far as the expression of the part shows it. */
  readonly text: string;
}

/** What an assumption is a share of: through others to the count itself. Undefined for what is no share of a count. */
function partOf(id: string, graph: Graph, depth = 0): Part | undefined {
  const leaf = rootOf(id) === 'assumptions' ? graph.model.leaves.get(id) : undefined;
  if (leaf?.value.kind !== 'expression' || depth > 20) return undefined;
  const of = shared(leaf.value.expression.expr, graph);
  if (of === undefined || graph.leaves.typeOf(of)?.share !== false) return undefined;
  const text = leaf.text.replace(/^=\s*/, '').replace(/\s*\*\s*/, ' of ');
  return { whole: partOf(of, graph, depth + 1)?.whole ?? of, text };
}

/** The one name of a product of shares, which may be per a time: `30% * patients`, `2% * users / 1 day`. */
function shared(expr: Expr, graph: Graph): string | undefined {
  if (isLeaf(expr) || expr.op === 'applied') return undefined;
  if (expr.op === 'divide') {
    const [above, below] = expr.args;
    return above !== undefined && below?.op === 'quantity' && !below.quantity.share ? shared(above, graph) : undefined;
  }
  if (expr.op !== 'multiply') return undefined;
  const isShare = (arg: Expr): boolean =>
    arg.op === 'quantity' ? arg.quantity.share : arg.op === 'ref' && graph.leaves.typeOf(arg.id)?.share === true;
  const others = expr.args.filter((arg) => !isShare(arg));
  const [of] = others;
  return others.length === 1 && others.length < expr.args.length && of?.op === 'ref' ? of.id : undefined;
}

/** The names that are multiplied, of each product in an expression. */
function productsIn(expr: Expr): readonly (readonly Factor[])[] {
  const products: Factor[][] = [];
  const open: Expr[] = [expr];
  const collect = (part: Expr, sign: 1 | -1, into: Factor[]): void => {
    if (part.op === 'ref') into.push({ ref: part, sign });
    else if (isLeaf(part)) return;
    else if (part.op === 'multiply') for (const arg of part.args) collect(arg, sign, into);
    else if (part.op === 'divide') for (const [i, arg] of part.args.entries()) collect(arg, i === 0 ? sign : sign === 1 ? -1 : 1, into);
    else open.push(...part.args);
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const factors: Factor[] = [];
    collect(next, 1, factors);
    if (factors.length > 1) products.push(factors);
  }
  return products;
}

function finding(leaf: Leaf, graph: Graph, whole: Reference, part: Reference, { whole: base, text }: Part): Finding {
  const [name, wholeName] = [shortName(part.id), shortName(whole.id)];
  const share = graph.model.leaves.get(part.id)?.text ?? '';
  const alone = /^=?\s*([\d.]+\s*%)\s*\*/.exec(share)?.[1];
  const of = partOf(whole.id, graph) === undefined ? `${text}` : `a share of ${shortName(base)}, as ${wholeName} is`;
  const either = alone === undefined ? '' : `, or state the share alone: ${name}: ${alone}`;
  return {
    rule: 'expression/counted-twice',
    severity: 'error',
    message: `${wholeName} and ${name} are multiplied, and ${name} is a number of them already (${of})`,
    at: placeWithin(leaf.node, part.start ?? 0, part.end ?? leaf.text.length),
    path: leaf.path,
    help: `leave ${wholeName} out of the product${either}`,
  };
}

/** An assumption by its name, as expressions have it; anything else by its id. */
const shortName = (id: string): string => (partsOf(id).topic === '' ? partsOf(id).name : id);
