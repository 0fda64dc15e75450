import type { CheckResult } from '../core/index.js';
import { type Graph, judge, namesIn, type Sampler } from '../facts/index.js';
import { type Check, covers, isExpired } from '../spec/index.js';
import { type Evaluation, evaluationOf } from './evaluation.js';
import { neededUnknown } from './needed.js';

/** Requirements and expectations of the base design or of the given scenario; else those of every scenario too. */
export async function checksOf({ spec, model, graph, sampler, options }: Evaluation): Promise<readonly CheckResult[]> {
  const asked = options.scenario ?? null;
  const own = model.checks.filter((check) => check.scenario === asked || (asked !== null && check.kind === 'requirement'));
  const results = own.map((check) => judged(check, { graph, sampler, options }));
  if (asked !== null) return results;
  for (const scenario of model.scenarios.values()) {
    const checks = model.checks.filter((check) => check.scenario === scenario.name);
    if (checks.length === 0) continue;
    const under = await evaluationOf(spec, { ...options, scenario: scenario.name });
    for (const check of checks) results.push(judged(check, under));
  }
  return results;
}

/** A promise of availability that is kept at best, were one of several instances enough, is not known to be kept. */
function judgedAtBest({ kind, fact }: Check, result: CheckResult, graph: Graph): CheckResult {
  const [name = ''] = namesIn('flows.*.availability', fact) ?? [];
  const flow = graph.model.flows.get(name);
  if (kind !== 'requirement' || flow === undefined || (result.status !== 'met' && result.status !== 'at-risk')) return result;
  const needs = neededUnknown(flow, graph);
  return needs.length === 0
    ? result
    : { ...result, status: 'unknown', missing: needs.map((component) => ({ path: `components.${component}.needed` })) };
}

/** What has come of a check; of one that fails, whether the spec accepts that. */
function judged(
  check: Check,
  { graph, sampler, options }: { readonly graph: Graph; readonly sampler: Sampler; readonly options: Evaluation['options'] },
): CheckResult {
  const result = judgedAtBest(check, judge(check, graph, sampler), graph);
  if (result.status !== 'missed' && result.status !== 'at-risk') return result;
  // What is accepted when it is missed is so when it is at risk.
  const rules = [`${check.kind}/missed`, `${check.kind}/${result.status}`];
  const waiver = graph.model.waivers.find(
    ({ rule, about, until }) => rules.includes(rule) && covers(about, check.leaf.path) && !isExpired(until, options.today),
  );
  if (!waiver) return result;
  const { reason, until, owner } = waiver;
  return {
    ...result,
    status: 'waived',
    waiver: { reason, ...(until !== undefined && { until }), ...(owner !== undefined && { owner }) },
  };
}
