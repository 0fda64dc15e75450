import type { Result, SpecResult } from '../core/index.js';
import type { LoadedSpec } from '../workspace/index.js';

/** Seconds, for specs that could not be read. */
const STANDARD = { day: 86_400, month: 2_592_000, year: 31_536_000 };

/** Whether specs can be read and understood, as a result without facts. */
export function validityOf(specs: readonly LoadedSpec[]): Result {
  return { options: { scenario: null, set: {}, seed: 0, samples: 0 }, specs: specs.map(specValidity) };
}

function specValidity({ file, spec, findings }: LoadedSpec): SpecResult {
  const { day, month, year } = spec?.calendar ?? STANDARD;
  return {
    file,
    name: spec?.name ?? null,
    summary: spec?.summary ?? null,
    context: [],
    conventions: { day, month, year },
    facts: [],
    checks: [],
    drivers: [],
    choices: [],
    findings,
  };
}
