import { UserError } from '../../core/index.js';
import { DEFAULT_TEMPLATE, listTemplates, type Template, templatesFolder, writeStarter } from '../../tools/starter.js';
import { starterDocument, templatesDocument } from '../../views/templates.js';
import type { Host } from '../host.js';
import { collect, UNJUDGED, usage } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { promptsFor } from '../prompts.js';
import type { WizardFlags } from '../wizard/run.js';
import type { Define } from './define.js';

interface InitFlags extends WizardFlags {
  readonly template?: string;
  readonly list?: boolean;
}

export const defineInit: Define = (command, host, finish) => {
  command
    .argument('[file]', 'file or folder to write to')
    .option('--template <name>', 'what to start from; --list shows the choice')
    .option('--name <name>', 'name of the spec')
    .option('--list', 'list the templates')
    .option('--interactive', 'ask what a first spec needs, and write it from the answers')
    .option('--answers <file>', 'answers to these questions: all without --interactive, else those that need not be asked again')
    .option('--plain', 'no colors and no moving cursor, for screen readers')
    .option('-f, --format <name>', 'pretty or json; with --list also markdown or csv; name=file writes it to a file (repeatable)', collect)
    .addHelpText(
      'after',
      '\nAn existing file is never overwritten.\nCtrl-C at a question keeps the answers in a file.\n\nExamples:\n  sysdesign init\n  sysdesign init --interactive\n  sysdesign init --answers shop.answers.yaml\n  sysdesign init designs/ --template chat --name team-chat',
    )
    .action(async (file: string | undefined) => finish(await init(file, command.optsWithGlobals<InitFlags>(), host)));
};

/** Writes a starter spec; at a terminal it asks for what the flags leave open. */
async function init(file: string | undefined, flags: InitFlags, host: Host): Promise<number> {
  const targets = flags.list === true ? [] : targetsOf(flags, [], ['pretty', 'json']);
  if (flags.list !== true && (flags.interactive === true || flags.answers !== undefined)) {
    if (flags.template !== undefined)
      throw usage(
        '--template does not go with questions: they write a spec of their own',
        'leave out --template, or --interactive and --answers',
      );
    const { runWizard } = await import('../wizard/run.js');
    return await runWizard(file, flags, targets, host);
  }
  const { files } = await host.io();
  const folder = await templatesFolder(files);
  const templates = await listTemplates(files, folder);
  if (flags.list === true) {
    await writeDocument(templatesDocument(templates), targetsOf(flags, [], UNJUDGED), flags, host);
    return 0;
  }
  const asks = flags.template === undefined && host.inputIsTerminal && host.err.isTerminal;
  const answers = asks ? await ask(templates, flags, host) : flags;
  if (answers.interactive === true) {
    const { runWizard } = await import('../wizard/run.js');
    return await runWizard(file, answers, targets, host);
  }
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

/** Asks what to start from; on standard error, so that standard output holds only the result. */
async function ask(templates: readonly Template[], flags: InitFlags, host: Host): Promise<InitFlags> {
  const prompts = await promptsFor(host, flags);
  try {
    const template = await prompts.select('What are you designing?', [
      ...templates.map(({ name, summary }) => ({ value: name, name, description: summary })),
      { value: QUESTIONS, name: 'something else: ask me', description: 'questions about it, from whose answers the spec is written' },
    ]);
    if (template === QUESTIONS) return { ...flags, interactive: true };
    let name = flags.name;
    while (name === undefined) {
      const typed = (await prompts.input(`Its name (${template}):`)).trim() || template;
      if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(typed)) name = typed;
      else await host.err.write('letters, digits, "-" and "_", beginning with a letter\n');
    }
    return { ...flags, template, name };
  } finally {
    prompts.close();
  }
}

/** In place of a template: no template is called so. */
const QUESTIONS = '?';
