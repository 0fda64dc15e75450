import type { CheckResult } from '../core/index.js';
import { judge } from '../facts/index.js';
import { type Evaluation, evaluationOf } from './evaluation.js';

/** Requirements and expectations of the design as it stands or of the scenario asked for; else those of every scenario too. */
export async function checksOf({ spec, model, graph, sampler, options }: Evaluation): Promise<readonly CheckResult[]> {
  const asked = options.scenario ?? null;
  const own = model.checks.filter((check) => check.scenario === asked || (asked !== null && check.kind === 'requirement'));
  const results = own.map((check) => judge(check, graph, sampler));
  if (asked !== null) return results;
  for (const scenario of model.scenarios.values()) {
    const checks = model.checks.filter((check) => check.scenario === scenario.name);
    if (checks.length === 0) continue;
    const under = await evaluationOf(spec, { ...options, scenario: scenario.name });
    for (const check of checks) results.push(judge(check, under.graph, under.sampler));
  }
  return results;
}
