import type { Diagram, Ref } from './diagram.js';

/** All of several functions. Two by two: one by one, what many share at the top would be gone through again for each of them. */
function allOf(diagram: Diagram, inputs: readonly Ref[]): Ref {
  let layer = inputs;
  while (layer.length > 1) {
    const next: Ref[] = [];
    for (let i = 0; i < layer.length; i += 2) next.push(diagram.and(layer[i] as Ref, layer[i + 1] ?? 0));
    layer = next;
  }
  return layer[0] ?? 0;
}

/** The diagram of a gate whose inputs are diagrams. */
export function combine(diagram: Diagram, k: number, inputs: Ref[]): Ref {
  // Deepest first: then what is added stands above what there is.
  inputs.sort((a, b) => diagram.levelOf(b) - diagram.levelOf(a) || a - b);
  if (k === inputs.length) return allOf(diagram, inputs);
  // row[j]: at least j of those seen so far.
  let row: Ref[] = [0, ...Array.from({ length: k }, () => 1)];
  for (const input of inputs) row = row.map((ref, j) => (j === 0 ? 0 : diagram.ifThenElse(input, row[j - 1] as Ref, ref)));
  return row[k] as Ref;
}
