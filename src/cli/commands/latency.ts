import { showsLens } from '../lens-command.js';
import { addChanges, addOutput, addSpecs, addStrict, type SpecFlags } from '../options.js';
import type { Define } from './define.js';

export const defineLatency: Define = (command, host, finish) => {
  addStrict(addChanges(addOutput(addSpecs(command))))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign latency shop.sysdesign.yaml\n  sysdesign latency shop.sysdesign.yaml --scenario zone-out\n' +
        '  sysdesign latency shop.sysdesign.yaml --set components.db.each.p99=20ms\n' +
        '  sysdesign latency --example url-shortener --curve',
    )
    .option('--curve', 'p50 and p99 of each flow against its load, up to what it can carry')
    .action(
      showsLens(command, host, finish, async ({ curve }: SpecFlags & { readonly curve?: boolean }) => {
        const lenses = await import('../../lenses/latency/index.js');
        return curve ? lenses.latencyWithCurve : lenses.latency;
      }),
    );
};
