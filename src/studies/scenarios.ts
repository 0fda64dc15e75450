import { type FactResult, type Finding, identityOfAny, UserError } from '../core/index.js';
import { type Evaluation, evaluationOf } from '../evaluate/evaluation.js';
import { type SpecResult, specResultOf } from '../evaluate/result.js';
import { addressOf, type Pattern, uncheckedId } from '../facts/index.js';
import type { ScenarioResult } from './scenario-result.js';

/** What is shown of each scenario. */
const HEADLINES: ReadonlySet<string> = new Set<Pattern>([
  'totals.rate.mean',
  'totals.rate.peak',
  'totals.ingress.peak',
  'totals.egress.peak',
  'totals.storage',
  'totals.instances',
  'totals.cost',
  'components.*.fleet',
  'components.*.serving',
  'components.*.instances',
  'components.*.binding',
  'components.*.utilization.peak',
  'components.*.headroom',
  'components.*.cost',
]);

/** The base design and every scenario of it, each with its own findings. */
export interface ScenarioComparison {
  readonly scenarios: readonly ScenarioResult[];
  readonly findings: readonly Finding[];
}

/**
 * A spec without and with each of its scenarios. A requirement is judged in each of them, so that a miss in one scenario is a miss.
 * @param evaluation that of the base design
 * @param base its result
 * @param judged the findings of a lens for an evaluation: those that the base design has too are not repeated
 */
export async function compareScenarios(
  evaluation: Evaluation,
  base: SpecResult,
  judged: (evaluation: Evaluation) => Promise<readonly Finding[]>,
): Promise<ScenarioComparison> {
  const { spec, options } = evaluation;
  const own = base.checks.filter(({ scenario }) => scenario === null);
  const scenarios: ScenarioResult[] = [{ scenario: null, facts: headlines(base), checks: own }];
  const findings: Finding[] = [];
  for (const name of spec.scenarios.keys()) {
    try {
      const changed = await evaluationOf(spec, { ...options, scenario: name });
      const result = await specResultOf(changed);
      const own = (await judged(changed)).filter(
        (finding) =>
          !base.findings.some((other) => isSame(finding, other) && comparedIn(changed, finding) === comparedIn(evaluation, other)),
      );
      findings.push(...own.map((finding) => ({ ...finding, message: `in scenario "${name}": ${finding.message}` })));
      scenarios.push({ scenario: name, facts: headlines(result), checks: result.checks.map((check) => ({ ...check, scenario: name })) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A change of the command line may not fit a scenario: the same mistake in each is reported once.
      findings.push(...error.findings.filter((mistake) => findings.every((finding) => !isSame(finding, mistake))));
    }
  }
  return { scenarios, findings };
}

/** Whether two findings are one: about the same, as severe, and of a text with the same slots. */
const isSame = (a: Finding, b: Finding): boolean =>
  identityOfAny(a) === identityOfAny(b) && a.severity === b.severity && JSON.stringify(a.slots) === JSON.stringify(b.slots);

/** Values of the facts that a finding compares, by which what is worse in a scenario is told from what is so as it stands. */
const comparedIn = ({ graph }: Evaluation, finding: Finding): string =>
  JSON.stringify(finding.judges ? finding.facts?.map((id) => graph.get(uncheckedId(id)).value) : []);

const headlines = ({ facts }: SpecResult): readonly FactResult[] => facts.filter(({ id }) => HEADLINES.has(patternOf(id)));

function patternOf(id: string): string {
  const address = addressOf(id);
  return address?.year === null ? address.kind.pattern : '';
}
