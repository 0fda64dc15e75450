import { UserError } from '../core/index.js';
import { type Baseline, updatedBaseline } from '../lint/baseline.js';
import { BASELINE_NAME, baselineText, readBaseline } from '../lint/baseline-file.js';
import { compareWithBaseline } from '../lint/compare.js';
import { lintSpec } from '../lint/run.js';
import { rulesAsked } from '../lint/selection.js';
import { isInvalid } from '../report/exit-code.js';
import { plural } from '../report/text.js';
import { rulesConfigOf } from '../workspace/config-rules.js';
import type { Host } from './host.js';
import { throwBroken } from './judge.js';
import { type LintFlags, lintAsked } from './lint-flags.js';
import { usage, withDefaults } from './options.js';
import { configOf, specsOf } from './specs.js';

/** Writes the baseline anew: without what is no longer found, and with what is new only where that is asked for. */
export async function updateBaseline(
  patterns: readonly string[],
  flags: LintFlags & { readonly add?: boolean },
  host: Host,
): Promise<number> {
  const io = await host.io();
  const { files } = io;
  const path = typeof flags.baseline === 'string' ? flags.baseline : BASELINE_NAME;
  const isAdding = flags.add === true;
  const isThere = await files.exists(path);
  if (!isThere && !isAdding) throw usage(`there is no baseline "${files.display(path)}"`, 'sysdesign baseline update --add makes one');
  const before: Baseline = isThere ? await readBaseline(path, files, typeof flags.baseline === 'string') : [];
  const config = await configOf(host, flags);
  const asked = lintAsked(flags, undefined);
  const rules = rulesAsked(rulesConfigOf(config, flags.preset), asked.selection, asked.settings);
  const options = { ...withDefaults({}, config), rules };
  const { specs, problems } = await specsOf(patterns, flags, config, io, (loaded) => lintSpec(loaded, options));
  if (problems.length > 0) throw new UserError(problems);
  const linted = specs.filter((spec) => spec !== null);
  throwBroken(linted);
  const invalid = linted.filter(isInvalid);
  if (invalid.length > 0) throw new UserError(invalid.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error')));
  const { compared, parts, untouched } = await compareWithBaseline(linted, before, path, rules, files);
  const after = updatedBaseline(parts, untouched, compared, isAdding);
  const written = await files.writeWhole(path, baselineText(after), true);
  if (!written.ok) throw new UserError(written.findings);
  const [was, is] = [before, after].map((baseline) => baseline.reduce((sum, { entries }) => sum + entries.length, 0)) as [number, number];
  const added = isAdding ? compared.reduce((sum, { spec }) => sum + spec.findings.length, 0) : 0;
  await host.out.write(`${files.display(path)}: ${plural(is, 'finding')} (${was + added - is} removed, ${added} added)\n`);
  return 0;
}
