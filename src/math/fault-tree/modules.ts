import type { GateGraph, Literal } from './gate-graph.js';

/**
 * The gates of a graph that share nothing with the rest of it: to the rest each is one more event. Those inside come before those around;
 * the last is the gate of `top`. Depth first, with the time of every visit: a gate is a module if nothing below it is visited before it is
 * entered or after it is left.
 * @source Y. Dutuit and A. Rauzy 1996, A linear-time algorithm to find modules of fault trees, IEEE Trans. Reliability 45(3)
 */
export function modulesOf(graph: GateGraph, top: Literal): readonly number[] {
  const count = graph.events + graph.gates.length + 1;
  const entered = new Int32Array(count);
  const visited = new Int32Array(count);
  const left = new Int32Array(count);
  const order: number[] = [];
  const stack: number[] = [];
  const places: number[] = [];
  let time = 0;
  const visit = (node: number): void => {
    visited[node] = ++time;
    if (entered[node] !== 0) return;
    entered[node] = time;
    stack.push(node);
    places.push(0);
  };
  visit(top >> 1);
  while (stack.length > 0) {
    const node = stack.at(-1) as number;
    const place = places.at(-1) as number;
    const child = graph.gateOf(node)?.of[place];
    if (child !== undefined) {
      places[places.length - 1] = place + 1;
      visit(child >> 1);
      continue;
    }
    left[node] = ++time;
    order.push(node);
    stack.pop();
    places.pop();
  }

  // Of everything below a gate: when it was first and last visited.
  const earliest = new Int32Array(count);
  const latest = new Int32Array(count);
  return order.filter((node) => {
    const gate = graph.gateOf(node);
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    for (const literal of gate?.of ?? []) {
      const child = literal >> 1;
      low = Math.min(low, entered[child] as number, earliest[child] || Number.POSITIVE_INFINITY);
      high = Math.max(high, visited[child] as number, latest[child] as number);
    }
    earliest[node] = gate ? low : 0;
    latest[node] = high;
    return gate !== undefined && low > (entered[node] as number) && high < (left[node] as number);
  });
}
