import { slaOf } from '../../catalog/index.js';
import type { Judgment } from '../../core/index.js';
import type { Graph } from '../../facts/index.js';
import { formatQuantity } from '../../quantity/index.js';
import { isFatal, type Model, type Objective, statedAt } from '../../spec/index.js';

/** What is promised and cannot be kept, whatever the design: reported at the promise. */
export async function objectiveFindings(model: Model, graph: Graph): Promise<readonly Judgment[]> {
  return [...everything(model, graph), ...looseAgreements(model, graph), ...(await weakAgreements(model, graph))];
}

const percent = (share: number): string => formatQuantity(share, 'share', { digits: 4 });

const targetOf = (graph: Graph, { kind, name }: Objective): number => graph.get(`${kind}s.${name}.target`).value;

/** A promise of 100%: no budget, and nothing may ever change. */
function everything(model: Model, graph: Graph): readonly Judgment[] {
  return model.objectives
    .filter((objective) => targetOf(graph, objective) >= 1)
    .map(({ name, kind, path, at }) => ({
      rule: 'availability/promise-of-everything',
      severity: 'error',
      judges: true,
      message: `the ${kind} "${name}" promises 100%: it leaves no time for any failure, and none for changes`,
      at,
      path: `${path}.availability`,
      subject: path,
      help: 'promise what users notice: 99.9% leaves 43 min a month',
    }));
}

/** An agreement needs a stricter objective: what customers are promised is to be missed later than what we aim at ourselves. */
function looseAgreements(model: Model, graph: Graph): readonly Judgment[] {
  const findings: Judgment[] = [];
  for (const agreement of model.objectives) {
    if (agreement.kind !== 'agreement') continue;
    const promised = targetOf(graph, agreement);
    const common = { at: agreement.at, path: `${agreement.path}.availability`, subject: agreement.path, judges: true } as const;
    const objectives = model.objectives.filter(({ kind, subject }) => kind === 'objective' && subject === agreement.subject);
    if (objectives.length === 0) {
      findings.push({
        ...common,
        rule: 'availability/agreement-without-objective',
        severity: 'warning',
        message: `nothing is aimed at beyond what the agreement "${agreement.name}" promises for ${agreement.subject}`,
        help: `state a stricter objective under requirements.quality, above ${percent(promised)}`,
      });
      continue;
    }
    const strictest = objectives.reduce((best, objective) => (targetOf(graph, objective) > targetOf(graph, best) ? objective : best));
    const aim = targetOf(graph, strictest);
    if (aim > promised) continue;
    findings.push({
      ...common,
      rule: 'availability/agreement-not-looser',
      severity: 'error',
      message: `the agreement "${agreement.name}" promises ${percent(promised)}, and the objective "${strictest.name}" aims at no more than ${percent(aim)}`,
      help: `promise customers less than ${percent(aim)}, or aim higher`,
      related: [{ message: 'the objective', at: strictest.at }],
    });
  }
  return findings;
}

/** What a flow needs at every request whose provider agrees to less than the flow promises. */
async function weakAgreements(model: Model, graph: Graph): Promise<readonly Judgment[]> {
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
