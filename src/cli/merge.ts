import { UserError } from '../core/index.js';
import { mergedResult } from '../lint/merge.js';
import { onlySelected } from '../lint/selection.js';
import { exitCodeOf } from '../report/index.js';
import type { Host } from './host.js';
import { throwBroken } from './judge.js';
import { documentFor } from './lint.js';
import { type LintFlags, lintAsked } from './lint-flags.js';
import { targetsOf, writeDocument } from './output.js';
import { configOf } from './specs.js';

/** One report of the results of several runs, and the exit code that one run over all of it would have. */
export async function mergeResults(patterns: readonly string[], flags: LintFlags, host: Host): Promise<number> {
  const { files } = await host.io();
  const config = await configOf(host, flags);
  const asked = lintAsked(flags, config.failOn);
  const targets = targetsOf(flags);
  const found = await files.expand(patterns);
  if (!found.ok) throw new UserError(found.findings);
  const all = await mergedResult(found.value, files);
  const result = { ...all, specs: all.specs.map((spec) => onlySelected(spec, asked.selection)) };
  await writeDocument((format) => documentFor(format, result, flags), targets, flags, host);
  throwBroken(result.specs);
  const code = exitCodeOf(result, asked.exitCriteria);
  return code === 1 && flags.exitZero ? 0 : code;
}
