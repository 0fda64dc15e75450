import { factId, type Graph, type Sampler } from '../facts/index.js';
import type { Flow } from '../spec/index.js';

/** Share of the cases, of what is uncertain, in which a flow cannot carry its load with everything up: availability is of the others alone. */
export function overloadedShare(flow: Flow, { graph, sampler }: { readonly graph: Graph; readonly sampler: Sampler }): number {
  const node = graph.get(factId('flows.*.overloaded', flow.name));
  return node.state === 'known' ? (sampler.spread(node)?.mean ?? node.value) : 0;
}

/** The load that it is about: its peak, unless something on its path is sized for another. */
export const loadOf = (flow: Flow, { model }: Graph): string =>
  flow.calls.every(({ component }) => model.components.get(component)?.sizeFor === 'peak') ? 'its peak' : 'its load';
