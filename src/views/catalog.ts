import type { Entry } from '../catalog/index.js';
import { amount } from '../report/amounts.js';
import type { Block, Piece, Section, Sentence, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { Asked } from './asked.js';

/** Above this many, entries are listed one a line; else each is shown whole. */
const FEW = 6;

/** Figures of the catalog: few in full, many as a table; for programs an array with every field of each. */
export const catalogDocument = (entries: readonly Entry[], asked: Asked): Document =>
  plainDocument([plainPart(catalogBlocks(entries, asked))], () => entries);

function catalogBlocks(entries: readonly Entry[], { quiet = false }: Asked): readonly Block[] {
  const isFew = entries.length <= FEW;
  const shown = isFew ? entries.map(whole) : [listed(entries)];
  if (quiet) return shown;
  const count: Block = { kind: 'note', text: plural(entries.length, 'entry', 'entries') };
  const next: readonly Block[] = isFew
    ? []
    : [{ kind: 'next', command: ['sysdesign catalog <id or word>'], shows: 'source, date and conditions' }];
  return [...shown, count, ...next];
}

const listed = (entries: readonly Entry[]): Table => ({
  kind: 'table',
  columns: [
    { head: 'id', align: 'left' },
    { head: 'value', align: 'right' },
    { head: 'unit', align: 'left' },
    { head: 'of', align: 'left' },
  ],
  rows: entries.map((entry) => [entry.id, [AT[entry.bounds], ...figures(entry)], entry.unit, entry.asOf]),
});

function whole(entry: Entry): Section {
  const { id, name, unit, bounds, hardware, note, source, asOf, checked } = entry;
  const texts: readonly Sentence[] = [
    [...figures(entry), unit === '' ? '' : ` ${unit}`, BOUNDS[bounds]],
    ...(hardware === undefined ? [] : [`on ${hardware}`]),
    ...(note === '' ? [] : [note]),
    `source: ${source}, ${asOf}${checked ? '' : ' (an excerpt: check it before you rely on it)'}`,
  ];
  return {
    kind: 'section',
    title: { kind: 'text', text: id, code: true },
    lead: name,
    blocks: texts.map((text) => ({ kind: 'note', text })),
  };
}

const BOUNDS: Readonly<Record<Entry['bounds'], string>> = {
  range: '',
  minimum: ' (at least)',
  maximum: ' (at most)',
  single: ' (a single value)',
};

const AT: Readonly<Record<Entry['bounds'], string>> = { range: '', minimum: 'at least ', maximum: 'at most ', single: '' };

/** `420..605..605`: low, middle and high, as far as the source gives them; a bound that is the middle too stands once. */
function figures({ bounds, low, mid, high, unit }: Entry): readonly Piece[] {
  const values = [low, mid, high].filter((value) => value !== undefined);
  return (bounds === 'range' ? values : [...new Set(values)]).flatMap((value, i): readonly Piece[] => {
    const figure = amount(value, 'plain', { digits: digitsOf(value, unit) });
    return i === 0 ? [figure] : ['..', figure];
  });
}

/** Of 99.999% it is what is missing that counts. */
const digitsOf = (value: number, unit: string): number => (unit === '%' && value > 99 && value < 100 ? 13 : 4);
