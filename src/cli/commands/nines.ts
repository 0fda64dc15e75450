import { type Outcome, UserError } from '../../core/index.js';
import type { Calendar } from '../../quantity/index.js';
import { namedText } from '../../tools/nines/literal.js';
import { type Nines, ninesOfCycle, ninesOfMembers, ninesOfText } from '../../tools/nines/nines.js';
import { ninesDocument } from '../../views/nines/index.js';
import { calendarFromFlag } from '../calendar.js';
import type { Host } from '../host.js';
import { addFormats, collect, type SpecFlags, UNJUDGED, usage, wholeNumber } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface NinesFlags extends SpecFlags {
  /** The words of each. */
  readonly serial?: readonly string[];
  readonly parallel?: readonly string[];
  readonly needed?: readonly number[];
  readonly mtbf?: string;
  readonly mttr?: string;
  readonly convention?: readonly string[];
}

const LISTS: ReadonlySet<string> = new Set(['--serial', '--parallel']);

/**
 * The words behind a list's flag as one: of several groups the parser would make one. The sign of a number begins no flag: a space
 * marks it.
 */
function grouped(argv: readonly string[]): string[] {
  const out: string[] = [];
  let from: number | undefined;
  for (const word of argv) {
    if (/^-(?![\d.])/.test(word)) from = LISTS.has(word) ? out.length + 1 : undefined;
    if (from !== undefined && out.length > from) out.push(`${out.pop() ?? ''} ${word}`);
    else out.push(word.replace(/^-(?=[\d.])/, ' -'));
  }
  return out;
}

const count = wholeNumber('--needed', 1, 10_000);

export const defineNines: Define = (command, host, finish) => {
  const parseOptions = command.parseOptions.bind(command);
  command.parseOptions = (argv) => parseOptions(grouped(argv));
  addFormats(command, UNJUDGED)
    .argument('[availability...]', '99.95%, "3 nines", or a downtime: "4 min/month"')
    .option('--serial <availabilities>', 'availabilities of what is all needed: 99.9% 99.95%, or 3 x 99.9%', collect)
    .option('--parallel <availabilities>', 'of what stands in for each other: 2 x 99%, or 99% 99.5% (repeatable)', collect)
    .option(
      '--needed <number>',
      'how many of --parallel are needed (1 unless stated; repeatable: one for each)',
      (text: string, before: readonly number[] = []) => [...before, count(text)],
    )
    .option('--mtbf <time>', 'mean time up between failures: 720h')
    .option('--mttr <time>', 'mean time to repair, from the failure on: 30min')
    .option('--convention <unit=length>', 'length of a day, month or year: month=30.44d, year=365.25d (repeatable)', collect)
    .option('--quiet', 'only the availability')
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign nines 99.95\n  sysdesign nines "4 min/month"\n  sysdesign nines --serial 99.9% 99.95% --parallel 2 x 99%\n' +
        '  sysdesign nines --parallel 5 x 99% --needed 3\n  sysdesign nines --mtbf 720h --mttr 30min',
    )
    .action(async (words: readonly string[]) => finish(await nines(words.join(' '), command.optsWithGlobals<NinesFlags>(), host)));
};

/** How available something is, without a spec. What is wrong goes to standard error, or into the JSON on standard output. */
async function nines(text: string, flags: NinesFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const calendar = calendarFromFlag(flags.convention ?? []);
  const answer = answerOf(text, flags, calendar);
  const isReported = targets.some(({ format, file }) => format === 'json' && file === undefined);
  if (!answer.ok && !isReported) throw new UserError(answer.findings);
  const document = ninesDocument(answer, text, calendar, flags, TOOL);
  // Without an answer there is nothing for people to read.
  await writeDocument(document, answer.ok ? targets : targets.filter(({ format }) => format === 'json'), flags, host);
  return answer.ok ? 0 : 2;
}

const EXAMPLE = 'for example sysdesign nines 99.95, sysdesign nines "4 min/month" or sysdesign nines --mtbf 720h --mttr 30min';

/** One question at a time: a figure, what something is made of, or how it fails and is repaired. */
function answerOf(text: string, flags: NinesFlags, calendar: Calendar): Outcome<Nines> {
  const { serial, parallel = [], needed = [], mtbf, mttr } = flags;
  const isStated = text.trim() !== '';
  const isMade = serial !== undefined || parallel.length > 0;
  const isCycle = mtbf !== undefined || mttr !== undefined;
  if (needed.length > 0 && parallel.length === 0) throw usage('--needed goes with --parallel', 'for example --parallel 3 x 99% --needed 2');
  if ([isStated, isMade, isCycle].filter(Boolean).length > 1) {
    const asked = [isStated ? `"${text.trim()}"` : '', isMade ? '--serial or --parallel' : '', isCycle ? '--mtbf and --mttr' : ''];
    throw usage(`one question at a time: ${asked.filter((part) => part !== '').join(', or ')}`, EXAMPLE);
  }
  if (isMade) {
    if (needed.length > 1 && needed.length !== parallel.length) {
      throw usage(
        `--needed is given ${needed.length} times for ${parallel.length} of --parallel`,
        'give it once for all, or once for each',
      );
    }
    const groups = parallel.map((words, i) => ({ group: namedText('--parallel', words), needed: needed[i] ?? needed[0] ?? 1 }));
    return ninesOfMembers(serial ? namedText('--serial', serial.join(' ')) : null, groups, calendar);
  }
  if (isCycle) {
    if (mtbf === undefined || mttr === undefined) {
      throw usage(
        `--${mtbf === undefined ? 'mttr' : 'mtbf'} needs --${mtbf === undefined ? 'mtbf' : 'mttr'} beside it`,
        'for example --mtbf 720h --mttr 30min',
      );
    }
    return ninesOfCycle(namedText('--mtbf', mtbf), namedText('--mttr', mttr), calendar);
  }
  if (!isStated) throw usage('there is nothing to work out', EXAMPLE);
  return ninesOfText(namedText('availability', text), calendar);
}
