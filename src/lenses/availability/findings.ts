import { slaOf } from '../../catalog/index.js';
import type { Judgment } from '../../core/index.js';
import type { Graph } from '../../facts/index.js';
import { formatQuantity } from '../../quantity/index.js';
import { isFatal, type Model, type Objective, statedAt } from '../../spec/index.js';

const percent = (share: number): string => formatQuantity(share, 'share', { digits: 4 });

const targetOf = (graph: Graph, { kind, name }: Objective): number => graph.get(`${kind}s.${name}.target`).value;

/**
 * What a flow needs at every request whose provider agrees to less than the flow promises. No rule as others are: what providers agree to is read from the
 * catalog when it is asked for, and is no fact.
 */
export async function weakAgreements(model: Model, graph: Graph): Promise<readonly Judgment[]> {
  const findings: Judgment[] = [];
  const reported = new Set<string>();
  for (const objective of model.objectives) {
    const [area, flow = ''] = objective.subject.split('.');
    if (area !== 'flows') continue;
    const promised = targetOf(graph, objective);
    for (const call of model.flows.get(flow)?.calls ?? []) {
      const use = model.components.get(call.component)?.use;
      // What is behind a cache answers while that is down. What was measured counts, whatever the provider agrees to.
      if (!use || reported.has(call.component) || call.isBypassed || !isFatal(call)) continue;
      if (statedAt(model, 'components.*.availability', call.component) || statedAt(model, 'components.*.mtbf', call.component)) continue;
      const sla = await slaOf(use.name);
      if (!sla || sla.availability >= promised) continue;
      reported.add(call.component);
      findings.push({
        rule: 'availability/agreement-below-promise',
        severity: 'warning',
        judges: true,
        message: `${flow} is promised at ${percent(promised)}, and the provider of "${call.component}" agrees to ${percent(sla.availability)} (below it credits are due; it is no rate of failures)`,
        at: use.at,
        path: `components.${call.component}.use`,
        subject: `components.${call.component}`,
        help: `go by what ${call.component} was measured to have, and say what ${flow} does without it (fallback, dependency: soft)`,
        related: [{ message: 'the promise', at: objective.at }],
      });
    }
  }
  return findings;
}
