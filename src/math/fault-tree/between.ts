import { combine } from './combine.js';
import { Diagram, TooLarge } from './diagram.js';
import type { GateGraph, Literal } from './gate-graph.js';
import { gateOrder } from './order.js';
import { type DiagramBounds, pruned } from './prune.js';

/** Both in one diagram, and what its levels stand for: twice the variable of the refs of the graph. */
export interface BetweenDiagrams extends DiagramBounds {
  readonly diagram: Diagram;
  readonly variables: readonly number[];
}

/** A literal that is negated lies between the negations of what it lies between, the other way round. */
const negatedIf = (isNegated: number, { low, high }: DiagramBounds): DiagramBounds =>
  isNegated === 1 ? { low: high ^ 1, high: low ^ 1 } : { low, high };

/**
 * Works through a graph as for an exact diagram; whenever it grows past a limit, the paths that matter least are cut: taken for false in `low`, for true in
 * `high`. So what comes out bounds the function whatever its events are like, and closely where they are as likely as told here.
 * @param refOf twice the variable of a literal, plus one if it is negated; undefined for a gate that is no variable
 * @param yes chance of each variable, @param no of its negation
 * @param maxNodes intermediate ones included; at least twice the number of variables
 * @source truncation of decision diagrams: A. Rauzy 2001, Mathematical foundations of minimal cutsets, IEEE Trans. Reliability 50(4); subsets of a diagram:
 * K. Ravi and F. Somenzi 1995, High-density reachability analysis, ICCAD
 */
export function between(
  graph: GateGraph,
  top: Literal,
  refOf: (literal: Literal) => number | undefined,
  yes: ArrayLike<number>,
  no: ArrayLike<number>,
  maxNodes: number,
): BetweenDiagrams {
  const { gates, variables } = gateOrder(graph, top, (node) => refOf(2 * node) !== undefined);
  const refs = variables.map((node) => refOf(2 * node) as number);
  const chances = { yes: refs.map((ref) => yes[ref >> 1] as number), no: refs.map((ref) => no[ref >> 1] as number) };
  const wanted = lastUses(graph, gates, top);
  let diagram = new Diagram(maxNodes);
  const of = new Map<number, DiagramBounds>([[0, { low: 0, high: 0 }]]);
  for (const [place, node] of variables.entries()) {
    const ref = diagram.variable(place) ^ ((refs[place] as number) & 1);
    of.set(node, { low: ref, high: ref });
  }
  const inputsOf = (node: number): readonly DiagramBounds[] =>
    (graph.gateOf(node)?.of ?? []).map((literal) => negatedIf(literal & 1, of.get(literal >> 1) as DiagramBounds));
  /** Leaves of all that is still wanted so many nodes. */
  const cut = (most: number): void => {
    const kept = [...of.keys()];
    const next = pruned(diagram, [...of.values()], chances, most, maxNodes);
    diagram = next.diagram;
    for (const [i, node] of kept.entries()) of.set(node, next.refs[i] as DiagramBounds);
  };
  for (const [place, node] of gates.entries()) {
    const k = graph.gateOf(node)?.k ?? 0;
    let made: DiagramBounds | undefined;
    for (let most = maxNodes >> 2; made === undefined; most >>= 2) {
      made = combinedIn(diagram, k, inputsOf(node));
      if (made === undefined && most < variables.length) made = { low: 1, high: 0 };
      else if (made === undefined) cut(most);
    }
    of.set(node, made);
    for (const literal of graph.gateOf(node)?.of ?? []) if (wanted.get(literal >> 1) === place) of.delete(literal >> 1);
    if (diagram.size > maxNodes >> 1) cut(maxNodes >> 2);
  }
  const result = negatedIf(top & 1, of.get(top >> 1) as DiagramBounds);
  return { ...result, diagram, variables: refs.map((ref) => ref >> 1) };
}

/** Undefined where a diagram would be too large. */
function combinedIn(diagram: Diagram, k: number, inputs: readonly DiagramBounds[]): DiagramBounds | undefined {
  const [lows, highs] = [inputs.map(({ low }) => low), inputs.map(({ high }) => high)];
  try {
    const low = combine(diagram, k, lows);
    return { low, high: inputs.every((one) => one.low === one.high) ? low : combine(diagram, k, highs) };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Of each node the place of the last gate that has it. */
function lastUses(graph: GateGraph, gates: readonly number[], top: Literal): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (const [place, node] of gates.entries()) for (const literal of graph.gateOf(node)?.of ?? []) last.set(literal >> 1, place);
  last.set(0, gates.length);
  last.set(top >> 1, gates.length);
  return last;
}
