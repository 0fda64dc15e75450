import { addOutput, addSpecs, type SpecFlags } from '../options.js';
import type { Define } from './index.js';

export const defineFacts: Define = (command, host, finish) => {
  addOutput(addSpecs(command))
    .option('--filter <text>', 'only facts whose id or meaning holds the text')
    .addHelpText(
      'after',
      '\nWithout a spec: the patterns of all facts (k is mean, peak or spike.<name>).\n' +
        '\nExamples:\n  sysdesign facts --filter storage\n  sysdesign facts shop.sysdesign.yaml -f csv',
    )
    .action(async (patterns: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags & { readonly filter?: string }>();
      const { facts } = await import('./list-facts.js');
      finish(await facts(patterns, flags, host));
    });
};
