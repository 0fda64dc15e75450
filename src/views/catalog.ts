import { GROUPS } from '../catalog/groups.js';
import type { Behavior, Entry, EntryGroup } from '../catalog/index.js';
import type { LatencyNumber } from '../catalog/latency-numbers.js';
import { amount } from '../report/amounts.js';
import type { Block, Item, List, Piece, Section, Sentence, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import { behaviorBlocks, behaviorRows } from './behavior.js';
import type { Verbosity } from './verbosity.js';

/** Above this many, entries are listed one a line; else each is shown whole. */
const FEW = 6;

/**
 * Figures of the catalog: few in full, many by groups, and of all at a terminal the groups; for programs an array with every field of each.
 * @param isAll nothing was searched for
 * @param behavior of the product that was searched for
 */
export function catalogDocument(entries: readonly Entry[], asked: Verbosity, isAll = false, behavior?: Behavior): Document {
  const own = behavior ? behaviorBlocks(behavior) : [];
  const rows = behavior && entries.length === 0 ? behaviorRows(behavior) : rowsOf(entries);
  const figures = entries.length === 0 ? [] : catalogBlocks(entries, asked, isAll);
  return plainDocument([plainPart([...own, ...figures, rows])], () =>
    behavior ? [...entries, { id: `behavior.${behavior.product}`, ...behavior }] : entries,
  );
}

function catalogBlocks(entries: readonly Entry[], { quiet = false, verbose = false }: Verbosity, isAll: boolean): readonly Block[] {
  const count: Block = { kind: 'note', text: plural(entries.length, 'entry', 'entries') };
  if (isAll && !verbose) {
    const whole = byGroup(entries, GROUP_ORDER).map((section): Section => ({ ...section, detail: 'document' }));
    const next: Block = { kind: 'next', command: ['sysdesign catalog <word>'], shows: 'what fits, as redis, qps or same datacenter' };
    return quiet ? [groupsList(entries), ...whole] : [INTRODUCTION, groupsList(entries), ...whole, count, next];
  }
  const isFew = entries.length <= FEW;
  const shown = isFew ? entries.map(whole) : byGroup(entries, isAll ? GROUP_ORDER : [...new Set(entries.map(({ group }) => group))]);
  if (quiet) return shown;
  const next: readonly Block[] = isFew
    ? []
    : [{ kind: 'next', command: [`sysdesign catalog ${entries[0]?.id ?? '<id>'}`], shows: 'source, date and conditions of one' }];
  return [...shown, count, ...next];
}

const GROUP_ORDER = Object.keys(GROUPS) as readonly EntryGroup[];

const INTRODUCTION: Block = {
  kind: 'note',
  text: [
    'Figures with source and date. A component takes those of a product by ',
    { kind: 'text', text: 'use:', code: true },
    '; the others are to be looked up, by words: ',
    { kind: 'text', text: 'sysdesign catalog price', code: true },
    '. ',
    { kind: 'text', text: 'sysdesign catalog --latency', code: true },
    ' prints the latency numbers as a table.',
  ],
};

/** Each group by what finds it, and how much is in it. */
const groupsList = (entries: readonly Entry[]): List => ({
  kind: 'list',
  items: GROUP_ORDER.flatMap((group): readonly Item[] => {
    const own = entries.filter((entry) => entry.group === group);
    if (own.length === 0) return [];
    const { title, ask } = GROUPS[group];
    return [{ lead: { kind: 'text', text: ask, code: true }, text: `${title}: ${own.length}` }];
  }),
});

const byGroup = (entries: readonly Entry[], groups: readonly EntryGroup[]): readonly Section[] =>
  groups.flatMap((group) => {
    const own = entries.filter((entry) => entry.group === group);
    return own.length === 0 ? [] : [{ kind: 'section', title: GROUPS[group].title, blocks: [listed(own)] } as const];
  });

const listed = (entries: readonly Entry[]): Table => ({
  kind: 'table',
  remarks: true,
  columns: ['id', 'value', 'of', 'what'].map((head) => ({ head, align: 'left' })),
  rows: entries.map((entry) => [
    { kind: 'text', text: entry.id, role: 'strong', code: true },
    [AT[entry.bounds], ...figures(entry), entry.unit === '' ? '' : ` ${entry.unit}`],
    { kind: 'text', text: entry.asOf, role: 'faint' },
    entry.name,
  ]),
});

/** The latency numbers that everyone knows, beside those of today. */
export function latencyDocument(numbers: readonly LatencyNumber[], { quiet = false }: Verbosity): Document {
  const [first] = numbers;
  const today = numbers.find((number) => number.today !== null)?.today?.entry;
  const notes: readonly Block[] = [
    { kind: 'note', label: '2012', text: `${first?.entry.source ?? ''}; ${first?.entry.note ?? ''}` },
    {
      kind: 'note',
      label: 'today',
      text: `${today?.source ?? ''}, ${today?.asOf ?? ''}; ${today?.note ?? ''}. What moves bytes is worked out from a throughput: 1 MB from an SSD is 1 MB / (8 GiB/s).`,
    },
    { kind: 'next', command: ['sysdesign catalog latency today'], shows: 'more of them: system calls, object stores, regions' },
  ];
  const parts: readonly Block[] = [
    { kind: 'headline', name: 'Latency numbers every programmer should know', file: null, summary: null, context: [] },
    latencyTable(numbers),
    ...(quiet ? [] : notes),
    {
      kind: 'table',
      detail: 'data',
      columns: ['operation', 'id', 'in2012_s', 'in2012_asOf', 'today_s', 'today_asOf', 'today_id'].map((head) => ({ head, align: 'left' })),
      rows: numbers.map(({ entry, in2012, today: now }) => [
        entry.name,
        entry.id,
        amount(in2012, 's'),
        entry.asOf,
        now && amount(now.seconds, 's'),
        now?.entry.asOf ?? null,
        now?.entry.id ?? null,
      ]),
    },
  ];
  return plainDocument([plainPart(parts)], () => numbers.map(latencyData));
}

const latencyTable = (numbers: readonly LatencyNumber[]): Table => ({
  kind: 'table',
  columns: [
    { head: 'operation', align: 'left' },
    { head: '2012', align: 'right' },
    { head: 'today', align: 'right' },
    { head: 'id of today', align: 'left' },
  ],
  rows: numbers.map(({ entry, today }) => [
    entry.name,
    [amount(entry.mid, 'plain'), ` ${entry.unit}`],
    today === null ? null : amount(today.seconds, 's', { digits: 2 }),
    today?.entry.id ?? null,
  ]),
});

const latencyData = ({ entry, in2012, today }: LatencyNumber) => ({
  operation: entry.name,
  id: entry.id,
  in2012: { seconds: in2012, asOf: entry.asOf, source: entry.source },
  today: today && { seconds: today.seconds, id: today.entry.id, bytes: today.bytes, asOf: today.entry.asOf, source: today.entry.source },
});

const rowsOf = (entries: readonly Entry[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['id', 'group', 'name', 'low', 'mid', 'high', 'unit', 'bounds', 'asOf', 'source', 'hardware', 'note', 'checked'].map((head) => ({
    head,
    align: 'left',
  })),
  rows: entries.map(({ id, group, name, low, mid, high, unit, bounds, asOf, source, hardware = null, note, checked }) => [
    id,
    group,
    name,
    low === undefined ? null : amount(low, 'plain'),
    amount(mid, 'plain'),
    high === undefined ? null : amount(high, 'plain'),
    unit,
    bounds,
    asOf,
    source,
    hardware,
    note,
    String(checked),
  ]),
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
