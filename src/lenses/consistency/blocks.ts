import type { FactStep } from '../../core/index.js';
import type { Block, NextStep, Note, Piece, Section, Sentence, Tree, TreeNode } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { closingBlocks } from '../answer/blocks.js';
import { foundSection } from '../found.js';
import { front } from '../front.js';
import { sameSpec } from '../next-step.js';
import type { ConsistencyResult, ConsistencySpecResult, DataConsistency, Reliance } from './result.js';

/** What is asked, then data set by data set what its readers may rely on and why, and what would have to change. */
export function consistencyBlocks(spec: ConsistencySpecResult, view: View): readonly Block[] {
  const { consistency } = spec;
  return [...front(spec, view), ...(consistency && !view.quiet ? body(spec, consistency, view) : []), factRows(spec)];
}

function body(spec: ConsistencySpecResult, { data }: ConsistencyResult, view: View): readonly Block[] {
  return [
    ...data.map((one) => dataSection(one, view)),
    ...foundSection(spec.findings.filter(({ severity }) => severity === 'warning')),
    ...closingBlocks(spec),
    ...nextStep(spec.file, data, view),
  ];
}

const dataSection = (one: DataConsistency, view: View): Section => ({
  kind: 'section',
  title: one.data,
  lead: one.guarantee === null ? unknownText(one) : `${one.guarantee}${one.readers.length > 1 ? ': the weakest that any reader gets' : ''}`,
  blocks: [readersTree(one), ...partitionNotes(one, view), ...one.missed.flatMap(missedNotes)],
});

const unknownText = ({ missing }: Reliance): string => `unknown: state ${missing.join(', ')}`;

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

/** Splits that are shown where not all are asked for. */
const MOST_CUTS = 4;

/** `eu-a | eu-b, eu-c: reads fail, writes fail | both go on`. */
function partitionNotes({ partitions }: DataConsistency, { verbose }: View): readonly Note[] {
  const known = partitions.filter(({ sides }) => sides.every(({ reads, writes }) => reads !== null && writes !== null));
  const shown = verbose ? known : known.slice(0, MOST_CUTS);
  const notes = shown.map(
    ({ sides }): Note => ({
      kind: 'note',
      text: `${sides.map(({ places }) => places.join(', ')).join(' | ')}: ${sides.map(sideText).join(' | ')}`,
    }),
  );
  const more = known.length - shown.length;
  return more > 0 ? [...notes, { kind: 'note', text: `${more} more splits: --verbose shows all`, role: 'faint' }] : notes;
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
