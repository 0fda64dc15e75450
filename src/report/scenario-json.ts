import type { CheckResult, FactResult } from '../core/index.js';
import type { ScenarioResult } from '../studies/scenario-result.js';
import type { StressResult, TrialResult } from '../studies/stress-result.js';

interface Writers {
  readonly fact: (fact: FactResult) => object;
  readonly check: (check: CheckResult) => object;
  readonly digits: (value: number) => number | null;
}

/** Scenarios side by side: an object each, the design as it stands first. */
export const scenarioJson = ({ name, facts, checks }: ScenarioResult, { fact, check }: Writers) => ({
  scenario: name,
  facts: facts.map(fact),
  checks: checks.map(check),
});

/** What was tried; `factor` is by what the load exceeds what is left, null if nothing is left or there is no load. */
export const stressJson = ({ trials, unknown }: StressResult, { digits }: Pick<Writers, 'digits'>) => ({
  trials: trials.map((trial) => trialJson(trial, digits)),
  unknown: unknown.map(({ component, missing }) => ({ component, missing: [...missing] })),
});

const trialJson = ({ kind, of, status, component, resource, headroom, chance, also }: TrialResult, digits: Writers['digits']) => ({
  kind,
  of: [...of],
  status,
  component,
  resource,
  headroom: headroom === null ? null : digits(headroom),
  factor: headroom === null || headroom === 0 ? null : digits(1 / headroom),
  chance: chance === null ? null : digits(chance),
  also: [...also],
});
