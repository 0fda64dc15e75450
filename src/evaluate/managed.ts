import { factId, type Graph } from '../facts/index.js';
import { statedAt } from '../spec/index.js';

/** Prices of what is used, whatever runs it. */
const OF_USE = ['storage', 'requests', 'reads', 'writes', 'ingress', 'egress', 'replication'] as const;

/** Components whose instances are not counted: managed ones, and those paid by use whose spec has no field of instances. */
export function managedIn(graph: Graph): readonly string[] {
  const { model } = graph;
  return [...model.components.values()]
    .filter(({ name, traits }) => {
      if (traits.isOfActors || graph.get(factId('components.*.fleet', name)).state === 'known') return false;
      const isPaidByUse = (price: (typeof OF_USE)[number]): boolean =>
        statedAt(model, `components.*.price.${price}`, name) !== undefined ||
        model.products.figures.has(`components.${name}.price.${price}`);
      return traits.run !== 'instances' || model.products.managed.has(name) || OF_USE.some(isPaidByUse);
    })
    .map(({ name }) => name);
}
