import type { CheckResult } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { type Broken, isOn, RULES, type RulesConfig, runRules, settle } from '../../rules/index.js';
import type { OpenQuestion } from './result.js';

/** What the design does not state, and the preset does not ask for: what rules that only see an absence would find. One that is turned off asks nothing. */
export function questionsOf(
  evaluation: Evaluation,
  checks: readonly CheckResult[],
  config: RulesConfig,
): { readonly questions: readonly OpenQuestion[]; readonly broken: readonly Broken[] } {
  const open = RULES.filter((rule) => rule.evidence === 'absence' && !isOn(rule, config) && config.rules.get(rule.id)?.severity !== 'off');
  const asked: RulesConfig = { ...config, preset: 'thorough' };
  const { hits, broken } = runRules(evaluation, open, asked);
  const questions = settle(hits, evaluation, checks, asked).map(({ rule, subject = '', message }) => ({ rule, subject, message }));
  return { questions, broken };
}
