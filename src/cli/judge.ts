import { BugError, UserError } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';
import { documentOf, exitCodeOf, type Presentation } from '../report/index.js';
import type { Config } from '../workspace/config.js';
import type { LoadedSpec } from '../workspace/load.js';
import type { Host } from './host.js';
import type { SpecFlags } from './options.js';
import { targetsOf, writeDocument } from './output.js';
import { configOf, specsOf } from './specs.js';
import { TOOL } from './version.js';

/** What a command that judges specs adds: how specs become a result, and how that is shown. */
export interface JudgingCommand<T, S extends SpecResult> {
  /** What is needed of each spec, once it has been read. */
  readonly keep: (spec: LoadedSpec) => T | Promise<T>;
  /**
   * Null where something else has been printed in its place.
   * @param forPeople no program reads the result: what its tables do not show need not be computed
   */
  readonly judge: (specs: readonly T[], config: Config, forPeople: boolean) => Promise<JudgedResult<S> | null>;
}

export interface JudgedResult<S extends SpecResult> {
  readonly result: Result<S>;
  readonly lens: Presentation<S>;
}

/** Load, judge, render, write: the way of every command that judges specs. Gives the exit code. */
export async function judgeSpecs<T, S extends SpecResult>(
  patterns: readonly string[],
  flags: SpecFlags,
  host: Host,
  { keep, judge }: JudgingCommand<T, S>,
): Promise<number> {
  const io = await host.io();
  const config = await configOf(host, flags);
  const targets = targetsOf(flags, config.format);
  const { specs, problems } = await specsOf(patterns, flags, config, io, keep);
  const forPeople = targets.every(({ format }) => format !== 'json' && format !== 'csv');
  const judged = await judge(specs, config, forPeople);
  if (!judged) return 0;
  const { result, lens } = judged;
  const { example, quiet = false, verbose = false, strict = false } = flags;
  const document = documentOf(result, lens, { example, quiet, verbose }, TOOL);
  await writeDocument(document, targets, flags, host);
  throwBroken(result.specs);
  if (problems.length > 0) throw new UserError(problems);
  return exitCodeOf(result, { isStrict: strict, ...(config.failOn && { failOn: config.failOn }) });
}

/** @throws BugError where a rule failed: what the others found has been printed */
export function throwBroken(specs: readonly SpecResult[]): void {
  const [first, ...others] = specs.flatMap(({ file, broken = [] }) =>
    broken.map(({ rule, error }) => `${rule} failed in ${file}: ${error}`),
  );
  if (first !== undefined) throw new BugError(`the rule ${first}${others.length > 0 ? ` (and ${others.length} more)` : ''}`);
}
