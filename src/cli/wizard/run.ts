import { type Finding, UserError } from '../../core/index.js';
import type { FileSystem } from '../../io/index.js';
import { starterPath, templatesFolder, writeFirst } from '../../tools/starter.js';
import { firstSpecDocument } from '../../wizard/document.js';
import { type Answers, answersText, playWizard, type Respondent, readGiven, textOf, type WrittenSpec, warmUp } from '../../wizard/index.js';
import type { Host } from '../host.js';
import { type SpecFlags, usage } from '../options.js';
import { type RenderTarget, writeDocument } from '../output.js';
import { readAnswers } from '../practice/answers.js';
import { type Prompts, promptsFor } from '../prompts.js';
import { atTerminal } from './respondents.js';

export interface WizardFlags extends SpecFlags {
  readonly interactive?: boolean;
  readonly answers?: string;
  readonly plain?: boolean;
  readonly name?: string;
}

const EXAMPLE = 'for example { name: shop, users: 10k..100k, reads: 20, writes: 2, size: 2 kB }';

/** A first spec from questions: asked at a terminal, or answered by a file. */
export async function runWizard(
  file: string | undefined,
  flags: WizardFlags,
  targets: readonly RenderTarget[],
  host: Host,
): Promise<number> {
  const isAsked = flags.interactive === true && host.inputIsTerminal && host.err.isTerminal;
  if (!isAsked && flags.answers === undefined)
    throw usage(
      'init --interactive asks questions, and there is no terminal to ask at',
      'give it a file: sysdesign init --answers answers.yaml',
    );
  const { files } = await host.io();
  const given = await givenIn(flags, files);
  const target = file ?? '';
  // Twenty questions are not asked for a file that cannot be written.
  const name = textOf(given, 'name');
  if (/\.ya?ml$/.test(target) || name !== '') orThrow(await starterPath(target, name || 'x', files));
  let written: WrittenSpec;
  if (isAsked) written = await asked(given, { target, flags, files, host });
  else written = await playWizard(given, { ask: async () => '', tell: async () => {}, isSilent: true });
  const path = orThrow(await starterPath(target, written.name, files));
  const starter = orThrow(await writeFirst({ folder: await templatesFolder(files), path, text: written.text }, files));
  await writeDocument(firstSpecDocument(starter, written), targets, flags, host);
  return 0;
}

/** The answers of the file; `--name` is one. */
async function givenIn({ answers: path, name }: WizardFlags, files: FileSystem): Promise<Answers> {
  const lines = path === undefined ? new Map<string, readonly string[]>() : await readAnswers(path, files, EXAMPLE);
  const texts = new Map([...lines].map(([id, all]) => [id, all.join(' ')]));
  if (name !== undefined) texts.set('name', name);
  const { answers, misfits } = readGiven(texts);
  if (misfits.length === 0) return answers;
  throw new UserError(
    misfits.map(
      ({ message, help, suggestion }): Finding => ({
        rule: 'init/answer',
        severity: 'error',
        message: path === undefined ? message : `${files.display(path)}: ${message}`,
        help,
        ...(suggestion !== undefined && { suggestion }),
      }),
    ),
  );
}

interface At {
  readonly target: string;
  readonly flags: WizardFlags;
  readonly files: FileSystem;
  readonly host: Host;
}

/** Asks at the terminal; what was answered is left in a file where somebody stops. */
async function asked(given: Answers, { target, flags, files, host }: At): Promise<WrittenSpec> {
  const prompts: Prompts = await promptsFor(host, flags);
  let answers = given;
  const person: Respondent = {
    ...atTerminal(prompts, host),
    refuse: async (id, text) => {
      if (id !== 'name') return null;
      const path = await starterPath(target, text, files);
      return path.ok ? null : (path.findings[0]?.message ?? null);
    },
    keep: (now) => {
      answers = new Map(now);
    },
  };
  const left = given.size === 0 ? 'A few questions, and a first spec.' : 'The questions that are left.';
  await host.err.write(
    `${left}\nWhat you do not know is assumed, and marked so.\nEnter: do not know. "back": the question before. Ctrl-C: stop, answers are kept.\n`,
  );
  try {
    // While the first question is read: the first numbers are not waited for.
    const warm = new Promise((resolve) => setTimeout(resolve, 30)).then(warmUp);
    const played = playWizard(given, person);
    const [written] = await Promise.all([played, warm]);
    return written;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') await leave(answers, { target, flags, files, host });
    throw error;
  } finally {
    prompts.close();
  }
}

/** Writes the answers into the file that they came from, else into a new one beside the spec. */
async function leave(answers: Answers, { target, flags, files, host }: At): Promise<void> {
  if (answers.size === 0) return;
  const path = flags.answers ?? (await freePath(target, textOf(answers, 'name') || 'sysdesign', files));
  const next = `sysdesign init ${target === '' ? '' : `${target} `}--interactive --answers ${path}`;
  const kept = await files.writeWhole(path, answersText(answers, next), flags.answers !== undefined);
  await host.err.write(
    kept.ok
      ? `\nYour answers are kept in ${files.display(path)}. Go on:\n  ${next}\n`
      : `\n${path} cannot be written: the answers are lost\n`,
  );
}

async function freePath(target: string, name: string, files: FileSystem): Promise<string> {
  const folder = /[/\\]$/.test(target) ? target : /[/\\]/.test(target) ? target.replace(/[^/\\]*$/, '') : '';
  for (let i = 1; ; i++) {
    const path = `${folder}${name}${i === 1 ? '' : `-${i}`}.answers.yaml`;
    if (!(await files.exists(path))) return path;
  }
}

function orThrow<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] }): T {
  if (!outcome.ok) throw new UserError(outcome.findings);
  return outcome.value;
}
