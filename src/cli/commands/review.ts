import { addChanges, addOutput, addSpecs, addStrict, changesOf, type SpecFlags, withDefaults } from '../options.js';
import type { Define } from './index.js';

interface ReviewFlags extends SpecFlags {
  readonly preset?: string;
}

export const defineReview: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--preset <name>', 'which rules are asked: minimal, recommended, thorough or interview')
    .option('--verbose', 'every target')
    .addHelpText('after', '\nExamples:\n  sysdesign review shop.sysdesign.yaml\n  sysdesign review --example flash-sale --preset thorough')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<ReviewFlags>();
      const changes = changesOf(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const [{ analyzeSpecs }, { review }, { rulesConfigOf }] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/review/index.js'),
              import('../../workspace/config-rules.js'),
            ]);
            const rules = rulesConfigOf(config, flags.preset);
            return { result: await analyzeSpecs(specs, review, { ...withDefaults(changes, config), forPeople, rules }), lens: review };
          },
        }),
      );
    });
};
