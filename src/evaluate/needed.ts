import type { Graph } from '../facts/index.js';
import { type Flow, mayBeFatal, statedAt } from '../spec/index.js';

/** In a pair one instance is the spare of the other; a larger fleet is not kept for one instance to carry everything. */
const PAIR = 2;

/**
 * Components of more than two instances in a flow whose needed number is unknown: the spec states neither the capacity of one (`each`) nor
 * how many must be up, and no quorum decides. That one is enough is then the best case.
 */
export function neededUnknown({ calls }: Flow, graph: Graph): readonly string[] {
  const { model } = graph;
  const names = new Set(calls.filter(mayBeFatal).map(({ component }) => component));
  return [...names].filter((name) => {
    if (model.components.get(name)?.traits.run !== 'instances') return false;
    if (statedAt(model, 'components.*.replication.factor', name) || statedAt(model, 'components.*.replication.data', name)) return false;
    const isAssumed = graph.get(`components.${name}.needed`).inputs.some(({ id }) => id === 'defaults.needed');
    return isAssumed && graph.get(`components.${name}.fleet`).value > PAIR;
  });
}
