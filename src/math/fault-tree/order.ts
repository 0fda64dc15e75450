import type { GateGraph, Literal } from './gate-graph.js';

/** Gates below a literal, each after those below it, and the variables that they reach, in the order of first sight. */
export interface GateOrder {
  readonly gates: readonly number[];
  readonly variables: readonly number[];
}

/** What decides which input of a gate is looked at first. */
interface Traits {
  /** Gates and variables below, as if nothing were shared; likewise those variables that several gates have. */
  readonly size: number;
  readonly shared: number;
  /** Gates to the deepest variable. */
  readonly depth: number;
  /** Gates that have it. */
  readonly parents: number;
}

type Rule = (a: Traits, b: Traits) => number;

/** Worth trying: none is the best of all graphs. */
const RULES: readonly Rule[] = [
  (a, b) => b.parents - a.parents,
  (a, b) => a.size - b.size,
  (a, b) => b.size - a.size,
  (a, b) => a.depth - b.depth,
  (a, b) => b.depth - a.depth,
  (a, b) => a.shared / a.size - b.shared / b.size,
  (a, b) => b.shared / b.size - a.shared / a.size,
];

/** Depth first from a literal, the inputs of each gate in the order that is given. */
function walk(top: Literal, isVariable: (node: number) => boolean, inputsOf: (node: number) => readonly number[]): GateOrder {
  const gates: number[] = [];
  const variables: number[] = [];
  const seen = new Set<number>([0]);
  const stack: { readonly node: number; readonly inputs: readonly number[]; next: number }[] = [];
  const visit = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (isVariable(node)) variables.push(node);
    else stack.push({ node, inputs: inputsOf(node), next: 0 });
  };
  visit(top >> 1);
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const input = frame.inputs[frame.next++];
    if (input !== undefined) visit(input);
    else {
      gates.push(frame.node);
      stack.pop();
    }
  }
  return { gates, variables };
}

const inputs = (graph: GateGraph, node: number): readonly number[] => (graph.gateOf(node)?.of ?? []).map((literal) => literal >> 1);

function traitsOf(graph: GateGraph, { gates, variables }: GateOrder): ReadonlyMap<number, Traits> {
  const parents = new Map<number, number>();
  for (const gate of gates) for (const input of inputs(graph, gate)) parents.set(input, (parents.get(input) ?? 0) + 1);
  const traits = new Map<number, Traits>();
  for (const node of variables) {
    const count = parents.get(node) ?? 1;
    traits.set(node, { size: 1, shared: count > 1 ? 1 : 0, depth: 0, parents: count });
  }
  for (const gate of gates) {
    let [size, shared, depth] = [1, 0, 0];
    for (const input of inputs(graph, gate)) {
      const below = traits.get(input) as Traits;
      size += below.size;
      shared += below.shared;
      depth = Math.max(depth, below.depth + 1);
    }
    traits.set(gate, { size, shared, depth, parents: parents.get(gate) ?? 1 });
  }
  return traits;
}

/** How far apart the variables of each gate stand, over all gates: small diagrams keep them together. */
function spanOf(graph: GateGraph, { gates, variables }: GateOrder): number {
  const first = new Map(variables.map((node, place) => [node, place]));
  const last = new Map(first);
  let span = 0;
  for (const gate of gates) {
    let [low, high] = [Number.POSITIVE_INFINITY, 0];
    for (const input of inputs(graph, gate)) {
      low = Math.min(low, first.get(input) as number);
      high = Math.max(high, last.get(input) as number);
    }
    first.set(gate, low);
    last.set(gate, high);
    span += high - low;
  }
  return span;
}

/**
 * The gates below a literal down to variables, and an order of the variables that promises a small diagram: depth first, left to right, by the rule
 * for left and right that leaves the variables of each gate closest together.
 * @source M. Bouissou, F. Bruyere and A. Rauzy 1997, BDD based fault-tree processing: a comparison of variable ordering heuristics, ESREL; F. Aloul,
 * I. Markov and K. Sakallah 2003, FORCE, GLSVLSI (the span)
 */
export function gateOrder(graph: GateGraph, top: Literal, isVariable: (node: number) => boolean): GateOrder {
  let best = walk(top, isVariable, (node) => inputs(graph, node));
  if (best.gates.length < 2) return best;
  const traits = traitsOf(graph, best);
  const of = (node: number): Traits => traits.get(node) as Traits;
  let least = spanOf(graph, best);
  for (const rule of RULES) {
    const tried = walk(top, isVariable, (node) => [...inputs(graph, node)].sort((a, b) => rule(of(a), of(b))));
    const span = spanOf(graph, tried);
    if (span >= least) continue;
    best = tried;
    least = span;
  }
  return best;
}
