import type { FindingRow, Severity } from '../core/index.js';
import type { Block, Item, Marked, Note, Piece, Section, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { plural } from '../report/text.js';
import type { Tool } from '../report/types.js';
import type { AnyRule } from '../rules/index.js';
import type { FindingEntry } from '../tools/findings.js';
import type { Verbosity } from './verbosity.js';

/** What findings mean: one whole, with its example, several as a list; for programs an object for one, an array of them for several. */
export function findingsDocument(entries: readonly FindingEntry[], asked: Verbosity, tool: Tool): Document {
  const [first] = entries;
  const only = entries.length === 1 ? first : undefined;
  return plainDocument([plainPart([...(only ? whole(only) : listed(entries, asked)), rowsOf(entries)])], () =>
    only ? entryData(only, tool) : entries.map((entry) => entryData(entry, tool)),
  );
}

const code = (text: string): Marked => ({ kind: 'text', text, code: true });

const severitiesOf = ({ severity }: FindingRow): readonly Severity[] => (typeof severity === 'string' ? [severity] : severity);

const listed = (entries: readonly FindingEntry[], { quiet = false }: Verbosity): readonly Block[] => [
  { kind: 'headline', name: 'Findings', file: null, summary: null, context: [], detail: 'document' },
  INTRODUCTION,
  tableOf(entries),
  ...(quiet ? [] : ending(entries.length)),
];

const INTRODUCTION: Note = {
  kind: 'note',
  detail: 'document',
  text: [
    'Every finding has an id, ',
    code('area/name'),
    '. One about the text means that an input is wrong: an error ends with exit code 2. A judgment is about a design whose text is valid: an ' +
      'error ends with exit code 1. ',
    code('sysdesign explain ID'),
    ' shows an example of each.',
  ],
};

const tableOf = (entries: readonly FindingEntry[]): Table => ({
  kind: 'table',
  remarks: true,
  columns: [
    { head: 'finding', align: 'left' },
    { head: 'severity', align: 'left' },
    { head: 'about', align: 'left', detail: 'document' },
    { head: 'meaning', align: 'left' },
  ],
  rows: entries.map((entry) => [
    { kind: 'text', text: entry.id, role: 'strong', code: true },
    { kind: 'text', text: severitiesOf(entry).join(' or '), role: 'faint' },
    entry.about,
    entry.meaning,
  ]),
});

const rowsOf = (entries: readonly FindingEntry[]): Table => ({
  kind: 'table',
  detail: 'data',
  columns: ['id', 'severities', 'about', 'meaning', 'example'].map((head) => ({ head, align: 'left' })),
  rows: entries.map((entry) => [entry.id, severitiesOf(entry).join(' '), entry.about, entry.meaning, commandOf(entry)]),
});

const ending = (count: number): readonly Block[] => [
  { kind: 'note', text: plural(count, 'finding') },
  { kind: 'next', command: ['sysdesign explain <id>'], shows: 'an example' },
];

const whole = (entry: FindingEntry): readonly Block[] => [
  { kind: 'headline', name: [entry.id, ` (${severitiesOf(entry).join(' or ')})`], file: null, summary: null, context: [] },
  indented({ kind: 'note', text: entry.meaning }),
  indented({ kind: 'list', items: itemsOf(entry) }),
  ...Object.entries(filesOf(entry)).map(([name, text]) =>
    indented({ kind: 'section', title: code(name), blocks: [{ kind: 'code', lines: linesOf(text) }] }),
  ),
];

const indented = (block: Block): Section => ({ kind: 'section', title: null, blocks: [block] });

function itemsOf(entry: FindingEntry): readonly Item[] {
  const { given } = entry.example;
  const item = (lead: string, text: Piece): Item => ({ lead, text });
  const ofRule = entry.rule ? ruleItems(entry.rule).map(([lead, text]) => item(lead, text)) : [];
  return [
    item('from', originOf(entry)),
    ...ofRule,
    item('example', code(commandOf(entry))),
    ...(given === undefined ? [] : [item('where', given)]),
  ];
}

/** The documentation of a rule. */
const ruleItems = ({ attribute, docs, options = {} }: AnyRule): readonly (readonly [string, string])[] => [
  ['about', attribute],
  ['costs', docs.cost],
  ['but', docs.falsePositives],
  ['source', docs.source],
  ...Object.entries(options).map(([name, { value, meaning }]) => ['option', `${name}: ${value} (${meaning})`] as const),
];

/** Where a finding comes from, and what it does to the exit code. */
function originOf(row: FindingRow): string {
  const isError = severitiesOf(row).includes('error');
  if (row.about === 'text')
    return isError ? 'text: an input is wrong, the exit code is 2' : 'text: the input is valid, the exit code is not affected';
  return isError ? 'judgment: the design is valid, the exit code is 1' : 'judgment: the design is valid, the exit code is not affected';
}

/** The file whose text a row gives as `spec`. */
const SPEC_FILE = 'shop.sysdesign.yaml';

const PLAIN_WORD = /^[\w./:=,%+@-]+$/;

function commandOf({ example }: FindingRow): string {
  const words = (example.run ?? ['validate', SPEC_FILE]).map((word) =>
    PLAIN_WORD.test(word) ? word : `"${word.replace(/["$`\\]/g, '\\$&')}"`,
  );
  return ['sysdesign', ...words].join(' ');
}

const filesOf = ({ example }: FindingRow): Readonly<Record<string, string>> => ({
  ...(example.spec !== undefined && { [SPEC_FILE]: example.spec }),
  ...example.files,
});

/** Lines of a file, with what cannot be seen written as escapes. */
const linesOf = (text: string): readonly string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replaceAll('\t', '\\t').replaceAll('\0', '\\0'));

const entryData = (entry: FindingEntry, tool: Tool) => ({
  format: 'sysdesign.finding/1',
  tool,
  id: entry.id,
  severities: severitiesOf(entry),
  about: entry.about,
  meaning: entry.meaning,
  example: { command: commandOf(entry), given: entry.example.given ?? null, files: filesOf(entry) },
});
