import { suggest, UserError } from '../../core/index.js';
import { PUBLISHED_DELAYS, type PublishedDelays } from '../../math/consistency/index.js';
import { parseLiteral, STANDARD_CALENDAR } from '../../quantity/index.js';
import { findingAt, namedText, readAvailability } from '../../tools/nines/literal.js';
import { type QuorumQuestion, quorumAnswer, quorumTable } from '../../tools/quorum/quorum.js';
import { type QuorumResult, quorumDocument } from '../../views/quorum.js';
import type { Host } from '../host.js';
import { addFormats, collect, type SpecFlags, UNJUDGED, usage, wholeNumber } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface QuorumFlags extends SpecFlags {
  readonly delays?: string;
  readonly after?: readonly string[];
  readonly node?: string;
  readonly sloppy?: boolean;
}

const EXAMPLE = 'for example sysdesign quorum 3 2 2, or sysdesign quorum 3 for all sizes';

const EXAMPLES = `
Examples:
  sysdesign quorum 3 2 2
  sysdesign quorum 5 2 3 --node 99.9%
  sysdesign quorum 3 1 1 --delays lnkd-disk --after 10ms
  sysdesign quorum 3`;

/** More replicas than anybody has of one item; so many sizes that a table can be read. */
const MOST_REPLICAS = 99;
const MOST_IN_TABLE = 9;

export const defineQuorum: Define = (command, host, finish) => {
  addFormats(command, UNJUDGED)
    .argument('<sizes...>', 'replicas, and how many of them answer a read and acknowledge a write: 3 2 2; replicas alone: all sizes')
    .option('--delays <model>', `staleness and latency by a published model of delays: ${PUBLISHED_DELAYS.join(', ')}`)
    .option('--after <duration>', 'stale reads so long after a write, with --delays (repeatable): 10ms', collect)
    .option('--node <availability>', 'availability of one node: that of reads and writes follows: 99.9%')
    .option('--sloppy', 'other nodes stand in for replicas that do not answer a write')
    .option('--quiet', 'only the answer')
    .addHelpText('after', EXAMPLES)
    .action(async (sizes: readonly string[]) => finish(await quorum(sizes, command.optsWithGlobals<QuorumFlags>(), host)));
};

async function quorum(sizes: readonly string[], flags: QuorumFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  await writeDocument(quorumDocument(resultOf(sizes, flags), flags, TOOL), targets, flags, host);
  return 0;
}

function resultOf(sizes: readonly string[], flags: QuorumFlags): QuorumResult {
  if (sizes.length !== 1 && sizes.length !== 3) throw usage(`one number of replicas, or three sizes, not ${sizes.length}`, EXAMPLE);
  const [replicas, read, write] = sizes.map((text, i) => wholeNumber(NAMES[i] as string, 1, MOST_REPLICAS)(text));
  const common = { replicas: replicas as number, sloppy: flags.sloppy === true, ...givenOf(flags) };
  if (read === undefined || write === undefined) {
    if (common.replicas > MOST_IN_TABLE) throw usage(`a table has at most ${MOST_IN_TABLE} replicas, not ${common.replicas}`, EXAMPLE);
    const [first, ...rest] = quorumTable(common);
    if (!first) throw usage('there is nothing to work out', EXAMPLE);
    return { kind: 'table', answers: [first, ...rest] };
  }
  for (const [name, size] of [
    ['read', read],
    ['write', write],
  ] as const)
    if (size > common.replicas)
      throw usage(`a ${name} quorum of ${size} is more than the ${common.replicas} replicas`, `1 to ${common.replicas}`);
  return { kind: 'quorum', answer: quorumAnswer({ ...common, read, write }) };
}

const NAMES = ['replicas', 'the read quorum', 'the write quorum'];

function givenOf({ delays, after = [], node }: QuorumFlags): Pick<QuorumQuestion, 'delays' | 'after' | 'node'> {
  if (after.length > 0 && delays === undefined) throw usage('--after goes with --delays', 'for example --delays lnkd-disk --after 10ms');
  return {
    delays: delays === undefined ? null : modelOf(delays),
    after: after.map(durationOf),
    node: node === undefined ? null : nodeOf(node),
  };
}

function modelOf(text: string): PublishedDelays {
  const name = PUBLISHED_DELAYS.find((one) => one === text.trim().toLowerCase());
  if (name) return name;
  const near = suggest(text, PUBLISHED_DELAYS);
  throw usage(
    `there is no model of delays "${text}"`,
    near === undefined ? `one of ${PUBLISHED_DELAYS.join(', ')}` : `did you mean ${near}? There are ${PUBLISHED_DELAYS.join(', ')}`,
    near,
  );
}

function durationOf(text: string): number {
  const literal = parseLiteral(text, 'duration', { calendar: STANDARD_CALENDAR, counts: new Set<string>() });
  if (!literal.ok) throw new UserError(findingAt(namedText('--after', text), literal.problem));
  const { value, spread } = literal.value;
  if (spread || !(value >= 0)) throw usage(`--after takes one time from 0 on, not "${text}"`, 'for example --after 10ms');
  return value;
}

function nodeOf(text: string): number {
  const read = readAvailability(namedText('--node', text), STANDARD_CALENDAR, false);
  if (!read.ok) throw new UserError(read.findings);
  return read.value.unavailability;
}
