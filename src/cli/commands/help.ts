import { CommanderError } from 'commander';
import { suggest, UserError } from '../../core/index.js';
import { specKeys } from '../../schema/reference.js';
import { findKeys, suggestKey } from '../../tools/spec-keys.js';
import { keysDocument } from '../../views/spec-keys.js';
import type { Host } from '../host.js';
import { addFormats, type SpecFlags, UNJUDGED } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import type { Define } from './define.js';
import { COMMANDS } from './index.js';

/** What stands for all keys, and what may stand before a key or a word. */
const SPEC = 'spec';

export const defineHelp: Define = (command, host, finish) => {
  addFormats(command.argument('[topic...]', 'a command; spec; a key of specs, as flows.*.rate; or words'), UNJUDGED)
    .option('--verbose', 'every key, where all are asked for')
    .addHelpText(
      'after',
      '\nA command goes before a key of its name; `help spec catalog` is the key.\n\nExamples:\n  sysdesign help estimate\n  sysdesign help spec\n' +
        '  sysdesign help flows.rate\n  sysdesign help spec latency\n  sysdesign help spec -f markdown -o spec.md',
    )
    .action(async (topics: readonly string[]) => finish(await help(topics, command.optsWithGlobals<SpecFlags>(), host)));
};

/** What keys of a spec are for. Commands have been answered before: their help is the parser's. */
async function help([first = SPEC, ...others]: readonly string[], flags: SpecFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const isSpec = first === SPEC;
  const asked = (isSpec ? others : [first, ...others]).join(' ');
  const keys = await specKeys();
  const found = findKeys(asked, keys);
  const near = suggestKey(asked, keys);
  if (!isSpec && found.by === 'words') checkCommand(asked, found.keys.length > 0);
  if (found.keys.length === 0) {
    throw new UserError({
      rule: 'usage/unknown-key',
      severity: 'error',
      message: `no key of a spec is called "${asked}" or described so`,
      help: near === undefined ? '`sysdesign help spec` lists the keys, `sysdesign --help` the commands' : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    });
  }
  await writeDocument(keysDocument(asked, found, keys, flags), targets, flags, host);
  return 0;
}

/** A slip in the name of a command, unless it finds keys by chance and is not that near. */
function checkCommand(word: string, isFound: boolean): void {
  const meant = suggest(
    word,
    COMMANDS.map(({ name }) => name),
  );
  if (meant === undefined || (isFound && !meant.startsWith(word.slice(0, 4)))) return;
  throw new CommanderError(2, 'commander.unknownCommand', `error: unknown command '${word}'`);
}
