import { addChanges, addOutput, addSpecs, addStrict, changesFromFlags, type SpecFlags, usage, withDefaults } from '../options.js';
import { rulesOf } from '../rules-of.js';
import type { Define } from './define.js';

export const defineEstimate: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--verbose', 'every target and every unknown')
    .option('--napkin', 'work the headlines out with round numbers, in steps as one would say them aloud')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign estimate shop.sysdesign.yaml --scenario launch\n' +
        '  sysdesign estimate shop.sysdesign.yaml --scenario all     (side by side)\n' +
        '  sysdesign estimate shop.sysdesign.yaml --scenario stress  (what breaks first)\n' +
        '  sysdesign estimate shop.sysdesign.yaml --napkin           (in round numbers)\n' +
        '  sysdesign estimate --example url-shortener -f json -o result.json',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags & { readonly napkin?: boolean }>();
      const changes = changesFromFlags(flags);
      const napkin = flags.napkin === true;
      if (napkin) checkNapkin(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, forPeople) => {
            const { scenario, ...asked } = withDefaults(changes, config);
            const isView = scenario === 'all' || scenario === 'stress';
            const [{ analyzeSpecs }, { LENSES }] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/index.js'),
            ]);
            const lens =
              await LENSES[napkin ? 'napkin' : scenario === 'all' ? 'scenarios' : scenario === 'stress' ? 'stress' : 'estimate']();
            const result = await analyzeSpecs(specs, lens, {
              ...asked,
              ...(await rulesOf(config)),
              ...(scenario !== undefined && !isView && { scenario }),
              forPeople,
            });
            return { result: { ...result, options: { ...result.options, scenario: scenario ?? null } }, lens };
          },
        }),
      );
    });
};

function checkNapkin({ scenario, format = [] }: SpecFlags): void {
  if (scenario === 'all' || scenario === 'stress') throw usage(`--napkin goes with one scenario, not with --scenario ${scenario}`);
  const other = format.find((text) => /^(?:csv|compact)(?:=|$)/.test(text));
  if (other !== undefined) throw usage(`--napkin has no format "${other.split('=', 1)[0]}"`, 'the formats are pretty, markdown, json');
}
