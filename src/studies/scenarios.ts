import type { CheckResult, FactResult, Finding, Result, ScenarioResult, SpecResult } from '../core/index.js';
import { type EvaluateOptions, evaluateSpecs } from '../evaluate/evaluation.js';
import type { LoadedSpec } from '../workspace/load.js';

/** What `--scenario` takes beside the names of scenarios. */
export const EVERY_SCENARIO = 'all';
export const STRESS = 'stress';

/** What is told of each scenario. */
const HEADLINES =
  /^totals\.(?:rate\.(?:mean|peak)|(?:ingress|egress)\.peak|storage|instances|cost)$|^components\.[^.]+\.(?:fleet|serving|instances|binding|utilization\.peak|headroom|cost)$/;

/**
 * Each spec as it stands and under every scenario that it has, side by side. A requirement is judged in each of them, so that what is missed
 * in one scenario is missed.
 */
export async function evaluateScenarios(specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Promise<Result> {
  const { scenario: _, ...asked } = options;
  const result = await evaluateSpecs(specs, asked);
  const compared: SpecResult[] = [];
  for (const [i, base] of result.specs.entries()) {
    const loaded = specs[i];
    compared.push(loaded?.spec && !hasError(base.findings) ? await withScenarios(loaded, base, asked) : base);
  }
  return { options: { ...result.options, scenario: EVERY_SCENARIO }, specs: compared };
}

async function withScenarios(loaded: LoadedSpec, base: SpecResult, options: EvaluateOptions): Promise<SpecResult> {
  const own = base.checks.filter(({ scenario }) => scenario === null);
  const scenarios: ScenarioResult[] = [{ name: null, facts: headlines(base), checks: own }];
  const findings: Finding[] = [];
  for (const name of loaded.spec?.scenarios.keys() ?? []) {
    const [spec] = (await evaluateSpecs([loaded], { ...options, scenario: name })).specs;
    if (!spec) continue;
    // A change of the command line may not fit a scenario: the same mistake in each is told once.
    const told = [...base.findings, ...findings].map(({ message }) => message);
    findings.push(...spec.findings.filter(({ message }) => !told.includes(message)));
    if (!hasError(spec.findings))
      scenarios.push({ name, facts: headlines(spec), checks: spec.checks.map((check) => ({ ...check, scenario: name })) });
  }
  const checks: readonly CheckResult[] = scenarios.flatMap((scenario) => scenario.checks);
  return { ...base, checks, scenarios, findings: [...base.findings, ...findings] };
}

const headlines = ({ facts }: SpecResult): readonly FactResult[] => facts.filter(({ id }) => HEADLINES.test(id));

const hasError = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');
