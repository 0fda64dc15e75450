import type { LintFlags } from '../lint-flags.js';
import { addSpecs, collect, usage } from '../options.js';
import type { Define } from './define.js';

export const defineBaseline: Define = (command, host, finish) => {
  command.argument('<action>', 'update: remove what is no longer found');
  addSpecs(command)
    .option('--add', 'add what is found now, too: how a baseline begins')
    .option('--baseline <file>', 'the baseline (default: sysdesign.baseline.json)')
    .option('--preset <name>', 'which rules are asked: minimal, recommended, thorough or interview')
    .option('--rule <id=severity>', 'set a rule to error, warning, info or off (repeatable)', collect)
    .addHelpText('after', '\nExamples:\n  sysdesign baseline update --add\n  sysdesign baseline update designs/')
    .action(async (action: string, patterns: readonly string[]) => {
      if (action !== 'update') throw usage(`there is nothing to "${action}" of a baseline`, 'sysdesign baseline update', 'update');
      const { updateBaseline } = await import('../baseline.js');
      finish(await updateBaseline(patterns, command.optsWithGlobals<LintFlags & { readonly add?: boolean }>(), host));
    });
};
