import { addChanges, addOutput, addSpecs, addStrict, changesFromFlags, type SpecFlags, usage, withDefaults } from '../options.js';
import type { Define } from './define.js';

interface ReviewFlags extends SpecFlags {
  readonly preset?: string;
  readonly fix?: string;
  readonly fixDryRun?: boolean;
  readonly fixes: boolean;
}

export const defineReview: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--preset <name>', 'which rules are asked: minimal, recommended, thorough or interview')
    .option('--fix <rule@subject>', 'write the change that mends a finding into the spec; :2 for its second one')
    .option('--fix-dry-run', 'show what --fix would write as a diff, and write nothing')
    .option('--no-fixes', 'try no changes: quicker')
    .option('--verbose', 'every target')
    .addHelpText('after', '\nExamples:\n  sysdesign review shop.sysdesign.yaml\n  sysdesign review --example flash-sale --preset thorough')
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<ReviewFlags>();
      const changes = changesFromFlags(flags);
      const { fix, fixDryRun = false, fixes } = flags;
      if (fixDryRun && fix === undefined)
        throw usage('--fix-dry-run shows a change: name it with --fix', '--fix RULE@SUBJECT, as a review shows them');
      if (fix !== undefined && (flags.example !== undefined || !fixes))
        throw usage(`--fix does not go with ${fixes ? '--example' : '--no-fixes'}`);
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
            const options = { ...withDefaults(changes, config), forPeople, rules, fixes };
            if (fix === undefined) return { result: await analyzeSpecs(specs, review, options), lens: review };
            const { applyFix, nameOf } = await import('../review-fix.js');
            const result = await analyzeSpecs(specs, review, { ...options, fixes: nameOf(fix) });
            await applyFix(fix, fixDryRun, specs, result, host);
            if (fixDryRun) return null;
            // What is left once it is written.
            const { loadSpecs } = await import('../../workspace/load.js');
            const { inPlaceOfCatalog } = await import('../../workspace/in-place.js');
            const stated = inPlaceOfCatalog(config);
            const io = { ...(await host.io()), ...(stated && { catalog: stated }) };
            const again = await loadSpecs(
              specs.map(({ file }) => file),
              io,
            );
            return { result: await analyzeSpecs(again, review, options), lens: review };
          },
        }),
      );
    });
};
