import { addOutput, addSpecs, type SpecFlags } from '../options.js';
import type { Define } from './define.js';

export const defineValidate: Define = (command, host, finish) => {
  addOutput(addSpecs(command))
    .addHelpText('after', '\nExamples:\n  sysdesign validate designs/\n  sysdesign validate "docs/**/*.md" -f compact')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const [{ judgeSpecs }, { validity, validityOf, validityResult }] = await Promise.all([
        import('../judge.js'),
        import('../../views/validity.js'),
      ]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: validityOf,
          judge: async (specs) => ({ result: validityResult(specs), lens: validity }),
        }),
      );
    });
};
