import { UserError } from '../../core/index.js';
import { DEFAULT_TEMPLATE, listTemplates, type Template, templatesFolder, writeStarter } from '../../tools/starter.js';
import { starterDocument, templatesDocument } from '../../views/templates.js';
import type { Host } from '../host.js';
import { collect, type SpecFlags, UNJUDGED } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import type { Define } from './index.js';

interface InitFlags extends SpecFlags {
  readonly template?: string;
  readonly name?: string;
  readonly list?: boolean;
}

export const defineInit: Define = (command, host, finish) => {
  command
    .argument('[file]', 'file or folder to write to')
    .option('--template <name>', 'what to start from; --list shows the choice')
    .option('--name <name>', 'name of the spec')
    .option('--list', 'list the templates')
    .option('-f, --format <name>', 'pretty or json; with --list also markdown or csv; name=file writes it to a file (repeatable)', collect)
    .addHelpText(
      'after',
      '\nAn existing file is never overwritten.\n\nExamples:\n  sysdesign init\n  sysdesign init designs/ --template chat --name team-chat',
    )
    .action(async (file: string | undefined) => finish(await init(file, command.optsWithGlobals<InitFlags>(), host)));
};

/** Writes a starter spec; at a terminal it asks for what the flags leave open. */
async function init(file: string | undefined, flags: InitFlags, host: Host): Promise<number> {
  const targets = flags.list === true ? [] : targetsOf(flags, [], ['pretty', 'json']);
  const { files } = await host.io();
  const folder = await templatesFolder(files);
  const templates = await listTemplates(files, folder);
  if (flags.list === true) {
    await writeDocument(templatesDocument(templates), targetsOf(flags, [], UNJUDGED), flags, host);
    return 0;
  }
  const asks = flags.template === undefined && host.inputIsTerminal && host.err.isTerminal;
  const answers = asks ? await ask(templates, flags) : flags;
  const template = answers.template ?? DEFAULT_TEMPLATE;
  const written = await writeStarter(
    { folder, template, target: file ?? '', ...(answers.name === undefined ? {} : { name: answers.name }) },
    files,
  );
  if (!written.ok) throw new UserError(written.findings);
  if (answers.template === undefined) await host.err.write(`using the template "${DEFAULT_TEMPLATE}"; --list shows the others\n`);
  await writeDocument(starterDocument(written.value, template), targets, flags, host);
  return 0;
}

/** The wizard writes to standard error, so that standard output holds only the result. */
async function ask(templates: readonly Template[], flags: InitFlags): Promise<InitFlags> {
  const { input, select } = await import('@inquirer/prompts');
  const context = { output: process.stderr };
  const template = await select(
    {
      message: 'What are you designing?',
      choices: templates.map(({ name, summary }) => ({ value: name, name, description: summary })),
      pageSize: 12,
    },
    context,
  );
  const name =
    flags.name ??
    (await input(
      {
        message: 'Its name',
        default: template,
        validate: (text) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) || 'letters, digits, "-" and "_", beginning with a letter',
      },
      context,
    ));
  return { ...flags, template, name };
}
