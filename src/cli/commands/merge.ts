import type { LintFlags } from '../lint-flags.js';
import { addOutput, addStrict, wholeNumber } from '../options.js';
import type { Define } from './define.js';

export const defineMerge: Define = (command, host, finish) => {
  addStrict(addOutput(command.argument('<results...>', 'what `sysdesign lint -f json=FILE` wrote: files or globs')))
    .option('--fail-on <severity>', 'the least severity that fails: error (default), warning, info or off')
    .option('--max-warnings <number>', 'more warnings than these fail', wholeNumber('--max-warnings', 0, 1_000_000_000))
    .option('--exit-zero', 'exit with 0 whatever is found (2 for invalid input): for jobs that upload')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign lint --shard 1/4 -f json=shard-1.json   (in each of four jobs)\n' +
        '  sysdesign merge "shard-*.json" -f pretty -f sarif=all.sarif\n' +
        '  sysdesign merge shard-1.json shard-2.json --max-warnings 0',
    )
    .action(async (patterns: readonly string[]) => {
      const { mergeResults } = await import('../merge.js');
      finish(await mergeResults(patterns, command.optsWithGlobals<LintFlags>(), host));
    });
};
