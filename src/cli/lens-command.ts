import type { Command } from 'commander';
import type { LensName } from '../lenses/index.js';
import type { Lens } from '../lenses/lens.js';
import type { Define } from './commands/define.js';
import type { Host } from './host.js';
import { addChanges, addOutput, addSpecs, addStrict, changesFromFlags, type SpecFlags, withDefaults } from './options.js';
import { rulesOf } from './rules-of.js';

/**
 * What a command does that shows specs through one lens, changed by its flags.
 * @param lensOf loads the lens only once it is asked for
 */
export const showsLens =
  <F extends SpecFlags>(command: Command, host: Host, finish: (code: number) => void, lensOf: (flags: F) => Promise<Lens>) =>
  async (patterns: readonly string[]): Promise<void> => {
    const flags = command.optsWithGlobals<F>();
    const changes = changesFromFlags(flags);
    const [{ judgeSpecs }, { asLoaded }] = await Promise.all([import('./judge.js'), import('./specs.js')]);
    finish(
      await judgeSpecs(patterns, flags, host, {
        keep: asLoaded,
        judge: async (specs, config, forPeople) => {
          const [{ analyzeSpecs }, lens] = await Promise.all([import('../workspace/analyze.js'), lensOf(flags)]);
          const options = { ...withDefaults(changes, config), ...(await rulesOf(config)), forPeople };
          return { result: await analyzeSpecs(specs, lens, options), lens };
        },
      }),
    );
  };

/**
 * A command that shows one lens and has no flag of its own.
 * @param verbose what `--verbose` shows besides
 * @param examples of how it is called, without the name of the program
 */
export const lensCommand =
  (name: LensName, { verbose, examples }: { readonly verbose: string; readonly examples: readonly string[] }): Define =>
  (command, host, finish) => {
    addStrict(addChanges(addOutput(addSpecs(command))))
      .option('--verbose', verbose)
      .addHelpText('after', `\nExamples:\n${examples.map((example) => `  sysdesign ${example}`).join('\n')}`)
      .action(showsLens(command, host, finish, async () => (await import('../lenses/index.js')).LENSES[name]()));
  };
