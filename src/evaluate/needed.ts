import type { Graph } from '../facts/index.js';
import { type Flow, mayBeFatal, statedAt } from '../spec/index.js';

/** Of a pair one is the spare of the other; of more, nobody keeps so many for the first to do it all. */
const PAIR = 2;

/**
 * Components of more than two instances of which a flow needs nobody knows how many: neither what one carries is stated (`each`) nor how many must be up,
 * and no copies decide. That one is enough is the best that may be.
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
