import type { Flow, Model } from '../spec/index.js';

/**
 * At which moment a load is looked at: `mean`, `peak`, `spike.<name>`; `onPeak` and `offPeak` tell apart the peak hour of most flows and
 * that of the flows marked `offPeak`, whose larger is the peak.
 */
export type LoadCase = string;

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
