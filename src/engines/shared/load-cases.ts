import type { LoadCase } from '../../facts/index.js';
import type { Flow, Model } from '../../spec/index.js';

/** The rate of a flow that counts in a load case: peaks coincide, one spike at a time while the others are at their peak. */
export function flowCase(flow: Flow, load: LoadCase): LoadCase {
  if (load === 'mean') return 'mean';
  if (load === 'offPeak') return flow.offPeak ? 'peak' : 'mean';
  if (load.startsWith('spike.') && flow.spikes.includes(load.slice('spike.'.length))) return load;
  return flow.offPeak ? 'mean' : 'peak';
}

/** Whether one of these flows peaks apart from the others, so that the peak is the larger of two hours: also where nobody else is there. */
export function peaksApart(model: Model, flows: Iterable<string>): boolean {
  for (const name of flows) if (model.flows.get(name)?.offPeak) return true;
  return false;
}
