import type { DataSet, Flow, Model } from './model.js';

/** Flows that bring the items of a data set anew: those stated to add to it, else those that write to its store and add to nothing. */
export function reportsOf(model: Model, { stores, addedBy }: DataSet): readonly Flow[] {
  if (addedBy.length > 0) return addedBy.flatMap(({ flow }) => model.flows.get(flow) ?? []);
  const adding = new Set([...model.data.values()].flatMap((data) => data.addedBy.map(({ flow }) => flow)));
  return [...model.flows.values()].filter(
    ({ name, calls }) => !adding.has(name) && calls.some(({ component, writes }) => writes && stores.includes(component)),
  );
}
