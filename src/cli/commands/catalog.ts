import { addOutput, type SpecFlags } from '../options.js';
import type { Define } from './index.js';

export const defineCatalog: Define = (command, host, finish) => {
  addOutput(command.argument('[term...]', 'words, an id or a product; without one, everything'))
    .addHelpText('after', '\nExamples:\n  sysdesign catalog redis\n  sysdesign catalog price egress -f json')
    .action(async (terms: readonly string[]) => {
      const flags = command.optsWithGlobals<SpecFlags>();
      const { catalog } = await import('./show-catalog.js');
      finish(await catalog(terms.join(' '), flags, host));
    });
};
