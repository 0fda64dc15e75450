import { UserError } from '../../core/index.js';
import { type Calendar, type FieldType, parseLiteral, STANDARD_CALENDAR } from '../../quantity/index.js';
import { findingAt, namedText } from '../../tools/nines/literal.js';
import { amplification, backlog, burst, catchUp } from '../../tools/queue/rules-of-thumb.js';
import { queueAnswer } from '../../tools/queue/waiting.js';
import { type QueueResult, queueDocument } from '../../views/queue.js';
import type { Host } from '../host.js';
import { addFormats, type SpecFlags, UNJUDGED, usage, wholeNumber } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface QueueFlags extends SpecFlags {
  readonly rate?: string;
  readonly time?: string;
  readonly servers?: number;
  readonly utilization?: string;
  readonly variation?: string;
  readonly arrivals?: string;
  readonly limit?: number;
  readonly burst?: number;
  readonly backlog?: string;
  readonly in?: string;
  readonly out?: string;
  readonly outage?: string;
  readonly caughtUp?: string;
  readonly retries?: number;
  readonly layers?: number;
}

const EXAMPLE = 'for example sysdesign queue --rate 80/s --time 10ms; sysdesign queue --help lists what can be asked';

const EXAMPLES = `
Examples:
  sysdesign queue --rate 80/s --time 10ms
  sysdesign queue --utilization 90%
  sysdesign queue --utilization 90% --time 10ms --servers 4
  sysdesign queue --rate 90/s --time 10ms --variation 0
  sysdesign queue --burst 2 --time 10ms
  sysdesign queue --backlog 1M --in 0 --out 500/s
  sysdesign queue --outage 2h --caught-up 20h
  sysdesign queue --retries 3 --layers 3`;

export const defineQueue: Define = (command, host, finish) => {
  addFormats(command, UNJUDGED)
    .option('--rate <rate>', 'calls that come in, at random: 80/s')
    .option('--time <duration>', 'how long one call keeps a server busy: 10ms')
    .option('--servers <number>', 'servers that share one queue (1 unless stated)', wholeNumber('--servers', 1, 1_000_000))
    .option('--utilization <share>', 'how busy they are, in place of --rate: 90%; without --time the answer is in service times')
    .option('--variation <number>', 'squared coefficient of variation of the time: 0 if it never varies, 1 (unless stated) if exponential')
    .option('--arrivals <number>', 'the same of the time between calls: 0 in step, 1 (unless stated) at random')
    .option('--limit <number>', 'most that wait: others are turned away', wholeNumber('--limit', 0, 1_000_000))
    .option('--burst <number>', 'so many calls at once', wholeNumber('--burst', 1, 1_000_000_000))
    .option('--backlog <number>', 'calls that wait already, with --in and --out: 1M')
    .option('--in <rate>', 'what comes in beside a backlog')
    .option('--out <rate>', 'what is worked off: 500/s')
    .option('--outage <duration>', 'an outage, with --caught-up: how busy servers are that took so long to catch up')
    .option('--caught-up <duration>', 'how long it took to work off what had come in')
    .option('--retries <number>', 'times that each layer repeats a call, with --layers', wholeNumber('--retries', 0, 100))
    .option('--layers <number>', 'layers that repeat it', wholeNumber('--layers', 1, 20))
    .option('--quiet', 'only the answer')
    .addHelpText('after', EXAMPLES)
    .action(async () => finish(await queue(command.optsWithGlobals<QueueFlags>(), host)));
};

async function queue(flags: QueueFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  await writeDocument(queueDocument(resultOf(flags), flags, TOOL), targets, flags, host);
  return 0;
}

/** The flags of each question; the first of them asks it. */
const QUESTIONS = {
  retries: ['retries', 'layers'],
  'caught-up': ['outage', 'caughtUp'],
  backlog: ['backlog', 'in', 'out'],
  burst: ['burst', 'time', 'servers'],
  waiting: ['rate', 'utilization', 'time', 'servers', 'variation', 'arrivals', 'limit'],
} as const;

function resultOf(flags: QueueFlags): QueueResult {
  const given = new Set(Object.keys(flags));
  const asks = ([first, second]: readonly string[]): boolean => given.has(first as string) || given.has(second as string);
  const question = (Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]).find((name) =>
    name === 'burst' || name === 'backlog' ? given.has(name) : asks(QUESTIONS[name]) || (name === 'waiting' && given.has('time')),
  );
  if (!question) throw usage('there is nothing to work out', EXAMPLE);
  const allowed: readonly string[] = QUESTIONS[question];
  const other = Object.values(QUESTIONS)
    .flat()
    .find((flag) => given.has(flag) && !allowed.includes(flag));
  if (other !== undefined)
    throw usage(
      `one question at a time: ${dashed(other)} does not go with ${dashed(allowed.find((flag) => given.has(flag)) ?? '')}`,
      EXAMPLE,
    );
  return WORK[question](flags);
}

const dashed = (flag: string): string => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const WORK: Readonly<Record<keyof typeof QUESTIONS, (flags: QueueFlags) => QueueResult>> = {
  retries: ({ retries, layers }) => ({ kind: 'retries', answer: amplification(needed(retries, '--retries'), needed(layers, '--layers')) }),
  'caught-up': ({ outage, caughtUp }) => ({
    kind: 'catch-up',
    answer: catchUp(
      positive('--outage', needed(outage, '--outage'), 'duration'),
      positive('--caught-up', needed(caughtUp, '--caught-up'), 'duration'),
    ),
  }),
  backlog: (flags) => {
    const waiting = read('--backlog', needed(flags.backlog, '--backlog'), 'count');
    return {
      kind: 'backlog',
      answer: backlog(waiting, read('--in', flags.in ?? '0/s', 'rate'), read('--out', needed(flags.out, '--out'), 'rate')),
    };
  },
  burst: ({ burst: calls, time, servers = 1 }) => ({
    kind: 'burst',
    answer: burst(needed(calls, '--burst'), positive('--time', needed(time, '--time'), 'duration'), servers),
  }),
  waiting: ({ rate, utilization, time, servers = 1, variation, arrivals, limit }) => {
    if (rate !== undefined && utilization !== undefined) throw usage('--rate and --utilization state the same', 'leave one of them out');
    if (rate === undefined && utilization === undefined) throw usage('--time needs --rate or --utilization beside it', EXAMPLE);
    // How busy servers are alone tells waiting in service times: one of them is 1 then.
    const serviceTime = utilization !== undefined && time === undefined ? 1 : positive('--time', needed(time, '--time'), 'duration');
    const load = utilization === undefined ? undefined : read('--utilization', utilization, 'share');
    const [service, coming] = [ratio('--variation', variation), ratio('--arrivals', arrivals)];
    if (limit !== undefined && (service !== 1 || coming !== 1))
      throw usage('with --limit times and arrivals are exponential', 'leave --variation and --arrivals out');
    return {
      kind: 'waiting',
      timesIn: time === undefined ? 'serviceTimes' : 'seconds',
      answer: queueAnswer({
        rate: load === undefined ? read('--rate', rate as string, 'rate') : (load * servers) / serviceTime,
        serviceTime,
        servers,
        variation: service,
        arrivals: coming,
        limit,
      }),
    };
  },
};

function needed<T>(value: T | undefined, flag: string): T {
  if (value === undefined) throw usage(`${flag} is missing`, EXAMPLE);
  return value;
}

const ratio = (flag: string, text: string | undefined): number => (text === undefined ? 1 : read(flag, text, 'ratio'));

function positive(flag: string, text: string, type: FieldType): number {
  const value = read(flag, text, type);
  if (value > 0) return value;
  throw usage(`${flag} is 0`, 'it takes some time');
}

const calendar: Calendar = STANDARD_CALENDAR;

/** A literal behind a flag, in base units. @throws UserError for one that is none, negative or an interval */
function read(flag: string, text: string, type: FieldType): number {
  const place = namedText(flag, text);
  const bare = type === 'rate' && /^\s*0+(?:\.0*)?\s*$/.test(text) ? `${text.trim()}/s` : text;
  const literal = parseLiteral(bare, type, { calendar, counts: new Set<string>() });
  if (!literal.ok) throw new UserError(findingAt(place, literal.problem));
  const { value, spread } = literal.value;
  if (spread) throw usage(`${flag} takes one value, not an interval`, 'ask for each of its ends');
  if (!(value >= 0)) throw usage(`${flag} is below 0`, 'for example --rate 80/s');
  return value;
}
