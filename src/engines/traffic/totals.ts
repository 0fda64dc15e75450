import { type Context, type Definers, type Definition, formula, type LoadCase } from '../../facts/index.js';
import { max } from '../../quantity/index.js';
import { flowCase, peaksApart } from '../shared/load-cases.js';
import { totalOf } from '../shared/totals.js';

/** Over the flows that are not part of another; of flows that peak apart the larger of two hours. */
function total(what: 'rate' | 'ingress' | 'egress') {
  return (context: Context, load: LoadCase): Definition => {
    const flows = [...context.model.flows.values()].filter((flow) => flow.partOf === null);
    if (
      load === 'peak' &&
      peaksApart(
        context.model,
        flows.map(({ name }) => name),
      )
    )
      return formula(max(context.ref(`totals.${what}.onPeak`), context.ref(`totals.${what}.offPeak`)));
    const ids = flows.map((flow) => context.id(`flows.*.${what}.k`, flow.name, flowCase(flow, load)));
    return totalOf(context, ids, 'flows');
  };
}

/** Totals over all actors: requests, bytes sent and received. */
export const totalFacts: Definers = {
  'totals.rate.k': total('rate'),
  'totals.ingress.k': total('ingress'),
  'totals.egress.k': total('egress'),
};
