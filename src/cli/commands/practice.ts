import { Option } from 'commander';
import { basename, join, normalize } from 'pathe';
import { suggest } from '../../core/index.js';
import { type FileSystem, isWithin } from '../../io/index.js';
import { DRILLS, type DrillTopic } from '../../practice/drills/question.js';
import {
  atRandom,
  type Candidate,
  clock,
  dueOrder,
  LENGTHS,
  type Length,
  type OpenRound,
  PROBLEMS,
  type Problem,
  playRound,
  type Question,
  type Settings,
  scorecardDocument,
  scorecardOf,
  statsDocument,
  type TimedAnswer,
  TOPICS,
  type Topic,
  variantOf,
  withPlayed,
} from '../../practice/index.js';
import { rendererOf } from '../../report/index.js';
import { printable, wrap } from '../../report/text.js';
import type { Host } from '../host.js';
import { addFormats, type SpecFlags, UNJUDGED, usage, wholeNumber } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { fromAnswers, readAnswers } from '../practice/answers.js';
import { editText } from '../practice/edit.js';
import { openStore, type Store } from '../practice/store.js';
import { type Prompts, promptsFor } from '../prompts.js';
import type { Define } from './define.js';

const INTO = 'practice';

interface PracticeFlags extends SpecFlags {
  readonly problem?: string;
  readonly topic?: Topic;
  readonly difficulty?: '1' | '2' | '3';
  readonly minutes: `${Length}`;
  readonly style: Settings['style'];
  readonly seed?: number;
  readonly answers?: string;
  readonly resume?: boolean;
  readonly plain?: boolean;
  readonly list?: boolean;
  readonly into: string;
}

export const definePractice: Define = (command, host, finish) => {
  addFormats(command, UNJUDGED)
    .argument('[what]', 'nothing for an interview, "drill" for short questions, "stats" for how it goes')
    .argument(
      '[topic]',
      'of a drill: latency, powers, nines, rates, throughput, availability, quorum, queueing, cap, patterns, clocks, windows, indexes, estimates',
    )
    .option('--problem <name>', 'which problem; "random" for any; --list shows them')
    .addOption(new Option('--topic <name>', 'one of that topic').choices(TOPICS))
    .addOption(new Option('--difficulty <level>', '1 a warm-up, 2 the usual, 3 hard').choices(['1', '2', '3']))
    .addOption(new Option('--minutes <number>', 'length of the interview').choices(LENGTHS.map(String)).default('45'))
    .addOption(
      new Option('--style <name>', 'guided tells what is missing, strict does not').choices(['guided', 'strict']).default('guided'),
    )
    .option('--seed <number>', 'the variant: the same seed asks the same', wholeNumber('--seed', 0, 2 ** 32))
    .option('--answers <file>', 'play a round without a terminal, by a file of answers')
    .option('--resume', 'go on with the round that was interrupted')
    .option('--plain', 'no colors and no moving cursor, for screen readers')
    .option('--list', 'list the problems')
    .option('--into <folder>', 'where the scorecard and the spec are written', INTO)
    .addHelpText(
      'after',
      '\nCtrl-C keeps the round for --resume.\n\nExamples:\n  sysdesign practice\n  sysdesign practice --problem url-shortener --minutes 30 --style strict\n  sysdesign practice --answers answers.yaml --problem url-shortener --seed 7',
    )
    .action(async (what?: string, topic?: string) => finish(await practice(what, topic, command.optsWithGlobals<PracticeFlags>(), host)));
};

async function practice(what: string | undefined, topic: string | undefined, flags: PracticeFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  if (what === 'stats') {
    const io = await host.io();
    await writeDocument(statsDocument((await openStore(host, io)).progress, io.clock.today()), targets, flags, host);
    return 0;
  }
  if (what !== undefined && what !== 'drill')
    throw usage(`practice knows no "${what}"`, 'write drill or stats, or nothing for an interview');
  if (flags.list === true) {
    const { problemsDocument } = await import('../../practice/problems-document.js');
    await writeDocument(problemsDocument(PROBLEMS), targets, flags, host);
    return 0;
  }
  const isAtTerminal = host.inputIsTerminal && host.err.isTerminal;
  if (flags.answers === undefined && !isAtTerminal)
    throw usage(
      'practice asks questions, and there is no terminal to ask at',
      'give it a file: sysdesign practice --answers answers.yaml --problem url-shortener',
    );
  const io = await host.io();
  const store = await openStore(host, io);
  if (what === 'drill' && !isDrill(topic))
    throw usage(topic === undefined ? 'a drill has a topic' : `no drill is called "${topic}"`, `the drills are ${DRILLS.join(', ')}`);
  const prompts = flags.answers !== undefined ? undefined : await promptsFor(host, flags);
  try {
    if (what === 'drill') {
      const { playDrill } = await import('../practice/drill.js');
      const answers = flags.answers === undefined ? undefined : await readAnswers(flags.answers, io.files);
      const seed =
        flags.seed ??
        seedOf(
          io.clock.today(),
          Object.values(store.progress.cards).reduce((sum, { reps }) => sum + reps, 0),
        );
      const document = await playDrill({
        topic: topic as DrillTopic,
        seed,
        minutes: 3,
        prompts,
        answers,
        store,
        host,
        today: io.clock.today(),
      });
      await writeDocument(document, targets, flags, host);
      return 0;
    }
    const open = flags.resume === true ? store.progress.open : null;
    if (flags.resume === true && open === null) throw usage('there is no round to go on with', 'begin one: sysdesign practice');
    const problem = open === null ? await chosen(flags, store, prompts, io.clock.today()) : named(open.problem);
    const settings: Settings = open ?? { length: Number(flags.minutes) as Length, style: flags.style };
    const seed = open?.seed ?? flags.seed ?? seedOf(io.clock.today(), store.progress.history.length);
    const variant = variantOf(problem, seed);
    const answers = flags.answers === undefined ? undefined : fromAnswers(await readAnswers(flags.answers, io.files));
    const begun: OpenRound = { ...settings, problem: problem.id, seed, answers: open?.answers ?? [] };
    if (prompts)
      await host.err.write(
        `\n${problem.title} (seed ${seed})\n${settings.length} minutes. An empty line goes on; Ctrl-C keeps the round.\n`,
      );
    const stem = `${flags.into}/${io.clock.today()}-${problem.id}`;
    const edit = async (text: string): Promise<string | null> => {
      const path = `${stem}.sysdesign.yaml`;
      const isOurs = await isOwnPlace(flags.into, [path], io.files);
      return isOurs ? await editText(text, { prompts: prompts as Prompts, host, files: io.files, path }) : null;
    };
    const candidate = answers ?? atPrompts(prompts as Prompts, host, begun, store, edit);
    const round = await playRound(variant, settings, candidate);
    const next =
      dueOrder(PROBLEMS, [...store.progress.history, { day: '', problem: problem.id, seed, overall: 100, scores: {}, estimates: [] }])[0]
        ?.id ?? problem.id;
    const card = scorecardOf(settings, round, next);
    const day = io.clock.today();
    if (!answers) await store.keep(withPlayed(store.progress, card, day));
    for (const id of answers?.unused() ?? []) await host.err.write(`no question is called "${printable(id)}", or it takes fewer answers\n`);
    const isOurs = await isOwnPlace(flags.into, [`${stem}.sysdesign.yaml`, `${stem}.md`], io.files);
    const spec = isOurs ? await io.files.writeWhole(`${stem}.sysdesign.yaml`, round.spec, true) : { ok: false as const };
    const render = await rendererOf('markdown');
    const text = await render(scorecardDocument(card, round.variant, []), {
      color: false,
      unicode: true,
      width: 80,
      quiet: false,
      verbose: true,
    });
    const report = spec.ok ? await io.files.writeWhole(`${stem}.md`, text, true) : spec;
    const written = report.ok ? [`${stem}.md`, `${stem}.sysdesign.yaml`] : [];
    if (!report.ok) await host.err.write(`${printable(flags.into)} cannot be written: the scorecard is all on standard output\n`);
    if (report.ok || targets.some(({ format }) => format !== 'pretty'))
      await writeDocument(scorecardDocument(card, round.variant, written), targets, flags, host);
    else await host.out.write(text);
    return 0;
  } finally {
    prompts?.close();
  }
}

/**
 * Whether files of ours are written where their names say: not through links, which whoever made the folder may have put there. The usual folder is
 * one of the project, too.
 */
async function isOwnPlace(into: string, names: readonly string[], files: FileSystem): Promise<boolean> {
  const folder = await files.realPath(into);
  if (into === INTO && !isWithin(await files.projectOf(into), folder)) return false;
  const places = await Promise.all(names.map((name) => files.realPath(name)));
  return places.every((place, i) => normalize(place) === join(folder, basename(names[i] as string)));
}

const isDrill = (topic: string | undefined): topic is DrillTopic => DRILLS.some((known) => known === topic);

/** A seed that nobody has to think of: another one each day and each round. */
const seedOf = (day: string, played: number): number => (Number(day.replaceAll('-', '')) * 100 + played) % 2 ** 32;

function named(id: string): Problem {
  const found = PROBLEMS.find((problem) => problem.id === id);
  if (found) return found;
  const near = suggest(
    id,
    PROBLEMS.map((problem) => problem.id),
  );
  throw usage(
    `no problem is called "${id}"`,
    near === undefined ? 'sysdesign practice --list shows them' : `did you mean "${near}"?`,
    near,
  );
}

async function chosen(
  { problem, topic, difficulty, seed }: PracticeFlags,
  store: Store,
  prompts: Prompts | undefined,
  day: string,
): Promise<Problem> {
  if (problem !== undefined && problem !== 'random') return named(problem);
  const level = difficulty === undefined ? undefined : (Number(difficulty) as 1 | 2 | 3);
  const due = dueOrder(PROBLEMS, store.progress.history, { ...(topic && { topic }), ...(level && { difficulty: level }) });
  if (due.length === 0) throw usage('no problem is of that topic and difficulty', 'sysdesign practice --list shows them');
  if (problem === 'random' || !prompts)
    return (problem === 'random' ? atRandom(due, seed ?? seedOf(day, store.progress.history.length)) : due[0]) ?? named(problem ?? '');
  const choices = due.map(({ id, title, purpose, difficulty: hard }) => ({ value: id, name: `${title} (${hard})`, description: purpose }));
  return named(await prompts.select('Which problem? The one that is due first comes first', choices));
}

/** Room for a clock before it and some words behind it, in 80 columns. */
const LONGEST_PROMPT = 48;

/** Lines broken between words, each part indented as its line is. */
function wrapped(lines: readonly string[], { err }: Host): string {
  const width = Math.max(40, Math.min(err.columns ?? 80, 120)) - 1;
  return lines
    .flatMap((line) => {
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      return line.length <= width
        ? [line]
        : wrap(line.trim(), width - indent.length - 2).map((part, i) => `${indent}${i === 0 ? '' : '  '}${part}`);
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Somebody at a terminal: what was answered before is played again without asking, and each answer is kept at once. */
function atPrompts(
  prompts: Prompts,
  host: Host,
  begun: OpenRound,
  store: Store,
  edit: (text: string) => Promise<string | null>,
): Candidate {
  const before = [...begun.answers];
  let answers: readonly TimedAnswer[] = [];
  let isSilent = before.length > 0;
  return {
    ask: async (question: Question) => {
      const known = before[0];
      if (known?.id === question.id) {
        before.shift();
        answers = [...answers, known];
        return known;
      }
      before.length = 0;
      if (isSilent) {
        isSilent = false;
        await host.err.write('\nThe round goes on where it was left.\n');
      }
      const start = host.now();
      const status = (): string => {
        const left = (question.secondsLeft ?? 0) - (host.now() - start) / 1000;
        return left > 0 ? `${left < 0.2 * (question.seconds ?? 0) ? '! ' : ''}${clock(left)}` : 'time is up';
      };
      // A long question stands above its answer.
      const isLong = question.prompt.length > LONGEST_PROMPT;
      if (isLong) await host.err.write(wrapped([question.prompt], host));
      const typed = await prompts.input(isLong ? '>' : question.prompt, question.secondsLeft === null ? {} : { status });
      const wantsEditor = question.edits !== undefined && /^(?:e|edit|y|yes)$/i.test(typed.trim());
      const text = question.edits === undefined ? typed : wantsEditor ? ((await edit(question.edits)) ?? '') : '';
      const answer = { id: question.id, text, seconds: Math.round((host.now() - start) / 1000) };
      answers = [...answers, answer];
      await store.keep({ ...store.progress, open: { ...begun, answers } });
      return answer;
    },
    tell: async (lines) => {
      if (!isSilent || before.length === 0) await host.err.write(wrapped(lines, host));
    },
  };
}
