import { UserError } from '../core/index.js';
import type { Result } from '../evaluate/result.js';
import { REPORTERS, type Reporter } from '../report/index.js';
import type { Config } from '../workspace/config.js';
import type { Io, LoadedSpec } from '../workspace/index.js';
import type { Host } from './host.js';
import type { SpecFlags } from './options.js';
import { deliver, reportOptionsFor, targetsOf } from './output.js';
import { configOf, specsOf } from './specs.js';

/** What a command that judges specs adds: how specs become a result, and how people read it. */
export interface Judge<T> {
  /** What is needed of each spec, once it has been read. */
  readonly keep: (spec: LoadedSpec) => T;
  /** @param forPeople no program reads the result: what its tables do not show need not be worked out */
  readonly judge: (specs: readonly T[], config: Config, io: Io, forPeople: boolean) => Promise<Result>;
  readonly pretty?: (() => Promise<Reporter>) | undefined;
  readonly markdown?: (() => Promise<Reporter>) | undefined;
}

/** Load, judge, render, write: the way of every command that judges specs. Gives the exit code. */
export async function judgeSpecs<T>(
  patterns: readonly string[],
  flags: SpecFlags,
  host: Host,
  { keep, judge, ...own }: Judge<T>,
): Promise<number> {
  const io = await host.io();
  const config = await configOf(io);
  const targets = targetsOf(flags, config.format);
  const { specs, problems } = await specsOf(patterns, flags, config, io, keep);
  const forPeople = targets.every(({ format }) => format !== 'json' && format !== 'csv');
  const result = await judge(specs, config, io, forPeople);
  let code = 0;
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    const ownReporter = target.format === 'pretty' || target.format === 'markdown' ? own[target.format] : undefined;
    const reporter = await (ownReporter ? ownReporter() : REPORTERS[target.format](options.color));
    const { output, exitCode } = reporter(result, options);
    code = Math.max(code, exitCode);
    renderings.push({ target, text: output });
  }
  await deliver(renderings, io.files, host);
  if (problems.length > 0) throw new UserError(problems);
  return code;
}
