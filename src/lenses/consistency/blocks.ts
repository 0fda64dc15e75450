import { type FactStep, reasonTexts } from '../../core/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, NextStep, Note, Piece, Section, Sentence, Table, Tree, TreeNode } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { regionOf } from '../../spec/index.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { foundSection } from '../shared/found.js';
import { front } from '../shared/front.js';
import { sameSpec } from '../shared/next-step.js';
import type { ConsistencyResult, ConsistencySpecResult, DataConsistency, Reliance } from './result.js';

/** Required guarantees, then for each data set those that its readers have and why, and the changes that would meet the requirements. */
export function consistencyBlocks(spec: ConsistencySpecResult, view: View): readonly Block[] {
  const { consistency } = spec;
  return [
    ...front(spec, view, spec.checks, spec.findings, { of: 'consistency', example: 'staleness: 1 min' }),
    ...(consistency && !view.quiet ? body(spec, consistency, view) : []),
    factRows(spec),
  ];
}

function body(spec: ConsistencySpecResult, { data, missed }: ConsistencyResult, view: View): readonly Block[] {
  return [
    ...data.map((one) => dataSection(one, view)),
    ...(missed.length > 0 ? [{ kind: 'section', title: 'flows', blocks: missed.flatMap(missedNotes) } as const] : []),
    ...foundSection(spec.findings.filter(({ severity }) => severity === 'warning')),
    ...closingBlocks(spec),
    ...nextStep(spec.file, data, view),
  ];
}

const dataSection = (one: DataConsistency, view: View): Section => ({
  kind: 'section',
  title: one.data,
  lead: one.guarantee === null ? unknownText(one) : `${one.guarantee}${one.readers.length > 1 ? ': the weakest that any reader gets' : ''}`,
  blocks: [
    readersTree(one),
    ...isolationNotes(one.isolation),
    ...partitionNotes(one, view),
    ...failoverNotes(one),
    ...levelsTable(one),
    ...one.missed.flatMap(missedNotes),
  ],
});

const unknownText = ({ missing }: Reliance): string => `unknown: state ${reasonTexts(missing).join(', ')}`;

function readersTree({ readers, ...own }: DataConsistency): Tree {
  const nodes =
    readers.length > 0
      ? readers.map(({ flow, ...one }) => reliance(`read by ${flow}`, one))
      : [reliance('a reader that asks the store', own)];
  return { kind: 'tree', nodes };
}

const reliance = (who: string, one: Reliance): TreeNode => ({
  label: [who, ': ', { kind: 'text', text: one.guarantee ?? 'unknown', role: 'strong' }],
  notes: one.steps.map(stepText),
  nodes: [],
});

const stepText = ({ text, at }: FactStep): Sentence => [text, ...placeOf(at)];

const placeOf = (at: FactStep['at']): readonly Piece[] => (at === null ? [] : [' (', { kind: 'place', at }, ')']);

/** What transactions are kept apart by, where it is known. */
function isolationNotes({ guarantee, steps }: Reliance): readonly Note[] {
  if (guarantee === null) return [];
  const [first, ...others] = steps;
  const why: Sentence =
    first === undefined ? '' : ['; ', ...[stepText(first)].flat(), ...(others.length > 0 ? ` (and ${others.length} more)` : '')];
  return [{ kind: 'note', text: [`isolation: ${guarantee}`, ...[why].flat()] }];
}

function failoverNotes({ failover }: DataConsistency): readonly Note[] {
  if (!failover) return [];
  const { rpo, writes, yearly } = failover;
  if (rpo === 0) return [{ kind: 'note', text: 'a failover loses no acknowledged writes' }];
  const many: readonly Piece[] = writes === null ? [] : [': ', amount(writes, 'plain'), ' each time'];
  const often: readonly Piece[] = writes === null || yearly === null ? [] : [', ', amount(yearly, 'plain'), ' a year'];
  return [
    { kind: 'note', text: ['a failover loses the acknowledged writes of the last ', amount(rpo, 's'), ...many, ...often], role: 'warn' },
  ];
}

/** Guarantees and costs of each level, side by side. */
function levelsTable({ levels }: DataConsistency): readonly Table[] {
  if (levels.length === 0) return [];
  const column = (head: string, align: 'left' | 'right' = 'right') => ({ head, align });
  return [
    {
      kind: 'table',
      title: 'What each level of reads, and of writes, gives and costs (* now)',
      columns: [
        column('level', 'left'),
        column('gives', 'left'),
        column('read p99'),
        column('write p99'),
        column('reads up'),
        column('writes up'),
        column('stale p99'),
      ],
      rows: levels.map((one) => [
        `${one.read === one.write ? one.read : `${one.read}, ${one.write}`}${one.isNow ? ' *' : ''}`,
        { kind: 'text', text: one.guarantee ?? 'unknown', role: 'strong' },
        one.readWithin === null ? null : amount(one.readWithin, 's'),
        one.writeWithin === null ? null : amount(one.writeWithin, 's'),
        one.readsLost === null ? null : amount(one.readsLost, 'complement'),
        one.writesLost === null ? null : amount(one.writesLost, 'complement'),
        one.staleness === null ? null : amount(one.staleness, 's'),
      ]),
    },
  ];
}

/** The most partitions that are shown, except in full reports. */
const MOST_CUTS = 4;

/** `eu-a | eu-b, eu-c: reads fail, writes fail | both go on`. */
function partitionNotes({ partitions }: DataConsistency, { verbose }: View): readonly Note[] {
  const known = partitions.filter(({ sides }) => sides.every(({ reads, writes }) => reads !== null && writes !== null));
  // Whole regions are cut off from each other more often than a zone is from all others.
  const ofRegions = known.filter(({ sides }) => isByRegion(sides));
  const ordered = [...ofRegions, ...known.filter((one) => !ofRegions.includes(one))];
  const shown = verbose ? ordered : ordered.slice(0, MOST_CUTS);
  const notes = shown.map(
    ({ sides }): Note => ({
      kind: 'note',
      text: `${sides.map(({ places }) => places.join(', ')).join(' | ')}: ${sides.map(sideText).join(' | ')}`,
    }),
  );
  const more = known.length - shown.length;
  return more > 0 ? [...notes, { kind: 'note', text: `${more} more splits: --verbose shows all`, role: 'faint' }] : notes;
}

/** Whether no region is on both sides. */
function isByRegion([first, second]: DataConsistency['partitions'][number]['sides']): boolean {
  const regions = (side: typeof first): readonly string[] => side?.places.map(regionOf) ?? [];
  return !regions(first).some((region) => regions(second).includes(region));
}

function sideText({ reads, writes }: DataConsistency['partitions'][number]['sides'][number]): string {
  if (reads === 'serve' && writes === 'serve') return 'goes on';
  if (reads === 'fail' && writes === 'fail') return 'reads and writes fail';
  return `${READS[reads ?? ''] ?? reads}, ${WRITES[writes ?? ''] ?? writes}`;
}

const READS: Readonly<Record<string, string>> = { serve: 'reads go on', stale: 'reads give old values', fail: 'reads fail' };
const WRITES: Readonly<Record<string, string>> = { serve: 'writes go on', conflict: 'writes go on and may conflict', fail: 'writes fail' };

function missedNotes({ requirement, asked, order, links }: DataConsistency['missed'][number]): readonly Note[] {
  const changes = links.flatMap(({ instead }) => (instead === null ? [] : [instead]));
  const head =
    order === 'weaker' ? `${requirement} asks for ${asked}` : `${requirement} asks for ${asked}, which is neither stronger nor weaker`;
  return [
    {
      kind: 'note',
      text: changes.length === 0 ? `${head}: no setting that is known gives it` : `${head}: change ${changes.join('; ')}`,
      role: 'warn',
    },
  ];
}

/** The derivation of the weakest that is known. */
function nextStep(file: string, data: readonly DataConsistency[], view: View): readonly NextStep[] {
  const first = data.find(({ missed }) => missed.length > 0) ?? data.find(({ guarantee }) => guarantee !== null);
  if (!first) return [];
  return [
    { kind: 'next', command: ['sysdesign explain', `data.${first.data}.consistency`, ...sameSpec(file, view, view.options.scenario)] },
  ];
}
