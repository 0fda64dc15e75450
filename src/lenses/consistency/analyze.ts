import type { CheckResult } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { factResult } from '../../evaluate/fact-result.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { type FactNode, factId } from '../../facts/index.js';
import { compareGuarantees, type Guarantee, implies } from '../../math/consistency/guarantees.js';
import { cutsOf } from '../../spec/index.js';
import { answerOf } from '../answer/answer.js';
import type { AnalyzeOptions } from '../lens.js';
import type { ConsistencySpecResult, DataConsistency, MissedGuarantee, Reliance } from './result.js';
import { isJudged, isShown } from './shown.js';

/** What each reader of each data set may rely on, what makes it so, and what would have to change for what is asked. */
export async function analyzeConsistency(evaluation: Evaluation, { rules }: AnalyzeOptions): Promise<ConsistencySpecResult> {
  const { model } = evaluation;
  const base = await specResultOf(evaluation, { only: isShown, withInputs: true });
  const checks = base.checks.filter((check) => isJudged(check.fact));
  const { brokenIn, judgmentsOf, OF_CONSISTENCY } = await import('../judgments.js');
  const { findings, broken } = await judgmentsOf(evaluation, checks, OF_CONSISTENCY, rules);
  return extended(base, {
    answer: answerOf(evaluation, checks, findings),
    checks,
    findings,
    ...brokenIn(broken),
    consistency: { data: [...model.data.keys()].map((data) => dataConsistency(data, evaluation, checks)) },
  });
}

function dataConsistency(data: string, { model, graph, sampler }: Evaluation, checks: readonly CheckResult[]): DataConsistency {
  const reliance = (node: FactNode): Reliance => {
    const { value, missing, steps = [] } = factResult(node, sampler);
    return { guarantee: typeof value === 'string' ? value : null, missing, steps };
  };
  const flows = [...new Set(model.data.get(data)?.readBy.map(({ flow }) => flow) ?? [])];
  return {
    data,
    ...reliance(graph.get(factId('data.*.consistency', data))),
    readers: flows.map((flow) => ({ flow, ...reliance(graph.get(factId('data.*.readBy.*.consistency', data, flow))) })),
    partitions: cutsOf(model, data).map(({ name, sides }) => ({
      cut: name,
      sides: sides.map((side) => ({
        places: side.places,
        reads: graph.get(factId('data.*.partitions.*.*.reads', data, name, side.name)).word ?? null,
        writes: graph.get(factId('data.*.partitions.*.*.writes', data, name, side.name)).word ?? null,
      })),
    })),
    missed: checks.flatMap((check) =>
      check.status === 'missed' && check.fact.startsWith(`data.${data}.`) ? missedOf(check, reliance(graph.get(check.fact))) : [],
    ),
  };
}

function missedOf({ name, target, kind }: CheckResult, { guarantee, steps }: Reliance): readonly MissedGuarantee[] {
  if (kind !== 'requirement' || typeof target !== 'string' || guarantee === null) return [];
  const asked = target as Guarantee;
  const given = guarantee.split(' + ') as readonly Guarantee[];
  const isWeaker = given.some((one) => compareGuarantees(one, asked) === 'weaker');
  const links = steps.filter(({ gives }) => !gives.split(' + ').some((one) => implies(one as Guarantee, asked)));
  return [{ requirement: name, asked, order: isWeaker ? 'weaker' : 'incomparable', links }];
}
