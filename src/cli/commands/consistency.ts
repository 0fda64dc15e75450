import { showsLens } from '../lens-command.js';
import { addChanges, addOutput, addSpecs, addStrict } from '../options.js';
import type { Define } from './index.js';

export const defineConsistency: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--verbose', 'every split of the places in two')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign consistency shop.sysdesign.yaml\n  sysdesign consistency shop.sysdesign.yaml --set components.cache.ttl=10s\n' +
        '  sysdesign consistency --example url-shortener',
    )
    .action(showsLens(command, host, finish, async () => (await import('../../lenses/consistency/index.js')).consistency));
};
