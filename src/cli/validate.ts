import type { Define } from './commands.js';
import { addOutput, addSpecs, type SpecFlags } from './options.js';

export const defineValidate: Define = (command, host, finish) => {
  addOutput(addSpecs(command))
    .addHelpText('after', '\nExamples:\n  sysdesign validate designs/\n  sysdesign validate "docs/**/*.md" -f compact')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const { judgeSpecs } = await import('./judge.js');
      finish(
        await judgeSpecs(patterns, flags, host, {
          judge: async (specs) => (await import('./validity.js')).validityOf(specs),
          pretty: async () => (await import('../report/validation.js')).reportValidation,
        }),
      );
    });
};
