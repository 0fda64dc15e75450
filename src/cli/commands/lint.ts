import { fileShardOf, type LintFlags } from '../lint-flags.js';
import { addOutput, addSpecs, addStrict, collect, usage, wholeNumber } from '../options.js';
import type { Define } from './define.js';

export const defineLint: Define = (command, host, finish) => {
  addStrict(addOutput(addSpecs(command)))
    .option('--preset <name>', 'which rules are asked: minimal, recommended, thorough or interview')
    .option('--rule <id=severity>', 'set a rule to error, warning, info or off (repeatable)', collect)
    .option('--only <ids>', 'only these rules, areas (load/) or qualities (capacity), with commas between (repeatable)', collect)
    .option('--fail-on <severity>', 'the least severity that fails: error (default), warning, info or off')
    .option('--max-warnings <number>', 'more warnings than these fail', wholeNumber('--max-warnings', 0, 1_000_000_000))
    .option('--min-confidence <level>', 'leave out findings that are less sure: low, medium or high')
    .option(
      '--max-problems <number>',
      'print this many, the worst first, and how many are hidden',
      wholeNumber('--max-problems', 0, 1_000_000_000),
    )
    .option('--baseline <file>', 'leave out what a baseline has (default: sysdesign.baseline.json, where it is there)')
    .option('--no-baseline', 'show what the baseline has, too')
    .option('--changed [ref]', 'only files that differ from where the branch left a commit (default: HEAD), and those that include them')
    .option('--fix [what]', 'mend slips that have one meaning (a misspelt key, word or unit), then lint; --fix=all changes designs as well')
    .option('--fix-dry-run', 'show what --fix would change as a diff, and change nothing')
    .option('--watch', 'lint again what changes, until interrupted')
    .option('--suppressions', 'list what comments and waivers accept, in place of what is found')
    .option('--shard <i/n>', 'one of n parts of the files, for parallel jobs: see `sysdesign merge`', fileShardOf)
    .option('--jobs <number>', 'threads that share the files: pays from some hundreds of them on', wholeNumber('--jobs', 1, 64))
    .option('--exit-zero', 'exit with 0 whatever is found (2 for invalid input): for jobs that upload')
    .option('--verbose', 'a line for each file that is fine, too')
    .option('--stdin-filename <name>', 'what standard input (-) is called: decides between YAML and Markdown')
    .option('--print-config', 'print the settings that hold (of one file, if one is named), and lint nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign lint designs/\n  sysdesign lint "docs/**/*.md" --fail-on warning\n' +
        '  sysdesign lint --only availability --preset thorough\n' +
        '\nExit codes: 0 fine, 1 findings at or above --fail-on or a target missed,\n2 an input is invalid, 3 a bug.',
    )
    .action(async (patterns: readonly string[]) => {
      const { lintSpecs } = await import('../lint.js');
      const { fix, ...flags } = command.optsWithGlobals<LintFlags & { readonly fix?: boolean | string }>();
      // `--fix designs/`: what follows is a path, unless it says what to fix.
      const isPath = typeof fix === 'string' && fix !== 'all' && fix !== 'slips';
      const asked = { ...flags, ...(fix !== undefined && { fix: fix === 'all' ? ('all' as const) : ('slips' as const) }) };
      const named = isPath ? [fix, ...patterns] : patterns;
      if (!flags.watch) {
        finish(await lintSpecs(named, asked, host));
        return;
      }
      if (fix !== undefined || flags.fixDryRun || named.includes('-') || (flags.jobs ?? 1) > 1)
        throw usage('--watch goes with none of --fix, --jobs and standard input');
      const { watchSpecs } = await import('../lint-watch.js');
      finish(await watchSpecs(named, asked, host));
    });
};
