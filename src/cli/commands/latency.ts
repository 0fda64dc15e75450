import { addChanges, addOutput, addSpecs, changesOf, type SpecFlags, withDefaults } from '../options.js';
import { rulesOf } from '../rules-of.js';
import type { Define } from './index.js';

export const defineLatency: Define = (command, host, finish) => {
  addChanges(addOutput(addSpecs(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign latency shop.sysdesign.yaml\n  sysdesign latency shop.sysdesign.yaml --scenario zone-out\n' +
        '  sysdesign latency shop.sysdesign.yaml --set components.db.each.p99=20ms\n' +
        '  sysdesign latency --example url-shortener',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const changes = changesOf(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const [{ analyzeSpecs }, { latency }] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/latency/index.js'),
            ]);
            return {
              result: await analyzeSpecs(specs, latency, { ...withDefaults(changes, config), ...(await rulesOf(config)), forPeople }),
              lens: latency,
            };
          },
        }),
      );
    });
};
