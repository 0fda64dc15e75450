import { addressOf, type FactId, type FactNode, factId, type Graph, scaleOf, uncheckedId } from '../facts/index.js';
import { type Expr, evaluateExpr, printExpr } from '../quantity/index.js';

/** How a fact came about, in one line: of a choice only what was chosen. */
export interface ShortExplanation {
  /** What decides how many instances there are: a resource, or `redundancy`; null of anything else. */
  readonly binding: string | null;
  /** With ids of facts that it rests on. */
  readonly formula: string;
  /** The value before it is rounded up; null where nothing is rounded. */
  readonly exact: number | null;
  /** The value of the line, where the fact itself is larger: to survive a loss, or to spread over zones. */
  readonly rounded: number | null;
}

/** Facts that are numbers of instances. */
const COUNTS: ReadonlySet<string> = new Set(['components.*.instances', 'components.*.instances.forLoad', 'components.*.binding']);
const REDUNDANCY = 'redundancy';

/** The line of a fact; null at a leaf, and where nothing is known. */
export function shortExplanationOf(graph: Graph, root: FactNode): ShortExplanation | null {
  const counted = countBehind(graph, root);
  const binding = counted && (graph.get(factId('components.*.binding', counted.name)).word ?? null);
  if (counted && binding !== null && binding !== REDUNDANCY)
    return sizing(graph, root, uncheckedId(`components.${counted.name}.instances.${binding}`), binding);
  const { expr } = followed(graph, counted?.isBinding ? graph.get(factId('components.*.instances', counted.name)) : root);
  return expr === null || root.state !== 'known' ? null : { binding, formula: printExpr(expr), exact: null, rounded: null };
}

/** The component whose instances a fact counts, directly or by the fact that it passes on. */
function countBehind(graph: Graph, root: FactNode): { readonly name: string; readonly isBinding: boolean } | null {
  for (let node: FactNode | undefined = root; node; node = handedOn(graph, node)) {
    const address = addressOf(node.id);
    const [name] = address?.names ?? [];
    if (address && name !== undefined && COUNTS.has(address.kind.pattern) && graph.has(factId('components.*.binding', name)))
      return { name, isBinding: address.kind.pattern === 'components.*.binding' };
  }
  return null;
}

/** The demand on the binding resource in terms of the spec, not as a number of instances. */
function sizing(graph: Graph, root: FactNode, id: FactId, binding: string): ShortExplanation | null {
  if (!graph.has(id)) return null;
  const { node, expr } = followed(graph, graph.get(id));
  if (expr === null || node.state !== 'known') return null;
  const isRounded = expr.op === 'ceil' && expr.args.length === 1;
  const inner = isRounded ? (expr.args[0] as Expr) : expr;
  const shown = withoutNeutral(graph, withDemand(graph, inner));
  return {
    binding,
    formula: printExpr(shown),
    exact: isRounded ? valueIn(graph, inner) : null,
    rounded: typeof root.word === 'string' || root.value !== node.value ? node.value : null,
  };
}

/** The demand on a resource, as a number of instances: its own inputs explain more. */
function withDemand(graph: Graph, expr: Expr): Expr {
  if (expr.op === 'ref' && addressOf(expr.id)?.kind.demandFor !== undefined)
    return followed(graph, graph.get(uncheckedId(expr.id))).expr ?? expr;
  if (!('args' in expr)) return expr;
  return { ...expr, args: expr.args.map((arg) => withDemand(graph, arg)) };
}

/** Without factors of 1 and terms of 0: one copy, no overhead. */
function withoutNeutral(graph: Graph, expr: Expr): Expr {
  if (!('args' in expr)) return expr;
  const args = expr.args.map((arg) => withoutNeutral(graph, arg));
  const neutral = expr.op === 'multiply' ? 1 : expr.op === 'add' ? 0 : undefined;
  const left = neutral === undefined ? args : args.filter((arg) => valueIn(graph, arg) !== neutral);
  const [only] = left;
  if (only !== undefined && left.length === 1 && neutral !== undefined) return only;
  return left.length === 0 ? expr : { ...expr, args: left };
}

/** Past facts that only hand on another one, or choose one of several. */
function followed(graph: Graph, root: FactNode): { readonly node: FactNode; readonly expr: Expr | null } {
  let node = root;
  for (let next = handedOn(graph, node); next?.formula !== undefined; next = handedOn(graph, node)) node = next;
  return { node, expr: node.formula === undefined ? null : chosen(graph, node.formula) };
}

/** The fact that another one repeats, if it does nothing else. */
function handedOn(graph: Graph, { formula, inputs }: FactNode): FactNode | undefined {
  const expr = formula && chosen(graph, formula);
  return expr?.op === 'ref' ? inputs.find(({ id }) => id === expr.id) : undefined;
}

/** The argument that a choice selects; a fact before a bare number where they are equal. */
function chosen(graph: Graph, expr: Expr): Expr {
  if (expr.op === 'max' || expr.op === 'min') {
    const values = expr.args.map((arg) => valueIn(graph, arg));
    const best = expr.op === 'max' ? Math.max(...values) : Math.min(...values);
    const those = expr.args.filter((_, i) => values[i] === best);
    const one = those.find(({ op }) => op !== 'number') ?? those[0];
    return one ? chosen(graph, one) : expr;
  }
  if (expr.op === 'if') {
    const [test, then, otherwise] = expr.args;
    const one = test && valueIn(graph, test) !== 0 ? then : otherwise;
    return one ? chosen(graph, one) : expr;
  }
  return expr;
}

function valueIn(graph: Graph, expr: Expr): number {
  return evaluateExpr(expr, (id) => {
    const { value, unit } = graph.get(uncheckedId(id));
    return value * scaleOf(unit ?? '', graph.model.calendar);
  });
}
