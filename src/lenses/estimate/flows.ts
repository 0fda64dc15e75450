import type { FactResult } from '../../core/index.js';
import { amount, amountOf, inBits } from '../../report/amounts.js';
import type { Cell, Column, Note, Piece, Section } from '../../report/blocks.js';
import type { FactIndex } from '../shared/fact-index.js';
import { timeOf } from './tables.js';

type Topic = 'rate' | 'ingress' | 'egress' | 'concurrency';

interface Row {
  readonly name: string;
  readonly cell: (topic: Topic, k: 'mean' | 'peak') => Cell;
}

const COLUMNS: readonly (Omit<Column, 'align'> & { readonly topic: Topic; readonly k: 'mean' | 'peak' })[] = [
  { topic: 'rate', k: 'mean', head: 'mean', within: { unit: 'req/s', head: 'mean req/s' } },
  { topic: 'rate', k: 'peak', head: 'peak', within: { unit: 'req/s', head: 'peak req/s' } },
  { topic: 'ingress', k: 'peak', head: 'in at peak' },
  { topic: 'egress', k: 'peak', head: 'out at peak' },
  { topic: 'concurrency', k: 'peak', head: 'at once' },
];

/** Arriving traffic: a row for each flow, its spikes below it, and the sum in the last row. */
export function flows(index: FactIndex, after: string | undefined): Section {
  const names = index.names('flows');
  const rows: readonly Row[] = [
    ...names.flatMap((name) => [
      { name, cell: (topic: Topic, k: 'mean' | 'peak') => shownAs(topic, index.get(`flows.${name}.${topic}.${k}`)) },
      ...spikesOf(index, name),
    ]),
    ...(names.length > 1 ? [{ name: 'in total', cell: (topic: Topic, k: 'mean' | 'peak') => inTotal(index, topic, k) }] : []),
  ];
  return {
    kind: 'section',
    title: `Flows (${timeOf(after)})`,
    blocks: [
      {
        kind: 'table',
        leaveOut: 'unknown',
        columns: [
          { head: 'flow', align: 'left' },
          ...COLUMNS.map(({ topic: _, k: __, ...column }): Column => ({ ...column, align: 'right' })),
        ],
        rows: rows.map(({ name, cell }) => [name, ...COLUMNS.map(({ topic, k }) => cell(topic, k))]),
      },
      ...timesOfSpikes(index, names),
    ],
  };
}

const MOST_SPIKES = 3;

/** `sale is 8x the mean of buy, 1.33x its peak`: a spike is stated over the mean, and what is sized for a peak has to carry it. */
function timesOfSpikes(index: FactIndex, names: readonly string[]): readonly Note[] {
  const all = names.flatMap((flow) =>
    spikeNames(index, flow).flatMap((spike) => {
      const ofMean = Number(index.get(`flows.${flow}.spikes.${spike}.overMean`)?.value ?? 0);
      const ofPeak = Number(index.get(`flows.${flow}.spikes.${spike}.overPeak`)?.value ?? 0);
      return ofMean && ofPeak ? [{ flow, spike, ofMean, ofPeak }] : [];
    }),
  );
  if (all.length === 0) return [];
  const parts = all
    .slice(0, MOST_SPIKES)
    .flatMap(({ flow, spike, ofMean, ofPeak }, i): readonly Piece[] => [
      `${i === 0 ? '' : '; '}${spike} is `,
      amount(ofMean, 'plain'),
      `x the mean of ${flow}, `,
      amount(ofPeak, 'plain'),
      'x its peak',
    ]);
  const more = all.length > MOST_SPIKES ? `; and ${all.length - MOST_SPIKES} more` : '';
  return [{ kind: 'note', text: [...parts, more] }];
}

const spikeNames = (index: FactIndex, flow: string): readonly string[] =>
  index.under(`flows.${flow}.rate.spike.`).filter((spike) => !spike.includes('.'));

const spikesOf = (index: FactIndex, flow: string): readonly Row[] =>
  spikeNames(index, flow).map((spike) => ({
    name: `  in ${spike}`,
    cell: (topic, k) => (k === 'peak' ? shownAs(topic, index.get(`flows.${flow}.${topic}.spike.${spike}`)) : null),
  }));

/** Nothing but what is missing is not known. */
function inTotal(index: FactIndex, topic: Topic, k: 'mean' | 'peak'): Cell {
  // A sum of the actors of all flows is of no use.
  if (topic === 'concurrency') return null;
  const fact = index.get(`totals.${topic}.${k}`);
  const isPart = fact?.state === 'known' && fact.missing.length > 0;
  if (isPart && fact.value === 0) return amountOf({ ...unknown, unit: fact.unit });
  return shownAs(topic, fact, { least: isPart });
}

/** Bytes a second in bits. */
const shownAs = (topic: string, fact: FactResult | undefined, more: Parameters<typeof inBits>[1] = {}): Cell =>
  topic === 'ingress' || topic === 'egress' ? inBits(fact, more) : amountOf(fact, undefined, more);

const unknown = { value: null, state: 'unknown', spread: null } as const;
