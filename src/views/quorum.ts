import { majorityOf } from '../math/consistency/index.js';
import { amount } from '../report/amounts.js';
import type { Block, Cell, Column, Headline, Note, Piece, Section, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { Tool } from '../report/types.js';
import { BEHIND, PERCENTILES, type QuorumAnswer, type QuorumQuestion } from '../tools/quorum/quorum.js';
import { percentileName } from './percentile.js';
import type { Verbosity } from './verbosity.js';

/** One pair of quorums, or all that a number of replicas allows. */
export type QuorumResult =
  | { readonly kind: 'quorum'; readonly answer: QuorumAnswer }
  | { readonly kind: 'table'; readonly answers: readonly [QuorumAnswer, ...QuorumAnswer[]] };

export function quorumDocument(result: QuorumResult, { quiet = false }: Verbosity, tool: Tool): Document {
  const blocks = result.kind === 'quorum' ? quorumBlocks(result.answer, quiet) : tableBlocks(result.answers, quiet);
  return plainDocument([plainPart(blocks)], () => ({ format: 'sysdesign.quorum/1', tool, asked: result.kind, ...dataOf(result) }));
}

type Pieces = readonly Piece[];

const headline = (...name: Pieces): Headline => ({ kind: 'headline', name, file: null, summary: null, context: [] });
const note = (...text: Pieces): Note => ({ kind: 'note', text });
const indented = (...blocks: readonly Block[]): Section => ({ kind: 'section', title: null, blocks });
const seconds = (value: number) => amount(value, 's');
const share = (value: number) => amount(value, 'share');

function quorumBlocks(answer: QuorumAnswer, quiet: boolean): readonly Block[] {
  const head = headlineOf(answer);
  if (quiet) return [head];
  return [
    head,
    indented(...overlapNotes(answer), note(...tolerates(answer)), ...evenNote(answer)),
    ...(answer.behind[0] === 0 ? [] : [behindTable(answer)]),
    ...(answer.unavailability ? [indented(note(...availabilityText(answer.unavailability)))] : []),
    ...(answer.staleness ? timesBlocks(answer) : []),
    { ...tableOf([answer]), detail: 'data' },
  ];
}

function headlineOf({ question: { replicas, read, write, sloppy }, guarantee, readMeetsWrite }: QuorumAnswer): Headline {
  const sizes = `${read} of ${replicas} read, ${write} of ${replicas} written: `;
  if (sloppy) return headline(sizes, `${guarantee}: other nodes stand in for replicas, so no two quorums need to meet`);
  return readMeetsWrite
    ? headline(sizes, `${guarantee}: each read meets the latest finished write`)
    : headline(sizes, `${guarantee}: a read may miss the latest write`);
}

function overlapNotes({ question: { replicas, read, write, sloppy }, readMeetsWrite, writesMeet }: QuorumAnswer): readonly Note[] {
  if (sloppy)
    return [
      note(
        `strict quorums of these sizes would ${read + write > replicas ? '' : 'not '}meet: ${read} + ${write} ${read + write > replicas ? '>' : '<='} ${replicas}`,
      ),
    ];
  return [
    note(`R + W ${readMeetsWrite ? '>' : '<='} N: ${read} + ${write} ${readMeetsWrite ? '>' : '<='} ${replicas}`),
    writesMeet
      ? note(`2W > N: 2 x ${write} > ${replicas}, two writes meet at a replica`)
      : note(`2W <= N: 2 x ${write} <= ${replicas}, two writes at once may not meet: which one stays is decided later`),
    ...(readMeetsWrite
      ? [
          note(
            'not linearizable by that alone: while a write is under way, one read may see it and a later one not; that takes a read that writes back, or an order agreed on',
          ),
        ]
      : []),
  ];
}

const tolerates = ({ readTolerates, writeTolerates }: QuorumAnswer): Pieces => [
  `reads go on with ${plural(readTolerates, 'replica')} down, writes with ${writeTolerates}`,
];

/** An even group tolerates no more than the one smaller by one. */
function evenNote({ question: { replicas, read, write } }: QuorumAnswer): readonly Note[] {
  const majority = majorityOf(replicas);
  if (replicas % 2 !== 0 || read !== majority || write !== majority) return [];
  return [
    note(`a majority of ${replicas} is ${majority}: it tolerates no more failures than ${majorityOf(replicas - 1)} of ${replicas - 1}`),
  ];
}

const left = (head: string): Column => ({ head, align: 'left' });
const right = (head: string): Column => ({ head, align: 'right' });

const behindTable = ({ behind }: QuorumAnswer): Table => ({
  kind: 'table',
  title: 'Reads that see none of the last writes, if these spread no further',
  columns: [left('last'), ...BEHIND.map((k) => right(`${k}`))],
  rows: [['reads', ...behind.map(share)]],
});

const availabilityText = ({ read, write, both }: NonNullable<QuorumAnswer['unavailability']>): Pieces => [
  'reads are answered ',
  amount(read, 'complement'),
  ' of the time, writes ',
  amount(write, 'complement'),
  ', both ',
  amount(both, 'complement'),
  ' (nodes fail independently)',
];

function timesBlocks({ question, staleness }: QuorumAnswer): readonly Block[] {
  if (!staleness) return [];
  const { atOnce, after, visible, readTime, writeTime } = staleness;
  const later: Pieces = question.after.flatMap((time, i) => [', ', share(after[i] as number), ' after ', seconds(time)]);
  return [
    indented(note(share(atOnce), ' of reads are stale as a write is acknowledged', ...later, ` (delays of ${question.delays})`)),
    {
      kind: 'table',
      columns: [left(''), ...PERCENTILES.map((p) => right(percentileName(p)))],
      rows: [
        ['a write is seen after', ...visible.map(seconds)],
        ['read', ...readTime.map(seconds)],
        ['write', ...writeTime.map(seconds)],
      ],
    },
  ];
}

function tableBlocks(answers: readonly [QuorumAnswer, ...QuorumAnswer[]], quiet: boolean): readonly Block[] {
  const table = tableOf(answers);
  return quiet
    ? [table]
    : [
        headline(`quorums of ${answers[0].question.replicas} replicas`),
        table,
        note('survive: replicas that may be down; miss the latest: if a write spreads no further'),
      ];
}

const tableOf = (answers: readonly [QuorumAnswer, ...QuorumAnswer[]]): Table => ({
  kind: 'table',
  columns: [
    right('R'),
    right('W'),
    left('guarantee'),
    left('writes meet'),
    right('reads survive'),
    right('writes survive'),
    right('miss the latest'),
    ...(answers[0].unavailability ? [right('reads up'), right('writes up')] : []),
    ...(answers[0].staleness ? [right('stale at once'), right('seen (p999)'), right('read (p99)'), right('write (p99)')] : []),
  ],
  rows: answers.map(rowOf),
});

function rowOf({
  question,
  guarantee,
  writesMeet,
  readTolerates,
  writeTolerates,
  behind,
  unavailability,
  staleness,
}: QuorumAnswer): readonly Cell[] {
  return [
    amount(question.read, 'plain'),
    amount(question.write, 'plain'),
    guarantee,
    writesMeet ? 'yes' : 'no',
    amount(readTolerates, 'plain'),
    amount(writeTolerates, 'plain'),
    share(behind[0] as number),
    ...(unavailability ? [amount(unavailability.read, 'complement'), amount(unavailability.write, 'complement')] : []),
    ...(staleness
      ? [
          share(staleness.atOnce),
          seconds(staleness.visible[2] as number),
          seconds(staleness.readTime[1] as number),
          seconds(staleness.writeTime[1] as number),
        ]
      : []),
  ];
}

const dataOf = (result: QuorumResult): object =>
  result.kind === 'quorum'
    ? answerData(result.answer)
    : { replicas: result.answers[0].question.replicas, quorums: result.answers.map(answerData) };

function answerData(answer: QuorumAnswer): object {
  const { question, guarantee, readMeetsWrite, writesMeet, readTolerates, writeTolerates, behind, unavailability, staleness } = answer;
  const { replicas, read, write, sloppy, node, delays }: QuorumQuestion = question;
  const by = (values: readonly number[]): object => Object.fromEntries(PERCENTILES.map((p, i) => [percentileName(p), values[i]]));
  return {
    replicas,
    read,
    write,
    sloppy,
    guarantee,
    readMeetsWrite,
    writesMeet,
    readTolerates,
    writeTolerates,
    missesLast: Object.fromEntries(BEHIND.map((k, i) => [k, behind[i]])),
    node: node === null ? null : 1 - node,
    availability: unavailability && Object.fromEntries(Object.entries(unavailability).map(([name, value]) => [name, 1 - value])),
    unavailability,
    delays,
    staleness: staleness && {
      atOnce: staleness.atOnce,
      after: question.after.map((time, i) => ({ time, stale: staleness.after[i] })),
      visible: by(staleness.visible),
      read: by(staleness.readTime),
      write: by(staleness.writeTime),
    },
  };
}
