import { checkTime, type Finding, hasDeadline, UserError } from '../core/index.js';
import { DEFAULT_SAMPLES, DEFAULT_SEED, type EvaluateOptions, evaluationOf } from '../evaluate/evaluation.js';
import { extended, invalidResult, type Result, type SpecResult } from '../evaluate/result.js';
import type { AnalyzeOptions, Lens } from '../lenses/lens.js';
import type { LoadedSpec } from './load.js';

/** Each spec through a lens. One that is invalid, or that cannot be evaluated under the changes asked for, keeps its findings. */
export async function analyzeSpecs<R extends SpecResult>(
  specs: readonly LoadedSpec[],
  lens: Pick<Lens<R>, 'name' | 'analyze'>,
  options: EvaluateOptions & AnalyzeOptions = {},
): Promise<Result<R | SpecResult>> {
  const results: (R | SpecResult)[] = [];
  const { scenario: asked } = options;
  // Of several specs, those that have the scenario are looked at under it.
  const isSomewhere = asked !== undefined && specs.some(({ spec }) => spec?.scenarios.has(asked));
  for (const loaded of specs) {
    const lacks = isSomewhere && loaded.spec !== null && !loaded.spec.scenarios.has(asked);
    results.push(lacks ? skipped(loaded, asked) : await analyzeSpec(loaded, lens, options));
  }
  const { scenario = null, set = {}, seed = DEFAULT_SEED, samples = DEFAULT_SAMPLES } = options;
  return { lens: lens.name, options: { scenario, set, seed, samples }, specs: results };
}

/** A spec that has no scenario of that name, where another one has. */
function skipped({ file, spec, findings }: LoadedSpec, scenario: string): SpecResult {
  const names = [...(spec?.scenarios.keys() ?? [])];
  const note: Finding = {
    rule: 'usage/scenario-skipped',
    severity: 'info',
    message: `${file} is left out: it has no scenario "${scenario}"`,
    help: names.length === 0 ? 'it has none' : `it has: ${names.join(', ')}`,
  };
  return { ...invalidResult(file, [...findings, note]), name: spec?.name ?? null, summary: spec?.summary ?? null };
}

/** One spec through a lens. */
export async function analyzeSpec<R extends SpecResult>(
  { file, spec, findings }: LoadedSpec,
  lens: Pick<Lens<R>, 'analyze'>,
  { forPeople = false, rules, fixes, ...options }: EvaluateOptions & AnalyzeOptions,
): Promise<R | SpecResult> {
  if (!spec) return invalidResult(file, findings);
  try {
    checkTime('looking at', file);
    const result = await lens.analyze(await evaluationOf(spec, options), {
      forPeople,
      ...(rules && { rules }),
      ...(fixes !== undefined && { fixes }),
    });
    if (hasDeadline()) readAll(result);
    return extended(result, { findings: [...findings, ...result.findings] });
  } catch (error) {
    if (error instanceof UserError) return invalidResult(file, [...findings, ...error.findings]);
    throw error;
  }
}

/** Facts are worked out, and sampled, when they are read: before the deadline, rather than while they are printed. */
const readAll = (result: SpecResult): readonly unknown[] => [Object.values(result), ...result.facts.map(({ spread }) => spread?.p50)];
