import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { ATTRIBUTES, DEFAULT_RULES, isOn, RULES, rulesFor } from '../../rules/index.js';
import { answerOf } from '../answer/answer.js';
import { brokenIn, judgmentsOf, suppressedIn } from '../judgments.js';
import type { AnalyzeOptions } from '../lens.js';
import { attributesOf } from './attributes.js';
import { questionsOf } from './questions.js';
import type { ReviewSpecResult } from './result.js';

/** What an experienced reviewer would say of it: a verdict a quality, what was found, worst first, and what is left open. */
export async function analyzeReview(evaluation: Evaluation, { rules: project = DEFAULT_RULES }: AnalyzeOptions): Promise<ReviewSpecResult> {
  const rules = rulesFor(project, evaluation.model.file);
  const base = await specResultOf(evaluation, { only: () => false });
  const { findings, suppressed, broken } = await judgmentsOf(evaluation, base.checks, new Set(ATTRIBUTES), rules);
  const open = questionsOf(evaluation, base.checks, rules);
  return extended(base, {
    answer: answerOf(evaluation, base.checks, findings),
    attributes: attributesOf(base.checks, findings, new Map(RULES.map(({ id, attribute }) => [id, attribute]))),
    findings,
    ...suppressedIn(suppressed),
    ...brokenIn([...broken, ...open.broken]),
    questions: open.questions,
    off: RULES.filter((rule) => !isOn(rule, rules)).length,
  });
}
