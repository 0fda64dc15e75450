import { addOutput, addSpecs, type SpecFlags } from '../options.js';
import type { Define } from './index.js';

export const defineValidate: Define = (command, host, finish) => {
  addOutput(addSpecs(command))
    .addHelpText('after', '\nExamples:\n  sysdesign validate designs/\n  sysdesign validate "docs/**/*.md" -f compact')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const [{ judgeSpecs }, { specValidity, validityResult }] = await Promise.all([import('../judge.js'), import('./validity.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: specValidity,
          judge: async (specs) => validityResult(specs),
          pretty: async () => (await import('../../report/validation.js')).reportValidation,
        }),
      );
    });
};
