import { identityOf, type Judgment } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { cheaperFixes, type Judging, type RuleQuery, targetFixes, withFixes } from '../../fixes/index.js';
import { ATTRIBUTES, DEFAULT_RULES, isOn, RULES, type RuleId, type RulesConfig, rulesFor, runRules, settle } from '../../rules/index.js';
import type { AnalyzeOptions } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import { brokenIn, judgmentsOf, suppressedIn } from '../shared/judgments.js';
import { attributesOf } from './attributes.js';
import { questionsOf } from './questions.js';
import type { ReviewSpecResult } from './result.js';

/** A review: a verdict for each quality, the findings, worst first, and open questions. */
export async function analyzeReview(
  evaluation: Evaluation,
  { rules: project = DEFAULT_RULES, fixes = true }: AnalyzeOptions,
): Promise<ReviewSpecResult> {
  const rules = rulesFor(project, evaluation.model.file);
  const base = await specResultOf(evaluation, { only: () => false });
  const { findings: found, suppressed, broken } = await judgmentsOf(evaluation, base.checks, new Set(ATTRIBUTES), rules);
  const judged = { findings: found, checks: base.checks };
  const isAsked = typeof fixes === 'string' ? (finding: Judgment): boolean => isNamed(finding, fixes) : undefined;
  const findings = fixes === false ? found : await withFixes(evaluation, judged, judgingBy(rules), { asking: askingBy(rules), isAsked });
  const isOfTargets = fixes === true || (typeof fixes === 'string' && fixes.startsWith(TARGET));
  const targets = isOfTargets ? await targetFixes(evaluation, judged, judgingBy(rules)) : [];
  const cheaper = fixes === true ? await cheaperFixes(evaluation, judged, judgingBy(rules)) : [];
  const open = questionsOf(evaluation, base.checks, rules);
  return extended(base, {
    answer: answerOf(evaluation, base.checks, findings),
    attributes: attributesOf(base.checks, findings, new Map(RULES.map(({ id, attribute }) => [id, attribute]))),
    findings,
    ...suppressedIn(suppressed),
    ...brokenIn([...broken, ...open.broken]),
    questions: open.questions,
    ...(targets.length > 0 && { targets }),
    ...(cheaper.length > 0 && { cheaper }),
    off: RULES.filter((rule) => !isOn(rule, rules)).length,
  });
}

/** What a target that is to be met is called by who asks for its changes: `requirement@available`. */
export const TARGET = 'requirement@';

/** Whether a finding has this address; the key that separates it from others about the same subject may be left out. */
const isNamed = (finding: Judgment, name: string): boolean => [identityOf(finding), `${finding.rule}@${finding.subject}`].includes(name);

/** All that a complete look finds: what a change is held against. */
export const judgingBy =
  (rules: RulesConfig): Judging =>
  async (evaluation) => {
    const { checks } = await specResultOf(evaluation, { only: () => false });
    const { findings } = await judgmentsOf(evaluation, checks, new Set(ATTRIBUTES), rules);
    return { findings, checks };
  };

/** What rules ask, those too that are off by themselves, but for those that the project turns off; what the spec accepts is not asked. */
export const askingBy = (rules: RulesConfig): RuleQuery => {
  const asked: RulesConfig = { ...rules, preset: 'thorough' };
  return (evaluation, ids) => {
    const names = new Set<RuleId>(ids);
    const { hits } = runRules(
      evaluation,
      RULES.filter(({ id }) => names.has(id)),
      asked,
    );
    return settle(hits, evaluation, [], asked);
  };
};
