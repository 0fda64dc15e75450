import { Command, type Option } from 'commander';
import { FINDINGS } from '../core/findings/table.js';
import { FORMATS } from '../report/index.js';
import { listTemplates, templatesFolder } from '../tools/starter.js';
import { exampleNames } from '../workspace/index.js';
import type { Shell } from './commands/completion.js';
import { COMMANDS } from './commands/index.js';
import { addGlobals } from './globals.js';
import type { Host } from './host.js';

interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  readonly text: string;
  /** Takes a value; these are the words for it, none means a file. */
  readonly values: readonly string[] | undefined;
}

interface CommandWords {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly Flag[];
  /** Words for its arguments. */
  readonly words: readonly string[];
  /** Whether an argument may be a file. */
  readonly files: boolean;
}

/** A completion script, from the commands as they define themselves: it cannot offer flags that do not exist. */
export async function completionScript(shell: Shell, host: Host): Promise<string> {
  const commands = await commandWords(host);
  const globals = flagsOf(addGlobals(new Command()), new Map());
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands, globals);
}

async function commandWords(host: Host): Promise<readonly CommandWords[]> {
  const io = await host.io();
  const values = new Map<string, readonly string[]>([
    ['--example', await exampleNames(io)],
    ['--template', (await listTemplates(io.files, await templatesFolder(io.files))).map(({ name }) => name)],
  ]);
  const commands: CommandWords[] = [];
  for (const { name, summary, load } of COMMANDS) {
    const command = new Command(name);
    (await load())(command, host, () => {});
    const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
    const words = name === 'explain' ? Object.keys(FINDINGS) : choices;
    const isFile = command.registeredArguments.some((argument) => /^(?:specs|file|files|paths)$/.test(argument.name()));
    commands.push({ name, text: summary, flags: flagsOf(command, values), words, files: isFile });
  }
  return commands;
}

const flagsOf = (command: Command, values: ReadonlyMap<string, readonly string[]>): readonly Flag[] => [
  ...command.options.map((option) => flagOf(option, values)),
  { long: '--help', short: '-h', text: 'show help', values: undefined },
];

function flagOf(option: Option, values: ReadonlyMap<string, readonly string[]>): Flag {
  const long = option.long ?? '';
  const takesValue = option.required || option.optional;
  const words =
    option.argChoices ?? values.get(long) ?? (long === '--format' ? FORMATS.filter((format) => option.description.includes(format)) : []);
  return { long, short: option.short, text: option.description, values: takesValue ? words : undefined };
}

const namesOf = (flags: readonly Flag[]): string =>
  flags.flatMap(({ short, long }) => (short === undefined ? [long] : [short, long])).join(' ');
const patternOf = ({ short, long }: Flag): string => (short === undefined ? long : `${short}|${long}`);

/** Is a value of this flag a file's name? */
const takesFile = ({ long }: Flag): boolean => long === '--output';

function bashScript(commands: readonly CommandWords[], globals: readonly Flag[]): string {
  const cases = commands.map((command) => {
    const valued = command.flags.filter((flag) => flag.values !== undefined);
    const values = valued.map((flag) =>
      takesFile(flag)
        ? `        ${patternOf(flag)}) compopt -o default; return ;;`
        : `        ${patternOf(flag)}) words="${flag.values?.join(' ') ?? ''}" ;;`,
    );
    return [
      `    ${command.name})`,
      `      flags="${namesOf([...command.flags, ...globals.filter(({ long }) => long !== '--help' && long !== '--version')])}"`,
      `      words="${command.words.join(' ')}"`,
      ...(command.files ? ['      files=1'] : []),
      ...(values.length === 0 ? [] : ['      case "$previous" in', ...values, '        *) valued=0 ;;', '      esac']),
      ...(values.length === 0 ? ['      valued=0'] : []),
      '      ;;',
    ].join('\n');
  });
  return `# bash completion of sysdesign: source <(sysdesign completion bash)
_sysdesign() {
  local current previous command="" words="" flags="" files=0 valued=1 i
  current="\${COMP_WORDS[COMP_CWORD]}"
  previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  # --format=json comes in three words.
  if [[ "$current" == "=" ]]; then current=""; fi
  if [[ "$previous" == "=" ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${commands.map(({ name }) => name).join('|')}) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$command" in
${cases.join('\n')}
    *)
      words="${commands.map(({ name }) => name).join(' ')}"
      flags="${namesOf(globals)}"
      valued=0
      ;;
  esac
  if [[ $valued == 1 ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  else
    [[ -n "$words" ]] && COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ $files == 1 ]] && compopt -o default
  fi
  return 0
}
complete -F _sysdesign sysdesign
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zshScript(commands: readonly CommandWords[], globals: readonly Flag[]): string {
  // Brackets end a description.
  const described = (text: string): string => text.replaceAll('[', '(').replaceAll(']', ')');
  const spec = (flag: Flag): string => {
    const action =
      flag.values === undefined
        ? ''
        : `:value:${takesFile(flag) ? '_files' : flag.values.length === 0 ? ' ' : `(${flag.values.join(' ')})`}`;
    // `--format=json` and `--format json`, `-fjson` and `-f json`; what may be repeated is offered again.
    const long = action === '' ? flag.long : `${flag.long}=`;
    const short = flag.short === undefined || action === '' ? flag.short : `${flag.short}+`;
    const again = flag.text.includes('repeatable') ? '*' : '';
    return [short ?? [], long]
      .flat()
      .map((name) => quoted(`${again}${name}[${described(flag.text)}]${action}`))
      .join(' ');
  };
  const all = (flags: readonly Flag[]): string => flags.map((flag) => `        ${spec(flag)} \\`).join('\n');
  const cases = commands.map((command) => {
    const listed = `(${command.words.join(' ')})`;
    const words =
      command.words.length === 0
        ? command.files
          ? '_files'
          : ' '
        : command.files
          ? `{_alternative "words:word:${listed}" "files:file:_files"}`
          : listed;
    const shared = globals.filter(({ long }) => long !== '--help' && long !== '--version');
    return `    ${command.name})\n      _arguments \\\n${all([...command.flags, ...shared])}\n        ${quoted(`*:argument:${words}`)}\n      ;;`;
  });
  const list = commands.map(({ name, text }) => `    ${quoted(`${name}:${text.replaceAll(':', '\\:')}`)}`).join('\n');
  return `#compdef sysdesign
# zsh completion of sysdesign: source <(sysdesign completion zsh)
_sysdesign() {
  local -a commands
  local curcontext="$curcontext" context state state_descr line
  typeset -A opt_args
  commands=(
${list}
  )
  _arguments -C \\
${globals.map((flag) => `    ${spec(flag)} \\`).join('\n')}
    '1:command:->command' \\
    '*::argument:->argument'
  if [[ $state == command ]]; then
    _describe 'command' commands
    return
  fi
  case $line[1] in
${cases.join('\n')}
  esac
}
if [[ "$funcstack[1]" == _sysdesign ]]; then
  _sysdesign "$@"
elif (( $+functions[compdef] )); then
  compdef _sysdesign sysdesign
fi
`;
}

function fishScript(commands: readonly CommandWords[], globals: readonly Flag[]): string {
  const flag = (condition: string, { short, long, text, values }: Flag): string =>
    [
      `complete -c sysdesign -n ${quoted(condition)}`,
      ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
      `-l ${long.slice(2)}`,
      ...(values === undefined
        ? []
        : long === '--output'
          ? ['-r -F']
          : values.length === 0
            ? ['-x']
            : [`-x -a ${quoted(values.join(' '))}`]),
      `-d ${quoted(text)}`,
    ].join(' ');
  const lines = commands.flatMap((command) => {
    const condition = `__fish_seen_subcommand_from ${command.name}`;
    return [
      `complete -c sysdesign -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.text)}`,
      ...(command.words.length > 0 ? [`complete -c sysdesign -n ${quoted(condition)} -a ${quoted(command.words.join(' '))}`] : []),
      ...(command.files ? [`complete -c sysdesign -n ${quoted(condition)} -F`] : []),
      ...command.flags.filter(({ long }) => long !== '--help').map((each) => flag(condition, each)),
    ];
  });
  const shared = globals.map(({ short, long, text }) =>
    [`complete -c sysdesign`, ...(short === undefined ? [] : [`-s ${short.slice(1)}`]), `-l ${long.slice(2)}`, `-d ${quoted(text)}`].join(
      ' ',
    ),
  );
  return `# fish completion of sysdesign: sysdesign completion fish > ~/.config/fish/completions/sysdesign.fish\ncomplete -c sysdesign -f\n${[...shared, ...lines].join('\n')}\n`;
}
