import { showsLens } from '../lens-command.js';
import { addChanges, addOutput, addSpecs, addStrict } from '../options.js';
import type { Define } from './define.js';

export const defineAvailability: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .option('--verbose', 'every cut set, importance measures and burn-rate alerts')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign availability shop.sysdesign.yaml\n  sysdesign availability shop.sysdesign.yaml --scenario zone-out\n' +
        '  sysdesign availability shop.sysdesign.yaml --set components.db.mttr=20min\n' +
        '  sysdesign availability --example url-shortener --verbose',
    )
    .action(showsLens(command, host, finish, async () => (await import('../../lenses/availability/index.js')).availability));
};
