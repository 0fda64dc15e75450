import { UserError } from '../../core/index.js';
import { type SweepOptions, type SweepResult, sweepSpec } from '../../studies/sweep.js';
import { sweepDocument } from '../../views/sweep/index.js';
import type { Host } from '../host.js';
import {
  addChanges,
  addOutput,
  addSpecs,
  changesFromFlags,
  collect,
  type SpecFlags,
  UNJUDGED,
  usage,
  wholeNumber,
  withDefaults,
} from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { asLoaded, configOf, specsOf } from '../specs.js';
import type { Define } from './define.js';

interface SweepFlags extends SpecFlags {
  readonly points?: number;
  readonly log?: boolean;
  readonly linear?: boolean;
  readonly show?: readonly string[];
}

export const defineSweep: Define = (command, host, finish) => {
  command.argument('<path=from..to>', 'a value of the spec and the range that it goes through: assumptions.users=1M..100M');
  addChanges(addOutput(addSpecs(command), UNJUDGED))
    .option('--points <number>', 'how many values, both ends included (default: 20)', wholeNumber('--points', 2, 2000))
    .option('--log', 'even steps in the logarithm (default where the range spans ten times or more)')
    .option('--linear', 'even steps')
    .option('--show <facts>', 'facts to show, with commas between or repeated (default: totals, and instances that change)', collect)
    .option('--verbose', 'every place where the answer changes')
    .addHelpText(
      'after',
      '\nWhat is uncertain stands at its middle.\n\nExamples:\n  sysdesign sweep assumptions.users=1M..100M shop.sysdesign.yaml\n' +
        '  sysdesign sweep flows.redirect.rate=x1..x50 --example url-shortener\n' +
        '  sysdesign sweep growth=10%..90% --linear --show totals.cost.year3\n' +
        '  sysdesign sweep components.cache.hitRatio=50%..99% --points 50 -f csv',
    )
    .action(async (asked: string, patterns: readonly string[]) =>
      finish(await sweep(asked, patterns, command.optsWithGlobals<SweepFlags>(), host)),
    );
};

/** Sweeps one value of each spec. A spec that cannot be swept is reported and skipped; the others go on. */
async function sweep(asked: string, patterns: readonly string[], flags: SweepFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  checkRange(asked);
  if (flags.log === true && flags.linear === true) throw usage('--log and --linear exclude each other', 'leave out one of them');
  const show = (flags.show ?? [])
    .flatMap((text) => text.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const changes = changesFromFlags(flags);
  const io = await host.io();
  const config = await configOf(host, flags);
  const options: SweepOptions = {
    ...withDefaults(changes, config),
    ...(flags.points === undefined ? {} : { points: flags.points }),
    ...(flags.log === true ? { scale: 'log' } : flags.linear === true ? { scale: 'linear' } : {}),
    ...(show.length === 0 ? {} : { show }),
  };
  const { specs, problems } = await specsOf(patterns, flags, config, io, asLoaded);
  const failed = [...problems];
  const sweeps: SweepResult[] = [];
  for (const spec of specs) {
    try {
      if (!spec.spec) throw new UserError(spec.findings);
      sweeps.push(await sweepSpec(spec.spec, asked, options));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failed.push(...error.findings);
    }
  }
  if (sweeps.length > 0) await writeDocument(sweepDocument(sweeps, show, flags), targets, flags, host);
  if (failed.length > 0) throw new UserError(failed);
  return 0;
}

function checkRange(asked: string): void {
  if (asked.includes('=')) return;
  throw usage(
    `"${asked}" is no range to sweep`,
    /\.ya?ml$|\.md$|[/\\]/.test(asked)
      ? `the range comes first: sysdesign sweep assumptions.users=1M..100M ${asked}`
      : `write both ends: ${asked}=1M..100M`,
  );
}
