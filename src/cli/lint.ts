import { BugError, UserError } from '../core/index.js';
import { DEFAULT_SAMPLES, DEFAULT_SEED } from '../evaluate/evaluation.js';
import type { Result } from '../evaluate/result.js';
import { lint, summary } from '../lenses/lint/index.js';
import { acceptedDocument } from '../lint/accepted.js';
import { comparedWithBaseline } from '../lint/compare.js';
import { withoutRepeatedExpiries } from '../lint/run.js';
import { onlySelected } from '../lint/selection.js';
import { worstOf } from '../lint/shown.js';
import { piecesOf } from '../report/formatter.js';
import { type Document, documentOf, exitCodeOf, type FormatName } from '../report/index.js';
import { rulesFor } from '../rules/index.js';
import type { Host } from './host.js';
import { throwBroken } from './judge.js';
import type { LintFlags } from './lint-flags.js';
import { type Linted, lintFiles, lintRun } from './lint-run.js';
import { usage } from './options.js';
import { targetsOf, writeDocument } from './output.js';
import { specsOf } from './specs.js';
import { TOOL } from './version.js';

/** Lints the files, one after the other, and gives the exit code. */
export async function lintSpecs(patterns: readonly string[], given: LintFlags, host: Host): Promise<number> {
  const since = host.now();
  const run = await lintRun(given, host);
  const { flags, io, config, asked, rules } = run;
  const { files } = io;
  if (flags.printConfig) {
    const { effectiveConfig } = await import('../lint/effective-config.js');
    await host.out.write(effectiveConfig(config, patterns[0] === undefined ? rules : rulesFor(rules, patterns[0]), asked.exitCriteria));
    return 0;
  }
  const targets = targetsOf(flags, config.format);
  const { jobs = 1 } = flags;
  if (jobs > 1 && (flags.fix || flags.fixDryRun || patterns.includes('-')))
    throw usage('--jobs goes with neither --fix nor standard input', 'leave out --jobs');
  if (flags.fix || flags.fixDryRun) {
    const { fixDesigns, fixFiles } = await import('./lint-fix.js');
    const { specs: read, problems: unread } = await specsOf(patterns, flags, config, io, ({ file, spec }) => ({
      file,
      isValid: spec !== null,
    }));
    const named = read.filter(({ file }) => file !== files.display('-'));
    const isDry = flags.fixDryRun === true;
    const invalid = named.filter(({ isValid }) => !isValid).map(({ file }) => file);
    await fixFiles(invalid, isDry, io, config, host);
    const all = named.map(({ file }) => file);
    if (flags.fix === 'all') await fixDesigns(all, isDry, io, config, rules, host);
    if (flags.fixDryRun) {
      if (unread.length > 0) throw new UserError(unread);
      return 0;
    }
  }
  const all: Linted =
    jobs > 1
      ? await (await import('./lint-jobs.js')).lintInJobs(jobs, patterns, given, io)
      : await lintFiles(patterns, run, (spec) => spec);
  const { specs: found, problems, unfinished } = all;
  const linted = withoutRepeatedExpiries(found.filter((spec) => spec !== null));
  if (flags.suppressions) {
    await writeDocument(acceptedDocument(linted, TOOL), targets, flags, host);
    if (unfinished !== undefined) throw new BugError(unfinished);
    return 0;
  }
  const { specs: compared, known } = await comparedWithBaseline(linted, rules, flags.baseline, io.files);
  const specs = compared.map((spec) => onlySelected(spec, asked.selection));
  const { seed = DEFAULT_SEED, samples = DEFAULT_SAMPLES } = config;
  const result: Result = { lens: 'lint', options: { scenario: null, set: {}, seed, samples }, specs };
  await writeDocument(
    (format) => documentFor(format, result, flags, { known, ...(host.out.isTerminal && { took: host.now() - since }) }),
    targets,
    flags,
    host,
  );
  throwBroken(specs);
  if (unfinished !== undefined) throw new BugError(unfinished);
  if (problems.length > 0) throw new UserError(problems);
  const code = exitCodeOf(result, asked.exitCriteria);
  return code === 1 && flags.exitZero ? 0 : code;
}

/** Read by people, who are shown the worst; programs get all. */
const FOR_PEOPLE: ReadonlySet<FormatName> = new Set(['pretty', 'compact', 'markdown']);

/** What the last line has besides. */
interface SummaryExtras {
  /** Findings that the baseline has. */
  readonly known?: number;
  /** Milliseconds: on a terminal alone, so that what is kept or compared is the same in each run. */
  readonly took?: number;
}

/** What is shown of a result in one format. */
export function documentFor(
  format: FormatName,
  result: Result,
  { maxProblems, example, quiet = false, verbose = false }: LintFlags,
  { known = 0, took }: SummaryExtras = {},
): Document {
  const { result: shown, hidden } =
    maxProblems !== undefined && FOR_PEOPLE.has(format) ? worstOf(result, maxProblems) : { result, hidden: 0 };
  const counts = piecesOf(summary(result));
  const rest = [
    ...(known === 0 ? [] : [`; ${known} in the baseline`]),
    ...(hidden === 0 ? [] : [`; ${hidden} hidden by --max-problems`]),
    ...(took === undefined ? [] : [` in ${(took / 1000).toFixed(1)} s`]),
  ];
  return documentOf(shown, { ...lint, summary: () => [...counts, ...rest] }, { example, quiet, verbose }, TOOL);
}
