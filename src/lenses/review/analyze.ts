import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { ATTRIBUTES, DEFAULT_RULES, isOn, RULES } from '../../rules/index.js';
import { answerOf } from '../answer/answer.js';
import { judgmentsOf } from '../judgments.js';
import type { AnalyzeOptions } from '../lens.js';
import { attributesOf } from './attributes.js';
import type { ReviewSpecResult } from './result.js';

/** What an experienced reviewer would say of it: a verdict a quality, and what was found, worst first. */
export async function analyzeReview(evaluation: Evaluation, { rules = DEFAULT_RULES }: AnalyzeOptions): Promise<ReviewSpecResult> {
  const base = await specResultOf(evaluation, { only: () => false });
  const { findings, broken } = await judgmentsOf(evaluation, base.checks, new Set(ATTRIBUTES), rules);
  return extended(base, {
    answer: answerOf(evaluation, base.checks, findings),
    attributes: attributesOf(base.checks, findings, new Map(RULES.map(({ id, attribute }) => [id, attribute]))),
    findings,
    broken: broken.map(({ rule, error }) => ({ rule: rule.id, error: error instanceof Error ? error.message : String(error) })),
    off: RULES.filter((rule) => !isOn(rule, rules)).length,
  });
}
