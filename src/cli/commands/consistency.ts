import { addChanges, addOutput, addSpecs, addStrict, changesOf, type SpecFlags, withDefaults } from '../options.js';
import { rulesOf } from '../rules-of.js';
import type { Define } from './index.js';

export const defineConsistency: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--verbose', 'every split of the places in two')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign consistency shop.sysdesign.yaml\n  sysdesign consistency shop.sysdesign.yaml --set components.cache.ttl=10s\n' +
        '  sysdesign consistency --example url-shortener',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const changes = changesOf(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const [{ analyzeSpecs }, { consistency }] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/consistency/index.js'),
            ]);
            return {
              result: await analyzeSpecs(specs, consistency, { ...withDefaults(changes, config), ...(await rulesOf(config)), forPeople }),
              lens: consistency,
            };
          },
        }),
      );
    });
};
