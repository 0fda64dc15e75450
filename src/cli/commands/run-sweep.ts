import { UserError } from '../../core/index.js';
import type { ReportOptions } from '../../report/index.js';
import { type SweepReport, sweepCsv, sweepJson, sweepMarkdown, sweepText } from '../../report/sweep.js';
import { type SweepOptions, sweepSpec } from '../../studies/sweep.js';
import type { Host } from '../host.js';
import { changesOf, usage, withDefaults } from '../options.js';
import { deliver, reportOptionsFor, type Target, targetsOf } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';
import type { SweepFlags } from './sweep.js';

/** Sweeps one value of each spec. A spec that cannot be swept is told and skipped; the others go on. */
export async function sweep(asked: string, patterns: readonly string[], flags: SweepFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json', 'csv', 'markdown']);
  if (!asked.includes('='))
    throw usage(
      `"${asked}" is no range to sweep`,
      /\.ya?ml$|\.md$|[/\\]/.test(asked)
        ? `the range comes first: sysdesign sweep assumptions.users=1M..100M ${asked}`
        : `write both ends: ${asked}=1M..100M`,
    );
  if (flags.log === true && flags.linear === true) throw usage('--log and --linear exclude each other', 'leave out one of them');
  const show = (flags.show ?? [])
    .flatMap((text) => text.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const changes = changesOf(flags);
  const io = await host.io();
  const config = await configOf(io);
  const options: SweepOptions = {
    ...withDefaults(changes, config),
    ...(flags.points === undefined ? {} : { points: flags.points }),
    ...(flags.log === true ? { scale: 'log' } : flags.linear === true ? { scale: 'linear' } : {}),
    ...(show.length === 0 ? {} : { show }),
  };
  const { specs, problems } = await specsOf(patterns, flags, config, io, asLoaded);
  const failed = [...problems];
  const sweeps: SweepReport[] = [];
  for (const spec of specs) {
    try {
      if (!spec.spec) throw new UserError(spec.findings);
      sweeps.push(await sweepSpec(spec.spec, asked, options));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(...error.findings);
    }
  }
  const renderings = [];
  for (const target of targets)
    renderings.push({ target, text: textOf(sweeps, target, await reportOptionsFor(target, flags, host), show) });
  if (sweeps.length > 0) await deliver(renderings, io.files, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}

function textOf(sweeps: readonly SweepReport[], { format }: Target, options: ReportOptions, show: readonly string[]): string {
  if (format === 'json') return sweepJson(sweeps);
  if (format === 'csv') return sweepCsv(sweeps);
  return format === 'markdown' ? sweepMarkdown(sweeps, options) : sweepText(sweeps, options, show);
}
