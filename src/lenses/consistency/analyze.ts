import type { CheckResult } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { factResult } from '../../evaluate/fact-result.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { type FactId, factId, type Graph, uncheckedId } from '../../facts/index.js';
import { compareGuarantees, type GuaranteeOrIsolation, implies } from '../../math/consistency/guarantees.js';
import { cutsOf, type DataSet } from '../../spec/index.js';
import type { StrengthResult } from '../../studies/strength.js';
import type { AnalyzeOptions } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import type { ConsistencySpecResult, DataConsistency, FailoverLoss, MissedGuarantee, Reliance } from './result.js';
import { isJudged, isShown, QUALITIES } from './shown.js';

/** The guarantees of each reader of each data set, their causes, and the changes that would meet those that are required. */
export async function analyzeConsistency(evaluation: Evaluation, { rules }: AnalyzeOptions): Promise<ConsistencySpecResult> {
  const { model } = evaluation;
  const base = await specResultOf(evaluation, { only: isShown, withInputs: true });
  const checks = base.checks.filter((check) => isJudged(check.fact));
  const { strengthsOf } = await import('../../studies/strength.js');
  const { brokenIn, judgmentsOf } = await import('../shared/judgments.js');
  const { findings, broken } = await judgmentsOf(evaluation, checks, QUALITIES, rules);
  return extended(base, {
    answer: answerOf(evaluation, checks, findings),
    checks,
    findings,
    ...brokenIn(broken),
    consistency: {
      data: [...model.data.values()].map((data) => dataConsistency(data, evaluation, checks, strengthsOf)),
      missed: missedIn('flows.', checks, relianceIn(evaluation)),
    },
  });
}

const relianceIn =
  ({ graph, sampler }: Evaluation) =>
  (id: FactId): Reliance => {
    const { value, missing, steps = [] } = factResult(graph.get(id), sampler);
    return { guarantee: typeof value === 'string' ? value : null, missing, steps };
  };

function dataConsistency(
  { name: data, readBy, stores }: DataSet,
  evaluation: Evaluation,
  checks: readonly CheckResult[],
  strengths: (graph: Graph, data: DataSet) => readonly StrengthResult[],
): DataConsistency {
  const { model, graph } = evaluation;
  const reliance = relianceIn(evaluation);
  const flows = [...new Set(readBy.map(({ flow }) => flow))];
  return {
    data,
    ...reliance(factId('data.*.consistency', data)),
    readers: flows.map((flow) => ({ flow, ...reliance(factId('data.*.readBy.*.consistency', data, flow)) })),
    isolation: reliance(factId('data.*.isolation', data)),
    partitions: cutsOf(model, data).map(({ name, sides }) => ({
      cut: name,
      sides: sides.map((side) => ({
        places: side.places,
        reads: graph.get(factId('data.*.partitions.*.*.reads', data, name, side.name)).word ?? null,
        writes: graph.get(factId('data.*.partitions.*.*.writes', data, name, side.name)).word ?? null,
      })),
    })),
    failover: stores[0] === undefined ? null : failoverLoss(graph, stores[0]),
    levels: strengths(graph, model.data.get(data) as DataSet),
    missed: missedIn(`data.${data}.`, checks, reliance),
  };
}

function failoverLoss(graph: Graph, store: string): FailoverLoss | null {
  const known = (id: FactId): number | null => {
    const { state, value } = graph.get(id);
    return state === 'known' ? value : null;
  };
  const rpo = known(factId('components.*.failover.rpo', store));
  if (rpo === null) return null;
  return {
    rpo,
    writes: known(factId('components.*.failover.lost', store)),
    yearly: known(factId('components.*.failover.lostYearly', store)),
  };
}

/** What is missed of the facts that begin so. */
const missedIn = (prefix: string, checks: readonly CheckResult[], reliance: (id: FactId) => Reliance): readonly MissedGuarantee[] =>
  checks.flatMap((check) =>
    check.status === 'missed' && check.fact.startsWith(prefix) ? missedOf(check, reliance(uncheckedId(check.fact))) : [],
  );

function missedOf({ name, target, kind }: CheckResult, { guarantee, steps }: Reliance): readonly MissedGuarantee[] {
  if (kind !== 'requirement' || typeof target !== 'string' || guarantee === null) return [];
  const asked = target as GuaranteeOrIsolation;
  const given = guarantee.split(' + ') as readonly GuaranteeOrIsolation[];
  const isWeaker = given.some((one) => guarantee === 'none' || compareGuarantees(one, asked) === 'weaker');
  const links = steps.filter(({ gives }) => !gives.split(' + ').some((one) => implies(one as GuaranteeOrIsolation, asked)));
  return [{ requirement: name, asked, order: isWeaker ? 'weaker' : 'incomparable', links }];
}
