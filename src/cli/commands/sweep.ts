import { addChanges, addOutput, addSpecs, collect, type SpecFlags, wholeNumber } from '../options.js';
import type { Define } from './index.js';

export interface SweepFlags extends SpecFlags {
  readonly points?: number;
  readonly log?: boolean;
  readonly linear?: boolean;
  readonly show?: readonly string[];
}

export const defineSweep: Define = (command, host, finish) => {
  command.argument('<path=from..to>', 'a value of the spec and the range that it goes through: assumptions.users=1M..100M');
  addChanges(addOutput(addSpecs(command)))
    .option('--points <number>', 'how many values, both ends included (default: 20)', wholeNumber('--points', 2, 2000))
    .option('--log', 'even steps in the logarithm (default where the range spans ten times or more)')
    .option('--linear', 'even steps')
    .option('--show <facts>', 'facts to tell, with commas between or repeated (default: totals, and instances that change)', collect)
    .option('--verbose', 'every place where the answer changes')
    .addHelpText(
      'after',
      '\nWhat is uncertain stands at its middle.\n\nExamples:\n  sysdesign sweep assumptions.users=1M..100M shop.sysdesign.yaml\n' +
        '  sysdesign sweep flows.redirect.rate=x1..x50 --example url-shortener\n' +
        '  sysdesign sweep growth=10%..90% --linear --show totals.cost.year3\n' +
        '  sysdesign sweep components.cache.hitRatio=50%..99% --points 50 -f csv',
    )
    .action(async (asked: string, patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SweepFlags>();
      const { sweep } = await import('./run-sweep.js');
      finish(await sweep(asked, patterns, flags, host));
    });
};
