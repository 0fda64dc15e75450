import type { FactResult, Finding } from '../core/index.js';
import { UserError } from '../core/index.js';
import { type EvaluateOptions, evaluationOf } from '../evaluate/evaluation.js';
import { type SpecResult, specResultOf } from '../evaluate/result.js';
import { addressOf, type Pattern } from '../facts/index.js';
import type { Model } from '../spec/index.js';
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

/** The design as it stands and under every scenario that it has, and what is wrong with those that cannot be evaluated. */
export interface Comparison {
  readonly scenarios: readonly ScenarioResult[];
  readonly findings: readonly Finding[];
}

/**
 * A spec as it stands and under every scenario that it has. A requirement is judged in each of them, so that what is missed in one scenario is
 * missed.
 * @param base the spec as it stands, evaluated under the same options
 */
export async function compareScenarios(spec: Model, base: SpecResult, options: EvaluateOptions): Promise<Comparison> {
  const own = base.checks.filter(({ scenario }) => scenario === null);
  const scenarios: ScenarioResult[] = [{ scenario: null, facts: headlines(base), checks: own }];
  const findings: Finding[] = [];
  for (const name of spec.scenarios.keys()) {
    try {
      const result = await specResultOf(await evaluationOf(spec, { ...options, scenario: name }));
      scenarios.push({ scenario: name, facts: headlines(result), checks: result.checks.map((check) => ({ ...check, scenario: name })) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // A change of the command line may not fit a scenario: the same mistake in each is reported once.
      findings.push(...error.findings.filter(({ message }) => findings.every((finding) => finding.message !== message)));
    }
  }
  return { scenarios, findings };
}

const headlines = ({ facts }: SpecResult): readonly FactResult[] => facts.filter(({ id }) => HEADLINES.has(patternOf(id)));

function patternOf(id: string): string {
  const address = addressOf(id);
  return address?.year === null ? address.kind.pattern : '';
}
