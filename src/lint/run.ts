import type { SpecResult } from '../evaluate/result.js';
import type { AnalyzeOptions } from '../lenses/lens.js';
import { lint } from '../lenses/lint/index.js';
import { analyzeSpec } from '../workspace/analyze.js';
import type { EvaluateOptions, LoadedSpec } from '../workspace/index.js';

/**
 * What is wrong with one spec. Null for a Markdown document without a spec: a glob of documents finds many of these.
 * @param options seed and samples, and the rules that are asked
 */
export async function lintSpec(loaded: LoadedSpec, options: EvaluateOptions & AnalyzeOptions): Promise<SpecResult | null> {
  if (isPlainDocument(loaded)) return null;
  return await analyzeSpec(loaded, lint, options);
}

/** No block is a spec, nor nearly one. */
const isPlainDocument = ({ spec, findings }: LoadedSpec): boolean =>
  spec === null && findings.length > 0 && findings.every(({ rule, suggestion }) => rule === 'markdown/no-spec' && suggestion === undefined);

/** Results in which what the configuration has wrong, which shows at each spec that it is about, stands once. */
export function withoutRepeatedExpiries(specs: readonly SpecResult[]): readonly SpecResult[] {
  const seen = new Set<string>();
  return specs.map((spec) => ({
    ...spec,
    findings: spec.findings.filter(({ rule, at }) => {
      if (rule !== 'suppression/expired' || !at) return true;
      const place = `${at.source.name} ${at.start}`;
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    }),
  }));
}
