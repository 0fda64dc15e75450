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
    ...data.map(dataSection),
    ...foundSection(spec.findings.filter(({ severity }) => severity === 'warning')),
    ...closingBlocks(spec),
    ...nextStep(spec.file, data, view),
  ];
}

const dataSection = (one: DataConsistency): Section => ({
  kind: 'section',
  title: one.data,
  lead: one.guarantee === null ? unknownText(one) : `${one.guarantee}${one.readers.length > 1 ? ': the weakest that any reader gets' : ''}`,
  blocks: [readersTree(one), ...one.missed.flatMap(missedNotes)],
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
