import { addChanges, addOutput, addSpecs, addStrict, changesOf, type SpecFlags, withDefaults } from '../options.js';
import { rulesOf } from '../rules-of.js';
import type { Define } from './index.js';

export const defineAvailability: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--verbose', 'every cut set, importance measures and burn-rate alerts')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign availability shop.sysdesign.yaml\n  sysdesign availability shop.sysdesign.yaml --scenario zone-out\n' +
        '  sysdesign availability shop.sysdesign.yaml --set components.db.mttr=20min\n' +
        '  sysdesign availability --example url-shortener --verbose',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const changes = changesOf(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const [{ analyzeSpecs }, { availability }] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/availability/index.js'),
            ]);
            return {
              result: await analyzeSpecs(specs, availability, { ...withDefaults(changes, config), ...(await rulesOf(config)), forPeople }),
              lens: availability,
            };
          },
        }),
      );
    });
};
