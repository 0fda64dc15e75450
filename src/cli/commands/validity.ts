import type { Result, SpecResult } from '../../evaluate/result.js';
import type { LoadedSpec } from '../../workspace/index.js';

/** Seconds, for specs that could not be read. */
const STANDARD = { day: 86_400, month: 2_592_000, year: 31_536_000 };

/** Whether specs can be read and understood, as a result without facts. */
export const validityResult = (specs: readonly SpecResult[]): Result => ({
  options: { scenario: null, set: {}, seed: 0, samples: 0 },
  specs,
});

/** What is kept of a spec that has been read: of a thousand of them, the specs themselves would fill the memory. */
export function specValidity({ file, spec, findings }: LoadedSpec): SpecResult {
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
    findings,
  };
}
