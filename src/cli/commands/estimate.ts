import type { Judge } from '../judge.js';
import { addChanges, addOutput, addSpecs, changesOf, type SpecFlags, usage, withDefaults } from '../options.js';
import type { Define } from './index.js';

export const defineEstimate: Define = (command, host, finish) => {
  addChanges(addOutput(addSpecs(command)))
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
      const changes = changesOf(flags);
      const napkin = flags.napkin === true;
      if (napkin) checkNapkin(flags);
      const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('../judge.js'), import('../specs.js')]);
      finish(
        await judgeSpecs(patterns, flags, host, {
          keep: asLoaded,
          judge: async (specs, config, _, forPeople) => {
            const [{ analyzeSpecs }, lenses] = await Promise.all([
              import('../../workspace/analyze.js'),
              import('../../lenses/estimate/index.js'),
            ]);
            const { scenario, ...asked } = withDefaults(changes, config);
            const lens = scenario === 'all' ? lenses.scenarios : scenario === 'stress' ? lenses.stress : undefined;
            if (lens) {
              const result = await analyzeSpecs(specs, lens, asked);
              return { ...result, options: { ...result.options, scenario: scenario ?? null } };
            }
            return await analyzeSpecs(specs, napkin ? lenses.napkin : lenses.estimate, {
              ...asked,
              ...(scenario !== undefined && { scenario }),
              forPeople,
            });
          },
          ...(napkin ? NAPKIN : reportersFor(changes.scenario)),
        }),
      );
    });
};

const NAPKIN: Pick<Judge<unknown>, 'pretty' | 'markdown'> = {
  pretty: async () => (await import('../../report/napkin.js')).reportNapkin,
  markdown: async () => (await import('../../report/napkin.js')).markdownNapkin,
};

function checkNapkin({ scenario, format = [] }: SpecFlags): void {
  if (scenario === 'all' || scenario === 'stress') throw usage(`--napkin goes with one scenario, not with --scenario ${scenario}`);
  const other = format.find((text) => /^(?:csv|compact)(?:=|$)/.test(text));
  if (other !== undefined) throw usage(`--napkin has no format "${other.split('=', 1)[0]}"`, 'the formats are pretty, markdown, json');
}

/** Scenarios side by side, and what breaks under stress, are read in their own way. */
function reportersFor(scenario: string | undefined): Pick<Judge<unknown>, 'pretty' | 'markdown'> {
  if (scenario === 'all') {
    const load = () => import('../../report/side-by-side.js');
    return { pretty: async () => (await load()).reportSideBySide, markdown: async () => (await load()).markdownSideBySide };
  }
  if (scenario === 'stress') {
    const load = () => import('../../report/stress.js');
    return { pretty: async () => (await load()).reportStress, markdown: async () => (await load()).markdownStress };
  }
  return {};
}
