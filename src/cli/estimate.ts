import type { Define } from './commands.js';
import { addChanges, addOutput, addSpecs, changesOf, type SpecFlags, withDefaults } from './options.js';

export const defineEstimate: Define = (command, host, finish) => {
  addChanges(addOutput(addSpecs(command)))
    .option('--verbose', 'every target and every unknown')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign estimate shop.sysdesign.yaml --scenario launch\n  sysdesign estimate --example url-shortener -f json -o result.json',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const changes = changesOf(flags);
      const { judgeSpecs } = await import('./judge.js');
      finish(
        await judgeSpecs(patterns, flags, host, {
          judge: async (specs, config) => {
            const { evaluateSpecs } = await import('../workspace/index.js');
            return await evaluateSpecs(specs, withDefaults(changes, config));
          },
        }),
      );
    });
};
