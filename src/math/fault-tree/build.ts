import { combine } from './combine.js';
import { Diagram, type Ref, TooLarge } from './diagram.js';
import type { GateGraph, Literal } from './gate-graph.js';
import { modulesOf } from './modules.js';
import { gateOrder } from './order.js';
import type { Program } from './program.js';
import { Writer } from './writer.js';

/** The modules of a graph as one program. */
export interface Built {
  readonly program: Program;
  /** Order of the variables of the program in its diagrams. */
  readonly level: Int32Array;
  /** False if a module would pass the limit: then `program` has only those that would not, and the rest of the graph is to be worked on otherwise. */
  readonly exact: boolean;
  /** The variable of a literal, and whether negated: twice the variable, plus one if so; undefined for a gate that is no variable. */
  refOf(literal: Literal): number | undefined;
}

/** 1 for nodes that `top` has as they are, 2 for those it has negated, 3 for both. */
function polarities(graph: GateGraph, top: Literal): Uint8Array {
  const of = new Uint8Array(graph.events + graph.gates.length + 1);
  of[top >> 1] = (top & 1) === 1 ? 2 : 1;
  for (let node = of.length - 1; node > graph.events; node--) {
    const mine = of[node] as number;
    if (mine === 0) continue;
    const swapped = ((mine & 1) << 1) | (mine >> 1);
    for (const literal of graph.gateOf(node)?.of ?? [])
      of[literal >> 1] = (of[literal >> 1] as number) | ((literal & 1) === 1 ? swapped : mine);
  }
  return of;
}

/**
 * Builds the diagrams of all modules of a graph.
 * @param maxNodes of all diagrams together, intermediate ones included
 */
export function build(graph: GateGraph, top: Literal, maxNodes: number): Built {
  const { events } = graph;
  const modules = modulesOf(graph, top);
  const polarity = polarities(graph, top);
  const variableOf = new Int32Array(events + graph.gates.length + 1).fill(-1);
  for (let event = 0; event < events; event++) variableOf[event + 1] = event;
  const flipped = new Uint8Array(variableOf.length);
  const refOf = (literal: Literal): number | undefined => {
    const variable = variableOf[literal >> 1] as number;
    return variable < 0 ? undefined : 2 * variable + ((literal & 1) ^ (flipped[literal >> 1] as number));
  };
  const writer = new Writer();
  const level = new Int32Array(events + modules.length + 1);
  let left = maxNodes;
  const tooLarge = new Set<number>();
  /** False if the diagram would be too large. */
  const compiled = (literal: Literal): boolean => {
    const { gates, variables } = gateOrder(graph, literal, (node) => (variableOf[node] as number) >= 0);
    if (gates.some((node) => tooLarge.has(node))) return false;
    const diagram = new Diagram(left);
    const refs = new Map<number, Ref>([[0, 0]]);
    try {
      for (const [place, node] of variables.entries()) {
        level[variableOf[node] as number] = place;
        refs.set(node, diagram.variable(place) ^ (flipped[node] as number));
      }
      for (const node of gates) {
        const gate = graph.gateOf(node);
        const inputs = gate?.of.map((input) => (refs.get(input >> 1) as Ref) ^ (input & 1));
        if (gate && inputs) refs.set(node, combine(diagram, gate.k, inputs));
      }
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return false;
    }
    writer.add(
      diagram,
      (refs.get(literal >> 1) as Ref) ^ (literal & 1),
      variables.map((node) => variableOf[node] as number),
    );
    left -= diagram.size;
    return true;
  };
  for (const node of modules) {
    if (node === top >> 1) continue;
    // In a coherent graph every variable is one that does harm.
    const negated = polarity[node] === 2 ? 1 : 0;
    if (!compiled(2 * node + negated)) {
      tooLarge.add(node);
      continue;
    }
    flipped[node] = negated;
    variableOf[node] = events + writer.modules - 1;
  }
  const exact = compiled(top);
  return { program: writer.program(events), level, exact, refOf };
}

/** True if no event is negated: more of them never do good. */
export function isCoherent(graph: GateGraph, top: Literal): boolean {
  return polarities(graph, top)
    .subarray(1, graph.events + 1)
    .every((polarity) => polarity < 2);
}
