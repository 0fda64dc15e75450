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
