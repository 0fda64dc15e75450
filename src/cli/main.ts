import { Command, CommanderError } from 'commander';
import { setDeadline } from '../core/deadline.js';
import { printable } from '../report/text.js';
import { COMMANDS } from './commands/index.js';
import { addGlobals } from './globals.js';
import { guarded, type Host, processHost } from './host.js';
import { TOOL } from './version.js';

const EXIT_USAGE = 2;
const EXIT_BUG = 3;

/**
 * Runs one command line, without `node` and the script's name, and gives the exit code:
 * 0 fine, 1 judged bad, 2 an input is invalid, 3 a bug, 130 interrupted at a prompt.
 */
export async function run(argv: readonly string[], outside: Host = processHost()): Promise<number> {
  const host = guarded(outside);
  const texts: string[] = [];
  let code = 0;
  const program = programFor(host, texts, (value) => {
    code = Math.max(code, value);
  });
  try {
    const args = expandHelp(argv);
    checkCommand(args[0]);
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return await report(error, { program, host, texts, argv });
  } finally {
    setDeadline(undefined);
  }
}

function programFor(host: Host, texts: string[], finish: (code: number) => void): Command {
  const program = addGlobals(new Command('sysdesign'))
    .description('A compiler for system designs: specs in, estimates and findings out.')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => texts.push(text),
      writeErr: (text) => texts.push(text),
      outputError: () => {},
      // Asked only when help is shown; commander's own answers would open both of node's streams.
      getOutHelpWidth: () => helpWidth(host),
      getErrHelpWidth: () => helpWidth(host),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError(false)
    .exitOverride();
  for (const command of COMMANDS) program.command(command.name).summary(command.summary).description(command.summary);
  program.addHelpText(
    'after',
    '\nExamples:\n  sysdesign init\n  sysdesign estimate shop.sysdesign.yaml\n  sysdesign estimate --example url-shortener\n' +
      '\nExit codes: 0 fine, 1 a target is missed, 2 an input is invalid, 3 a bug.',
  );
  // A command's flags are declared only when it runs: the list of commands stays cheap to show.
  program.hook('preAction', async (_, command) => {
    const { timeout } = command.optsWithGlobals<{ readonly timeout?: string }>();
    if (timeout !== undefined) (await import('./timeout.js')).startTimeout(timeout, host);
  });
  program.hook('preSubcommand', async (_, subcommand) => {
    const entry = COMMANDS.find((command) => command.name === subcommand.name());
    if (entry) (await entry.load())(subcommand, host, finish);
  });
  return program;
}

/** As in `terminal.ts`, which help does without. */
const helpWidth = (host: Host): number => Math.max(40, Math.min(host.out.columns ?? 80, 120));

/** With `--help` behind it, commander would answer an unknown command with the help of all. */
function checkCommand(word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || COMMANDS.some(({ name }) => name === word)) return;
  throw new CommanderError(EXIT_USAGE, 'commander.unknownCommand', `error: unknown command '${word}'`);
}

/** `help`, `help estimate` read as `--help`, `estimate --help`; any other word is for the command `help`: a key of specs, or a slip. */
function expandHelp(argv: readonly string[]): string[] {
  const [first, topic] = argv;
  const isOwn = topic === '-h' || topic === '--help';
  const isOfCommands = topic === undefined || topic.startsWith('-') || COMMANDS.some(({ name }) => name === topic);
  return first === 'help' && isOfCommands && !isOwn ? [...argv.slice(1), '--help'] : [...argv];
}

interface Run {
  readonly program: Command;
  readonly host: Host;
  readonly texts: readonly string[];
  readonly argv: readonly string[];
}

async function report(error: unknown, { program, host, texts, argv }: Run): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') {
      return await host.out.write(texts.join('')).then(
        () => 0,
        (failed: unknown) => report(failed, { program, host, texts, argv }),
      );
    }
    const usage = error.code === 'commander.help' ? texts.join('') : (await import('./usage-error.js')).usageText(error, program, argv);
    await host.err.write(usage);
    return EXIT_USAGE;
  }
  if (isNamed(error, 'ExitPromptError')) return 130;
  if (isNamed(error, 'UserError')) {
    const { reportUserError } = await import('./user-error.js');
    return await reportUserError(error, host, argv);
  }
  const debug = argv.includes('--debug');
  const message = printable((error instanceof Error ? error.message.split('\n', 1)[0] : undefined) ?? String(error));
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  await host.err.write(
    `${stack}sysdesign ${TOOL.version}: unexpected error, this is a bug: ${message}${debug ? '' : ' (run again with --debug for the stack)'}\n`,
  );
  return EXIT_BUG;
}

const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;
