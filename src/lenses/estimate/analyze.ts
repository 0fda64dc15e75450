import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import type { ChoiceResult } from '../../studies/alternatives-result.js';
import type { AnalyzeOptions } from '../lens.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';

/** Facts, checks and drivers of a spec, and the choices that it leaves open. */
export async function analyzeEstimate(evaluation: Evaluation, { forPeople = false }: AnalyzeOptions): Promise<EstimateSpecResult> {
  const base = await specResultOf(evaluation, forPeople ? { only: isShown } : {});
  return extended(base, { choices: await choicesIn(evaluation) });
}

/** Nothing is loaded for a spec without options. */
async function choicesIn(evaluation: Evaluation): Promise<readonly ChoiceResult[]> {
  if (evaluation.spec.options.length === 0) return [];
  const { choicesOf } = await import('../../studies/alternatives.js');
  return await choicesOf(evaluation);
}
