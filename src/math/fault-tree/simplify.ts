import { Graph, type Literal, TRUE } from './graph.js';
import { modulesOf } from './modules.js';

/** A function: a literal of a graph. */
export interface Rooted {
  readonly graph: Graph;
  readonly top: Literal;
}

/** Rounds of simplification at most: each opens the way for the next, less and less. */
const MAX_ROUNDS = 8;

/** How many gates have each node, of those that `top` reaches. */
function parentsOf(graph: Graph, top: Literal): Int32Array {
  const parents = new Int32Array(graph.events + graph.gates.length + 1);
  parents[top >> 1] = 1;
  for (let node = parents.length - 1; node > graph.events; node--) {
    if (parents[node] === 0) continue;
    for (const literal of graph.gateOf(node)?.of ?? []) parents[literal >> 1] = (parents[literal >> 1] as number) + 1;
  }
  return parents;
}

/** Rewrites every gate that `top` reaches, those below it first. */
function rewrite(graph: Graph, top: Literal, gate: (made: Graph, k: number, of: readonly Literal[], node: number) => Literal): Rooted {
  const parents = parentsOf(graph, top);
  const made = new Graph(graph.events);
  const moved = new Int32Array(parents.length);
  for (let node = 0; node < moved.length; node++) {
    const old = graph.gateOf(node);
    if (!old) moved[node] = 2 * node;
    else if (parents[node] !== 0)
      moved[node] = gate(
        made,
        old.k,
        old.of.map((literal) => (moved[literal >> 1] as number) ^ (literal & 1)),
        node,
      );
  }
  return { graph: made, top: (moved[top >> 1] as number) ^ (top & 1) };
}

const isAnd = (graph: Graph, node: number): boolean => {
  const gate = graph.gateOf(node);
  return gate !== undefined && gate.k === gate.of.length;
};

/**
 * The literals of a conjunction without what the others say already: of x and (x or y) the second, of x and (not x or y) the not x.
 */
function absorbed(graph: Graph, of: readonly Literal[]): readonly Literal[] {
  const said = new Set(of);
  return of.map((literal) => {
    if ((literal & 1) === 0 || !isAnd(graph, literal >> 1)) return literal;
    const inner = graph.gateOf(literal >> 1)?.of ?? [];
    if (inner.some((one) => said.has(one ^ 1))) return TRUE;
    return inner.some((one) => said.has(one)) ? graph.and(inner.filter((one) => !said.has(one))) ^ 1 : literal;
  });
}

/** One round: conjunctions of conjunctions become one, and each says everything once. */
function round(graph: Graph, top: Literal): Rooted {
  const parents = parentsOf(graph, top);
  return rewrite(graph, top, (made, k, of, node) => {
    if (k < of.length) return made.atLeast(k, of);
    const before = graph.gateOf(node)?.of ?? [];
    const flat = of.flatMap((literal, place) => {
      const only = parents[(before[place] as number) >> 1] === 1;
      return only && (literal & 1) === 0 && isAnd(made, literal >> 1) ? (made.gateOf(literal >> 1)?.of ?? []) : [literal];
    });
    const all = made.and(flat);
    const gate = (all & 1) === 0 ? made.gateOf(all >> 1) : undefined;
    return gate && gate.k === gate.of.length ? made.and(absorbed(made, gate.of)) : all;
  });
}

/** The same function in fewer gates. */
export function simplified(rooted: Rooted): Rooted {
  let now = rooted;
  for (let i = 0; i < MAX_ROUNDS; i++) {
    const next = round(now.graph, now.top);
    if (sizeOf(next.graph) === sizeOf(now.graph)) return next;
    now = next;
  }
  return now;
}

/** Gates and their inputs. */
const sizeOf = (graph: Graph): number => graph.gates.reduce((sum, gate) => sum + 1 + gate.of.length, 0);

/** Puts into a gate of their own, which is then a module, the inputs of a conjunction that nothing else has: one variable in place of many. */
export function grouped({ graph, top }: Rooted): Rooted {
  const modules = new Set(modulesOf(graph, top));
  const parents = parentsOf(graph, top);
  return rewrite(graph, top, (made, k, of, node) => {
    if (k < of.length) return made.atLeast(k, of);
    const before = graph.gateOf(node)?.of ?? [];
    const own = of.filter((_, place) => {
      const input = (before[place] as number) >> 1;
      return parents[input] === 1 && (input <= graph.events || modules.has(input));
    });
    if (own.length < 2 || own.length === of.length) return made.and(of);
    return made.and([made.and(own), ...of.filter((literal) => !own.includes(literal))]);
  });
}
