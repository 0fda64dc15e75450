import { addChanges, addOutput, addSpecs, type SpecFlags } from '../options.js';
import type { Define } from './index.js';

export const defineExplain: Define = (command, host, finish) => {
  command.argument('<fact>', 'id of a fact, such as flows.read.rate.peak; `sysdesign facts` lists them');
  addChanges(addOutput(addSpecs(command)))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign explain data.links.size.stored shop.sysdesign.yaml\n  sysdesign explain flows.redirect.rate.peak --example url-shortener -f json',
    )
    .action(async (fact: string, patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const { explain } = await import('./explain-fact.js');
      finish(await explain(fact, patterns, flags, host));
    });
};
