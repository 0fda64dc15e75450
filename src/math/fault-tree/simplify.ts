import { GateGraph, type Literal, TRUE } from './gate-graph.js';
import { modulesOf } from './modules.js';

/** A function: a literal of a graph. */
export interface Rooted {
  readonly graph: GateGraph;
  readonly top: Literal;
}

/** Rounds of simplification at most: each opens the way for the next, less and less. */
const MAX_ROUNDS = 8;

/** How many gates have each node, of those that `top` reaches. */
function parentsOf(graph: GateGraph, top: Literal): Int32Array {
  const parents = new Int32Array(graph.events + graph.gates.length + 1);
  parents[top >> 1] = 1;
  for (let node = parents.length - 1; node > graph.events; node--) {
    if (parents[node] === 0) continue;
    for (const literal of graph.gateOf(node)?.of ?? []) parents[literal >> 1] = (parents[literal >> 1] as number) + 1;
  }
  return parents;
}

/**
 * Rewrites every gate that `top` reaches, those below it first.
 * @param inputsOf what the gate of a node is to be made of, in the old graph; undefined if nothing asks for it
 * @param gate makes it of the same literals in the new graph
 */
function rewrite(
  { graph, top }: Rooted,
  inputsOf: (node: number) => readonly Literal[] | undefined,
  gate: (made: GateGraph, k: number, of: readonly Literal[], node: number) => Literal,
): Rooted {
  const made = new GateGraph(graph.events);
  const moved = new Int32Array(graph.events + graph.gates.length + 1);
  for (let node = 0; node < moved.length; node++) {
    const old = graph.gateOf(node);
    const inputs = old && inputsOf(node);
    if (!old) moved[node] = 2 * node;
    else if (inputs) {
      const of = inputs.map((literal) => (moved[literal >> 1] as number) ^ (literal & 1));
      moved[node] = gate(made, old.k === old.of.length ? of.length : old.k, of, node);
    }
  }
  return { graph: made, top: (moved[top >> 1] as number) ^ (top & 1) };
}

const isAnd = (graph: GateGraph, node: number): boolean => {
  const gate = graph.gateOf(node);
  return gate !== undefined && gate.k === gate.of.length;
};

/**
 * The literals of a conjunction without what the others imply already: of x and (x or y) the second, of x and (not x or y) the not x.
 */
function absorbed(graph: GateGraph, of: readonly Literal[]): readonly Literal[] {
  const present = new Set(of);
  return of.map((literal) => {
    if ((literal & 1) === 0 || !isAnd(graph, literal >> 1)) return literal;
    const inner = graph.gateOf(literal >> 1)?.of ?? [];
    if (inner.some((one) => present.has(one ^ 1))) return TRUE;
    return inner.some((one) => present.has(one)) ? graph.and(inner.filter((one) => !present.has(one))) ^ 1 : literal;
  });
}

/** One round: conjunctions of conjunctions become one, and each holds every literal once. */
function round({ graph, top }: Rooted): Rooted {
  const parents = parentsOf(graph, top);
  const isMerged = (literal: Literal): boolean => (literal & 1) === 0 && parents[literal >> 1] === 1 && isAnd(graph, literal >> 1);
  const merged = new Uint8Array(parents.length);
  for (let node = graph.events + 1; node < merged.length; node++)
    if (parents[node] !== 0 && isAnd(graph, node))
      for (const literal of graph.gateOf(node)?.of ?? []) if (isMerged(literal)) merged[literal >> 1] = 1;
  const inputsOf = (node: number): readonly Literal[] | undefined => {
    const of = graph.gateOf(node)?.of ?? [];
    if (parents[node] === 0 || merged[node] === 1) return undefined;
    if (!isAnd(graph, node)) return of;
    const flat: Literal[] = [];
    const open = [...of];
    for (let literal = open.pop(); literal !== undefined; literal = open.pop()) {
      if (merged[literal >> 1] === 1) open.push(...(graph.gateOf(literal >> 1)?.of ?? []));
      else flat.push(literal);
    }
    return flat;
  };
  return rewrite({ graph, top }, inputsOf, (made, k, of) => {
    if (k < of.length) return made.atLeast(k, of);
    return made.and(absorbed(made, of));
  });
}

/** The same function in fewer gates. */
export function simplified(rooted: Rooted): Rooted {
  let now = rooted;
  for (let i = 0; i < MAX_ROUNDS; i++) {
    const next = round(now);
    if (sizeOf(next.graph) === sizeOf(now.graph)) return next;
    now = next;
  }
  return now;
}

/** Gates and their inputs. */
const sizeOf = (graph: GateGraph): number => graph.gates.reduce((sum, gate) => sum + 1 + gate.of.length, 0);

/** Puts into a gate of their own, which is then a module, the inputs of a conjunction that nothing else has: one variable in place of many. */
export function grouped({ graph, top }: Rooted): Rooted {
  const modules = new Set(modulesOf(graph, top));
  const parents = parentsOf(graph, top);
  const before = (node: number): readonly Literal[] | undefined => (parents[node] === 0 ? undefined : graph.gateOf(node)?.of);
  return rewrite({ graph, top }, before, (made, k, of, node) => {
    if (k < of.length) return made.atLeast(k, of);
    const own: Literal[] = [];
    const others: Literal[] = [];
    for (const [place, literal] of (before(node) ?? []).entries()) {
      const input = literal >> 1;
      const isOwn = parents[input] === 1 && (input <= graph.events || modules.has(input));
      (isOwn ? own : others).push(of[place] as Literal);
    }
    return own.length < 2 || others.length === 0 ? made.and(of) : made.and([made.and(own), ...others]);
  });
}
