import { type FieldType, fieldRule } from '../quantity/index.js';
import type { Block, Item, Marked, Section, Sentence, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { SpecKey } from '../schema/reference.js';
import { below, type KeysFound } from '../tools/spec-keys.js';
import { snippetOf } from './spec-snippet.js';
import type { Verbosity } from './verbosity.js';

/** Up to this many keys are shown whole, with what is below them; more are listed. */
const FEW = 3;

/** What keys of a spec state: the language as a whole, a few keys in full, more as a list; for programs an array of all that were found. */
export function keysDocument(
  asked: string,
  found: KeysFound,
  keys: readonly SpecKey[],
  { quiet = false, verbose = false }: Verbosity,
): Document {
  const isAll = found.by === 'all';
  const blocks = isAll ? languageBlocks(keys, verbose) : found.keys.length <= FEW ? wholeBlocks(found, keys) : listBlocks(asked, found);
  return plainDocument([plainPart(quiet ? blocks.filter(({ kind }) => kind !== 'next') : [...blocks, rowsOf(found.keys)])], () =>
    found.keys.map(keyData),
  );
}

const code = (text: string): Marked => ({ kind: 'text', text, code: true });
const strong = (text: string): Marked => ({ kind: 'text', text, role: 'strong', code: true });

/** What stands in backticks as code. */
const proseOf = (text: string): readonly (string | Marked)[] =>
  text.split('`').flatMap((part, i) => (part === '' ? [] : [i % 2 === 0 ? part : code(part)]));

/** The language on a page: at a terminal its sections, in a document every key. */
const languageBlocks = (keys: readonly SpecKey[], verbose: boolean): readonly Block[] => [
  { kind: 'headline', name: 'The keys of a spec', file: null, summary: null, context: [] },
  { kind: 'note', text: INTRODUCTION },
  ...(verbose ? [keysTable(keys)] : [{ kind: 'list', items: sectionsOf(keys).map((key) => sectionItem(key, keys)) } as const]),
  ...pageSections(keys),
  { kind: 'note', text: plural(keys.length, 'key') },
  { kind: 'next', command: ['sysdesign help <key or word>'], shows: 'one, as flows.rate, or what a word finds, as latency' },
];

const INTRODUCTION: Sentence = [
  'A spec is a YAML file, ',
  code('<name>.sysdesign.yaml'),
  '. Below, ',
  code('*'),
  ' stands for a name of your own. Where a quantity may stand, so may an expression: ',
  code('= users * clicks'),
  '.',
];

const sectionsOf = (keys: readonly SpecKey[]): readonly SpecKey[] => keys.filter(({ key }) => !key.includes('.'));

const sectionItem = (key: SpecKey, keys: readonly SpecKey[]): Item => {
  const names = below(key, keys).map((child) => relative(child, key));
  return {
    lead: strong(key.key),
    text: proseOf(key.about),
    ...(names.length > 0 && { blocks: [{ kind: 'note', text: names.join(', '), role: 'faint' }] }),
  };
};

/** `rate` of `flows.*.rate`; `quality.*.p99` of a key two names further down. */
const relative = ({ key }: SpecKey, above: SpecKey): string => key.slice(above.key.length + 1).replace(/^\*\./, '');

/** In a document: a table of the keys without any below them, then one for each of the others. */
function pageSections(keys: readonly SpecKey[]): readonly Section[] {
  const roots = sectionsOf(keys);
  const isAlone = (root: SpecKey): boolean => below(root, keys).length === 0;
  const of = (root: SpecKey): readonly SpecKey[] => keys.filter(({ key }) => key === root.key || key.startsWith(`${root.key}.`));
  return [
    { kind: 'section', title: 'At the root', detail: 'document', blocks: [keysTable(roots)] },
    ...roots
      .filter((root) => !isAlone(root))
      .map((root): Section => ({ kind: 'section', title: code(root.key), detail: 'document', blocks: [keysTable(of(root).slice(1))] })),
  ];
}

const keysTable = (keys: readonly SpecKey[]): Table => ({
  kind: 'table',
  remarks: true,
  columns: ['key', 'takes', 'default', 'meaning'].map((head) => ({
    head,
    align: 'left',
    ...(head === 'default' && { detail: 'document' }),
  })),
  rows: keys.map((key) => [
    strong(key.key),
    { kind: 'text', text: takes(key), role: 'faint' },
    key.default === undefined ? null : proseOf(key.default),
    [...proseOf(key.about), ...(key.kinds ? [` Of ${key.kinds.join(', ')}.`] : []), ...exampleOf(key)],
  ]),
});

const exampleOf = ({ examples: [first] }: SpecKey): readonly (string | Marked)[] =>
  first === undefined ? [] : [' Example: ', code(first)];

function listBlocks(asked: string, { by, keys, related }: KeysFound): readonly Block[] {
  const what = by === 'key' ? ['end in ', code(asked)] : ['have to do with ', code(asked)];
  return [
    { kind: 'note', text: [plural(keys.length, 'key'), ' ', ...what, ':'] },
    keysTable(keys),
    ...relatedBlocks(related),
    { kind: 'next', command: [`sysdesign help ${keys[0]?.key ?? ''}`], shows: 'the first of them in full' },
  ];
}

const relatedBlocks = (related: readonly SpecKey[]): readonly Block[] =>
  related.length === 0 ? [] : [{ kind: 'note', label: 'See also', text: listOf(related) }];

const listOf = (keys: readonly SpecKey[]): readonly (string | Marked)[] =>
  keys.flatMap(({ key }, i) => [...(i === 0 ? [] : [', ']), code(key)]);

function wholeBlocks({ keys: found, related }: KeysFound, keys: readonly SpecKey[]): readonly Block[] {
  const parts = found.flatMap((key) => {
    const children = below(key, keys);
    const under: readonly Block[] = children.length > 0 ? [indented({ ...keysTable(children), title: 'Keys below it' })] : [];
    return [headOf(key), indented({ kind: 'note', text: proseOf(key.about) }), indented(factsOf(key)), snippetBlock(key), ...under];
  });
  return [...parts, ...relatedBlocks(related), nextOf(found, keys)];
}

const headOf = (key: SpecKey): Block => ({ kind: 'headline', name: [strong(key.key)], file: null, summary: null, context: [] });

const indented = (block: Block): Section => ({ kind: 'section', title: null, blocks: [block] });

const snippetBlock = (key: SpecKey): Section => ({
  kind: 'section',
  title: null,
  blocks: [{ kind: 'section', title: 'In a spec', blocks: [{ kind: 'code', lines: snippetOf(key) }] }],
});

function factsOf(key: SpecKey): Block {
  const { words = [], meanings, kinds, shortFor, standsFor, examples, required } = key;
  const item = (lead: string, text: Sentence | undefined): readonly Item[] => (text === undefined ? [] : [{ lead, text }]);
  const listed = words.length > 0 && meanings === undefined ? [words.join(', '), ...typesBeyond(key.types)].join(', or ') : undefined;
  return {
    kind: 'list',
    items: [
      ...item('takes', listed ?? takes(key)),
      ...Object.entries(meanings ?? {}).flatMap(([word, meaning]) => item(word, meaning)),
      ...item('units', key.field === undefined ? undefined : UNITS[key.field]),
      ...item('default', required ? 'none: it must be stated' : key.default === undefined ? undefined : proseOf(key.default)),
      ...item('of', kinds === undefined ? undefined : `components of kind ${kinds.join(', ')}`),
      ...item('alone', shortFor?.[0] === undefined ? undefined : [`a value alone states ${shortFor.join(', ')}`]),
      ...item('same as', standsFor === undefined ? undefined : standsFor.join(', ')),
      ...examples.flatMap((example, i) => item(i === 0 ? 'examples' : '', code(example))),
    ],
  };
}

/** What may stand there: `a rate`, `one of read, write`, `a map`. */
function takes({ field, words = [], types, required }: SpecKey): string {
  const own =
    field === undefined ? typesText(types, words) : [withoutExamples(fieldRule(field).wanted), ...typesBeyond(types)].join(', or ');
  return required ? `${own}; required` : own;
}

/** Units that are usual for what a field holds, where there are some. */
export const UNITS: Readonly<Partial<Record<FieldType, string>>> = {
  rate: 'req/s, per s, per min, per day, per month',
  bytes: 'B, kB, MB, GB, TB, KiB, MiB, GiB',
  byteRate: 'B/s, MB/s, Mbps, Gbps, TB/day',
  duration: 'us, ms, s, min, h, d, months, years',
  ahead: 'd, months, years (12 months are a year)',
  keep: 's, min, h, d, months, years',
  count: 'none, or what is counted: users, items',
  share: '%, or a number up to 1',
  availability: '%, nines, or a number up to 1',
  ratio: 'none, or %',
  overhead: '%, or x1.3',
  surge: '%, or x1.25',
  factor: 'none, or x20',
  money: 'USD',
  moneyRate: 'USD/h, USD/month, USD/year',
  storagePrice: 'USD/GB/month',
  bytePrice: 'USD/GB',
  callPrice: 'USD per 1M requests',
  exchange: 'EUR per USD',
  growth: '% per year, x2 per 18 months',
  target: '%, or a number up to 1',
  objectiveWindow: 'd, months, years',
  cpu: 'none, or cores',
  iops: 'none (per second), or per s',
};

const withoutExamples = (wanted: string): string => wanted.replaceAll(/ \(such as [^)]*\)/g, '');

/** What else may stand where words do, or a literal, which is a text or a number. */
const typesBeyond = (types: readonly string[]): readonly string[] =>
  types.filter((type) => (type !== 'string' || !types.includes('number')) && type !== 'number').map((type) => TYPES[type] ?? type);

function typesText(types: readonly string[], words: readonly (string | number)[]): string {
  const rest = types.map((type) => TYPES[type] ?? type);
  const named = words.length === 0 ? [] : [words.length > 6 ? `one of ${words.length} words` : words.join(' | ')];
  return [...named, ...(rest.join() === 'a text,a number' ? ['a text or a number'] : rest)].join(', or ');
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** One step further down, else to a neighbor. */
function nextOf([first]: readonly SpecKey[], keys: readonly SpecKey[]): Block {
  const child = first && below(first, keys)[0];
  const up = first?.key.split('.', 1)[0] ?? 'spec';
  if (child) return { kind: 'next', command: [`sysdesign help ${child.key}`], shows: 'one of them in full' };
  return up === first?.key
    ? { kind: 'next', command: ['sysdesign help spec'], shows: 'all keys' }
    : { kind: 'next', command: [`sysdesign help ${up}`], shows: 'what stands beside it' };
}

const rowsOf = (keys: readonly SpecKey[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['key', 'takes', 'default', 'kinds', 'examples', 'meaning'].map((head) => ({ head, align: 'left' })),
  rows: keys.map((key) => [
    key.key,
    takes(key),
    key.default?.replaceAll('`', '') ?? null,
    key.kinds?.join(' ') ?? null,
    key.examples.join('; '),
    key.about.replaceAll('`', ''),
  ]),
});

const keyData = (key: SpecKey) => ({
  key: key.key,
  meaning: key.about,
  takes: takes(key),
  field: key.field ?? null,
  units: (key.field && UNITS[key.field]) ?? null,
  words: key.words ?? null,
  required: key.required ?? false,
  default: key.default ?? null,
  examples: key.examples,
  kinds: key.kinds ?? null,
  shortFor: key.shortFor ?? null,
  standsFor: key.standsFor ?? null,
});
