import { addChanges, addOutput, addSpecs, type SpecFlags } from '../options.js';
import type { Define } from './index.js';

/** `area/name`, `area/` or `/`. Ids of facts have no slash, names of specs have a dot. */
const FINDING = /^[A-Za-z-]*\/[A-Za-z-]*$/;

export const defineExplain: Define = (command, host, finish) => {
  command.argument(
    '<id>',
    'a fact, such as flows.read.rate.peak (`sysdesign facts` lists them), or a finding, such as schema/unknown-key (`sysdesign explain schema/` lists those of schema)',
  );
  addChanges(addOutput(addSpecs(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign explain data.links.size.stored shop.sysdesign.yaml\n  sysdesign explain flows.redirect.rate.peak --example url-shortener -f json\n  sysdesign explain schema/unknown-key',
    )
    .action(async (id: string, patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      if (FINDING.test(id)) {
        const { explainFinding } = await import('./explain-finding.js');
        finish(await explainFinding(id, patterns, flags, host));
      } else {
        const { explain } = await import('./explain-fact.js');
        finish(await explain(id, patterns, flags, host));
      }
    });
};
