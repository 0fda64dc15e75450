import { type Context, type Definer, type Definition, formula } from '../../facts/index.js';
import { add, max } from '../../quantity/index.js';
import { flowCase, type LoadCase, peaksApart } from '../load-cases.js';

/** Sum over the flows that are not part of another. What is unknown is left out, and said. */
function overFlows(context: Context, what: string, load: LoadCase): Definition {
  const flows = [...context.model.flows.values()].filter((flow) => flow.partOf === null);
  const ids = flows.map((flow) => `flows.${flow.name}.${what}.${flowCase(flow, load)}`);
  if (ids.length === 0) return { unknown: ['flows'] };
  const known = ids.filter((id) => context.known(id));
  if (known.length === 0) return { unknown: [...new Set(ids.flatMap((id) => context.missingOf(id)))] };
  const missing = [...new Set(ids.filter((id) => !known.includes(id)).flatMap((id) => context.missingOf(id)))];
  return { formula: add(...known.map((id) => context.ref(id))), missing };
}

function total(what: string, load: LoadCase): Definer {
  return (context, spike) => {
    const names = [...context.model.flows.values()].filter((flow) => flow.partOf === null).map((flow) => flow.name);
    if (load === 'peak' && peaksApart(context.model, names))
      return formula(max(context.ref(`totals.${what}.onPeak`), context.ref(`totals.${what}.offPeak`)));
    return overFlows(context, what, spike === undefined ? load : `${load}.${spike}`);
  };
}

/** Facts of the whole: what all actors ask for, send and get. */
export const totalFacts: Readonly<Record<string, Definer>> = Object.fromEntries(
  ['rate', 'ingress', 'egress'].flatMap((what) =>
    ['mean', 'peak', 'spike', 'onPeak', 'offPeak'].map((load) => [
      `totals.${what}.${load === 'spike' ? 'spike.*' : load}`,
      total(what, load),
    ]),
  ),
);
