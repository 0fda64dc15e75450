import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { isShown } from '../../report/shown.js';
import type { ChoiceResult } from '../../studies/alternatives-result.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import type { EstimateSpecResult } from './result.js';

export type * from './result.js';

/** Load, bandwidth, storage, servers and cost. */
export const estimate: Lens<EstimateSpecResult> = { name: 'estimate', analyze };

/** The design beside its scenarios. The evaluation is of the spec as it stands. */
export const scenarios: Lens<EstimateSpecResult> = {
  name: 'scenarios',
  analyze: async (evaluation, options) => {
    const base = await analyze(evaluation, { ...options, forPeople: false });
    const { compareScenarios } = await import('../../studies/scenarios.js');
    const { scenarios: compared, findings } = await compareScenarios(evaluation.spec, base, evaluation.options);
    return extended(base, { checks: compared.flatMap(({ checks }) => checks), scenarios: compared, findings });
  },
};

/** What breaks first when something is lost or grows. The verdicts, and so the exit code, are those of the spec as it stands. */
export const stress: Lens<EstimateSpecResult> = {
  name: 'stress',
  analyze: async (evaluation, options) => {
    const base = await analyze(evaluation, { ...options, forPeople: false });
    const { stressOf } = await import('../../studies/stress.js');
    return extended(base, { stress: await stressOf(evaluation.spec, evaluation.options) });
  },
};

/** The headlines worked out with round numbers. */
export const napkin: Lens<EstimateSpecResult> = {
  name: 'napkin',
  analyze: async (evaluation, options) => {
    const { napkinOf } = await import('../../tools/napkin/design.js');
    return extended(await analyze(evaluation, { ...options, forPeople: false }), { napkin: napkinOf(evaluation.graph) });
  },
};

async function analyze(evaluation: Evaluation, { forPeople = false }: AnalyzeOptions): Promise<EstimateSpecResult> {
  const base = await specResultOf(evaluation, forPeople ? { only: isShown } : {});
  return extended(base, { choices: await choicesIn(evaluation) });
}

/** Nothing is loaded for a spec without options. */
async function choicesIn(evaluation: Evaluation): Promise<readonly ChoiceResult[]> {
  if (evaluation.spec.options.length === 0) return [];
  const { choicesOf } = await import('../../studies/alternatives.js');
  return await choicesOf(evaluation);
}
