import { collect, type SpecFlags, wholeNumber } from '../options.js';
import type { Define } from './index.js';

export interface NinesFlags extends SpecFlags {
  /** The words of each. */
  readonly serial?: readonly string[];
  readonly parallel?: readonly string[];
  readonly needed?: readonly number[];
  readonly mtbf?: string;
  readonly mttr?: string;
  readonly convention?: readonly string[];
}

const LISTS: ReadonlySet<string> = new Set(['--serial', '--parallel']);

/**
 * The words behind a list's flag as one: of several groups the parser would make one. The sign of a number begins no flag: a space says
 * so.
 */
function grouped(argv: readonly string[]): string[] {
  const out: string[] = [];
  let from: number | undefined;
  for (const word of argv) {
    if (/^-(?![\d.])/.test(word)) from = LISTS.has(word) ? out.length + 1 : undefined;
    if (from !== undefined && out.length > from) out.push(`${out.pop() ?? ''} ${word}`);
    else out.push(word.replace(/^-(?=[\d.])/, ' -'));
  }
  return out;
}

const count = wholeNumber('--needed', 1, 10_000);

export const defineNines: Define = (command, host, finish) => {
  const parseOptions = command.parseOptions.bind(command);
  command.parseOptions = (argv) => parseOptions(grouped(argv));
  command
    .argument('[availability...]', '99.95%, "3 nines", or a downtime: "4 min/month"')
    .option('--serial <availabilities>', 'availabilities of what is all needed: 99.9% 99.95%, or 3 x 99.9%', collect)
    .option('--parallel <availabilities>', 'of what stands in for each other: 2 x 99%, or 99% 99.5% (repeatable)', collect)
    .option(
      '--needed <number>',
      'how many of --parallel are needed (1 unless told; repeatable: one for each)',
      (text: string, before: readonly number[] = []) => [...before, count(text)],
    )
    .option('--mtbf <time>', 'mean time up between failures: 720h')
    .option('--mttr <time>', 'mean time to repair, from the failure on: 30min')
    .option('--convention <unit=length>', 'length of a day, month or year: month=30.44d, year=365.25d (repeatable)', collect)
    .option('-f, --format <name>', 'pretty or json; name=file writes it to a file (repeatable)', collect)
    .option('-o, --output <file>', 'write the result to a file')
    .option('--quiet', 'only the availability')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign nines 99.95\n  sysdesign nines "4 min/month"\n  sysdesign nines --serial 99.9% 99.95% --parallel 2 x 99%\n' +
        '  sysdesign nines --parallel 5 x 99% --needed 3\n  sysdesign nines --mtbf 720h --mttr 30min',
    )
    .action(async (words: readonly string[]) => {
      const flags = command.optsWithGlobals<NinesFlags>();
      const { nines } = await import('./nines-run.js');
      finish(await nines(words.join(' '), flags, host));
    });
};
