import { addChanges, addOutput, addSpecs, changesOf, type SpecFlags, withDefaults } from '../options.js';
import { rulesOf } from '../rules-of.js';
import type { Define } from './index.js';

export const defineLatency: Define = (command, host, finish) => {
  addChanges(addOutput(addSpecs(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign latency shop.sysdesign.yaml\n  sysdesign latency shop.sysdesign.yaml --scenario zone-out\n' +
        '  sysdesign latency shop.sysdesign.yaml --set components.db.each.p99=20ms\n' +
        '  sysdesign latency --example url-shortener --curve',
    )
    .option('--curve', 'p50 and p99 of each flow against its load, up to what it can carry')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags & { readonly curve?: boolean }>();
      const changes = changesOf(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const [{ analyzeSpecs }, lenses] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/latency/index.js'),
            ]);
            const lens = flags.curve ? lenses.latencyWithCurve : lenses.latency;
            return {
              result: await analyzeSpecs(specs, lens, { ...withDefaults(changes, config), ...(await rulesOf(config)), forPeople }),
              lens,
            };
          },
        }),
      );
    });
};
