import type { Command, CommanderError } from 'commander';
import { suggest } from '../core/index.js';
import { printable } from '../report/text.js';

/** A mistake in commands and flags: what is wrong, with "did you mean" where a word is near, and where to look. */
export function usageText(error: CommanderError, program: Command, argv: readonly string[]): string {
  const command = program.commands.find((entry) => argv.includes(entry.name()));
  const message = printable(error.message.replace(/\s+/g, (run) => (run.includes('\n') ? ' ' : run)).trim());
  const near = nearest(error, message, program, command);
  const path = command && error.code !== 'commander.unknownCommand' ? `${command.name()} ` : '';
  return `${message}${near === undefined ? '' : ` (did you mean ${near}?)`}\nhelp: run \`sysdesign ${path}--help\` for its usage\n`;
}

function nearest(error: CommanderError, message: string, program: Command, command: Command | undefined): string | undefined {
  const word = /'([^']*)'/.exec(message)?.[1] ?? '';
  if (error.code === 'commander.unknownCommand') {
    return suggest(
      word,
      program.commands.map((entry) => entry.name()),
    );
  }
  if (error.code !== 'commander.unknownOption') return undefined;
  const flags = [...(command?.options ?? []), ...program.options].flatMap((option) => (option.long ? [option.long] : []));
  return suggest(word.split('=', 1)[0] ?? '', [...flags, '--help']);
}
