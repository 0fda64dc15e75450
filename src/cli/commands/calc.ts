import { collect, type SpecFlags, wholeNumber } from '../options.js';
import type { Define } from './index.js';

export interface CalcFlags extends SpecFlags {
  readonly convention?: readonly string[];
  readonly napkin?: boolean;
}

export const defineCalc: Define = (command, host, finish) => {
  command
    .argument(
      '[expression...]',
      'EXPR, EXPR to UNIT, or name = EXPR; several are parted by ";" (none: a prompt, or a line each from standard input)',
    )
    .option('--napkin', 'work it out with round numbers too, in steps as one would say them aloud')
    .option('--convention <unit=length>', 'length of a day, month or year: day=100ks, month=2.5Ms (repeatable)', collect)
    .option('-f, --format <name>', 'pretty or json; name=file writes it to a file (repeatable)', collect)
    .option('-o, --output <file>', 'write the result to a file')
    .option('--quiet', 'only the value')
    .option('--seed <number>', 'seed of the samples', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .option('--samples <number>', 'how many samples uncertainty is worked out with', wholeNumber('--samples', 100, 1_000_000))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign calc "100M users * 12/month to req/s"\n  sysdesign calc "80M..150M users * 2 kB to GB"        (a 90% interval)\n' +
        '  sysdesign calc "users = 5M users; users * 3/day to req/s" --napkin\n  sysdesign calc "5 Gbit/s * 1 h"',
    )
    .action(async (words: readonly string[]) => {
      const flags = command.optsWithGlobals<CalcFlags>();
      const { calc } = await import('./calc-run.js');
      finish(await calc(words.join(' '), flags, host));
    });
};
