import fc from 'fast-check';
import { expect, it } from 'vitest';
import { positionAt } from '../../../src/core/index.js';
import { entryAt, nodeAt, plainValue } from '../../../src/source/index.js';
import { load, texts } from '../support/reading.js';

type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

const key = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,6}$/)
  .filter((name) => !['include', 'true', 'false', 'null'].includes(name.toLowerCase()));
const scalar = fc.oneof(
  fc.integer({ min: 0, max: 1e6 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    '5k req/s',
    '80M..150M users',
    'it is "so"',
    "it's",
    'a: b',
    '# no comment',
    '= users * 2',
    'ä 😀 ö',
    'yes',
    '12',
    '~',
    'trailing ',
  ),
);
const { tree } = fc.letrec<{ tree: Tree; map: { readonly [key: string]: Tree }; list: readonly Tree[] }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', maxDepth: 4 }, scalar, tie('map'), tie('list')),
  map: fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
}));
const root = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

const isPlain = (text: string): boolean => /^[A-Za-zä=][^:#"']*[^\s:#"']$/.test(text) && !/^(?:true|false|null|yes)$/i.test(text);

function scalarText(value: string | number | boolean | null, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (isPlain(value) && !(inFlow && /[,[\]{}]/.test(value))) return value;
  return value.includes('"') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
}

/** Prints a tree in block style down to a depth and in flow style below it. */
function print(value: Tree, indent: string, blockLevels: number): string {
  if (typeof value !== 'object' || value === null) return ` ${scalarText(value, blockLevels < 0)}`;
  if (blockLevels <= 0) return ` ${flow(value)}`;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return (value as readonly Tree[]).map((item) => `\n${indent}-${print(item, deeper, blockLevels - 1)}`).join('');
  return Object.entries(value)
    .map(([name, item]) => `\n${indent}${name}:${print(item, deeper, blockLevels - 1)}`)
    .join('');
}

function flow(value: Tree): string {
  if (typeof value !== 'object' || value === null) return scalarText(value, true);
  if (Array.isArray(value)) return `[${(value as readonly Tree[]).map(flow).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${name}: ${flow(item)}`)
    .join(', ')} }`;
}

const printed = (value: Tree, levels: number): string => `${print(value, '', levels).replace(/^\n/, '')}\n`;
const indented = (text: string, by: string): string => text.replace(/^(?=[^\n])/gm, by);
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

const VARIANTS: Readonly<Record<string, (text: string) => { readonly files: Readonly<Record<string, string>>; readonly main: string }>> = {
  'as it stands': (text) => ({ files: { 'a.yaml': text }, main: 'a.yaml' }),
  'with CRLF': (text) => ({ files: { 'a.yaml': crlf(text) }, main: 'a.yaml' }),
  'behind a byte order mark': (text) => ({ files: { 'a.yaml': `\ufeff${text}` }, main: 'a.yaml' }),
  'in a fence': (text) => ({ files: { 'a.md': `# Doc\n\nText.\n\n\`\`\`yaml sysdesign\n${text}\`\`\`\n\nMore.\n` }, main: 'a.md' }),
  'in a fence with CRLF behind a byte order mark': (text) => ({
    files: { 'a.md': `\ufeff${crlf(`# Doc\n\n~~~yml sysdesign\n${text}~~~\n`)}` },
    main: 'a.md',
  }),
  'in a fence in a list': (text) => ({
    files: { 'a.md': `- item\n\n  1. deeper\n\n${indented(`\`\`\`yaml sysdesign\n${text}\`\`\`\n`, '     ')}` },
    main: 'a.md',
  }),
  'in a fence in a block quote': (text) => ({ files: { 'a.md': indented(`\`\`\`yaml sysdesign\n${text}\`\`\`\n`, '> ') }, main: 'a.md' }),
  'in a fence that is never closed': (text) => ({ files: { 'a.md': `\`\`\`yaml sysdesign\n${text}` }, main: 'a.md' }),
  'behind an anchor': (text) => ({
    files: { 'a.yaml': `anchored: &it\n${indented(text, '  ')}again: *it\nmerged:\n  <<: *it\n` },
    main: 'a.yaml',
  }),
  'in an included file': (text) => ({
    files: { 'a.yaml': 'include: sub/b.yaml\n', 'sub/b.yaml': `sysdesign: 1\n${text}` },
    main: 'a.yaml',
  }),
};

for (const [name, variant] of Object.entries(VARIANTS)) {
  it(`reads values and finds their text: ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(root, fc.integer({ min: 1, max: 4 }), async (value, levels) => {
        const { files, main } = variant(printed(value, levels));
        const read = await load(files, main);
        const plain = plainValue(read.root) as Record<string, unknown>;
        if (name === 'behind an anchor') expect(plain).toEqual({ anchored: value, again: value, merged: value });
        else if (name === 'in an included file') {
          const { name: _name, summary: _summary, ...rest } = value;
          expect(plain).toEqual({ sysdesign: 1, ...rest });
        } else expect(plain).toEqual(value);
        for (const { expected, found } of texts(read.root)) expect(found).toBe(expected);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
}

it('gives an aliased value the place of its anchor, and a merged key that of the real key', async () => {
  const text = 'base: &b\n  rate: 5/s\nuse: *b\nmerge: { <<: *b, peak: 2 }\n';
  const { root: tree } = await load({ 'spec.yaml': text });
  const place = text.indexOf('5/s');
  for (const path of [
    ['base', 'rate'],
    ['use', 'rate'],
    ['merge', 'rate'],
  ])
    expect(nodeAt(tree, path)?.at).toMatchObject({ start: place, end: place + 3 });
  expect(entryAt(tree, ['merge', 'rate'])?.keyAt.start).toBe(text.indexOf('rate'));
});

it('lets an own key beat a merged one, and an earlier merged one a later', async () => {
  const { root: tree } = await load({
    'spec.yaml': 'a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc: { x: 3, <<: [*a, *b] }\nd: { <<: *a, x: 4 }\n',
  });
  expect(plainValue(tree)).toMatchObject({ c: { x: 3, y: 1, z: 2 }, d: { x: 4, y: 1 } });
});

it('counts columns past a byte order mark and in UTF-16 units', async () => {
  const { root: tree } = await load({ 'spec.yaml': '\ufeffa: 1\r\nb: { c: "😀", d: 2 }\r\n' });
  const at = (...path: string[]) => {
    const node = nodeAt(tree, path);
    return node && positionAt(node.at.source, node.at.start);
  };
  expect(at('a')).toEqual({ line: 1, column: 4 });
  expect(at('b', 'd')).toEqual({ line: 2, column: 18 });
});

it('keeps the names of keys as they are written', async () => {
  const { root: tree } = await load({ 'spec.yaml': '1.10: a\non: b\n2026-01-01: c\n"q k": d\n' });
  expect(plainValue(tree)).toEqual({ '1.10': 'a', on: 'b', '2026-01-01': 'c', 'q k': 'd' });
});
