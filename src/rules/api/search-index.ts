import type { DataSet, Model } from '../../spec/index.js';

/** Whether a search engine holds the data, or answers the flow: it has indexes of words and of places. */
export function hasSearchIndex(model: Model, { stores }: DataSet, flow: string): boolean {
  const asked = model.flows.get(flow)?.calls.map(({ component }) => component) ?? [];
  return [...stores, ...asked].some((name) => model.components.get(name)?.traits.isIndex);
}
