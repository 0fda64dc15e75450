import { describe, expect, it } from 'vitest';
import { type MapNode, mergeMaps } from '../../../src/source/index.js';
import { oddScalar } from '../../../src/source/odd-scalar.js';
import { findingsOf, load } from '../support/reading.js';

const rulesOf = async (text: string): Promise<readonly string[]> => (await findingsOf(text)).map((finding) => finding.rule);

const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join('')}`;
const chain = `a0: &a0 [x]\n${Array.from({ length: 2000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`;
const mergeBomb = `a0: &a0 { k0: 1 }\n${Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} { k${i + 1}: { <<: *a${i} }, <<: *a${i} }\n`).join('')}`;

const HOSTILE: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  'an alias bomb': [bomb, 'yaml/alias-bomb'],
  'aliases nested one in another': [chain, 'yaml/nesting'],
  'a merge bomb': [mergeBomb, 'yaml/alias-bomb'],
  'brackets 100,000 deep': [`a: ${'['.repeat(1e5)}`, 'yaml/nesting'],
  'brackets 10,000 deep and closed': [`a: ${'['.repeat(1e4)}${']'.repeat(1e4)}`, 'yaml/nesting'],
  'braces 500 deep': [`a: ${'{ a: '.repeat(500)}1${' }'.repeat(500)}`, 'yaml/nesting'],
  'dashes 100,000 deep': [`${'- '.repeat(1e5)}x`, 'yaml/nesting'],
  'keys indented 3,000 deep': [Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'yaml/nesting'],
  'question marks': ['?\n'.repeat(1e6), 'yaml/too-large'],
  'five million values': [`a: [${'1,'.repeat(4e6)}]`, 'yaml/too-large'],
};

for (const [what, [text, rule]] of Object.entries(HOSTILE)) {
  it(`${what}: one finding`, async () => expect(await rulesOf(text)).toEqual([rule]));
}

describe('a megabyte that is read in one pass', () => {
  const MANY = 1_000_000;
  const blocks = ' /*'.repeat(MANY / 3);
  it.each([
    ['spaces in a value', `a: 1${' '.repeat(MANY)}x\n`],
    ['tabs in a value', `a: 1${'\t'.repeat(MANY)}x\n`],
    ['openings of comments', `a: 1${blocks} x\n`],
    ['spaces in a key', `a${' '.repeat(1000)}x: 1\n`],
    ['spaces before a comment that is none', `a:\n  b: "x${' '.repeat(MANY)}/"\n`],
    ['spaces in a list', `a: [1${' '.repeat(MANY)}x, 2]\n`],
  ])('%s', async (_, text) => {
    const { root } = await load({ 'spec.yaml': text });
    for (const { value } of root.entries.values()) if (value.type === 'scalar') oddScalar(value);
  });

  it('a number cut at 50,000 commas is one finding', async () =>
    expect(await rulesOf(`a: { b: ${'1,'.repeat(50_000)}1 }\n`)).toEqual(['yaml/comma-in-number']));

  it('a list 2,000 deep', async () => {
    const list = Array.from({ length: 2000 }, (_, i) => `${' '.repeat(2 * i)}- x\n`).join('');
    const { root } = await load({ 'spec.md': `${list}\n\`\`\`yaml sysdesign\na: 1\n\`\`\`\n` }, 'spec.md');
    expect([...root.entries.keys()]).toEqual(['a']);
  });
});

describe('what many parts hold together', () => {
  const block = (text: string): string => `\`\`\`yaml sysdesign\n${text}\`\`\`\n`;
  // In a comment commas count as well, and cost the parser nothing.
  const values = (key: string): string => `${key}: 1 # ${','.repeat(200_000)}\n`;

  it('is counted over the blocks of a document', async () => {
    const text = ['a', 'b', 'c', 'd'].map((key) => block(values(key))).join('');
    expect((await findingsOf({ 'spec.md': text }, 'spec.md')).map(({ rule }) => rule)).toEqual(['yaml/too-large']);
  });

  it('is counted over what a spec includes', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, values(name)]));
    const text = `include: [${names.map((name) => `${name}.yaml`).join(', ')}]\n`;
    expect((await findingsOf({ ...files, 'spec.yaml': text })).map(({ rule }) => rule)).toEqual(['yaml/too-large']);
  });

  it('is joined without a copy of what was joined before', async () => {
    const { root: first } = await load({ 'spec.yaml': 'assumptions: { a: 1 }\n' });
    const { root: second } = await load({ 'spec.yaml': 'assumptions: { b: 2 }\n' });
    const { root: third } = await load({ 'spec.yaml': 'assumptions: { c: 3 }\n' });
    const made = new Set<MapNode['entries']>();
    const two = mergeMaps(first, second, [], [], made);
    const valuesOf = (map: MapNode): MapNode['entries'] => (map.entries.get('assumptions') as { value: MapNode }).value.entries;
    const inner = valuesOf(two);
    const three = mergeMaps(two, third, [], [], made);
    expect(three.entries).toBe(two.entries);
    expect(valuesOf(three)).toBe(inner);
    expect([...inner.keys()]).toEqual(['a', 'b', 'c']);
    // What was read stays what it was.
    expect(valuesOf(first).size).toBe(1);
  });

  it('is no more than a thousand blocks', async () => {
    expect((await findingsOf({ 'spec.md': block('tier: critical\n').repeat(1001) }, 'spec.md')).map(({ rule }) => rule)).toEqual([
      'markdown/blocks',
    ]);
  });

  it('gives a hundred findings at most', async () => {
    for (const text of ['a: 1: 2\n', 'a: [1\n']) {
      expect((await findingsOf({ 'spec.md': block(text).repeat(150) }, 'spec.md')).length).toBeLessThanOrEqual(100);
    }
    const differ = (value: number): string => block(Array.from({ length: 200 }, (_, i) => `k${i}: ${value}\n`).join(''));
    expect(await findingsOf({ 'spec.md': differ(1) + differ(2) }, 'spec.md')).toHaveLength(100);
  });
});

it('says at most a hundred things about one file', async () => {
  expect(await rulesOf('a: 1\n'.repeat(5000))).toHaveLength(100);
  expect(await rulesOf(Array.from({ length: 500 }, (_, i) => `k${i}: >= 3\n`).join(''))).toHaveLength(100);
});

it('quotes no more of the input than a line holds', async () => {
  for (const text of [
    '!'.repeat(1e5),
    `a: *${'b'.repeat(1e5)}`,
    `${'a'.repeat(2000)} b\nc: 1`,
    `a: @${'b'.repeat(1e5)}`,
    `a: ${'9'.repeat(1e5)}`,
    `a: !${'b'.repeat(1e5)} c`,
  ]) {
    for (const finding of await findingsOf(text)) expect(finding.message.length + (finding.help?.length ?? 0)).toBeLessThan(400);
  }
});

it('reads 10,000 components', async () => {
  const text = `sysdesign: 1\ncomponents:\n${Array.from({ length: 10_000 }, (_, i) => `  c${i}: { kind: service, each: { rate: 800 req/s }, instances: ${i} }\n`).join('')}`;
  const components = (await load({ 'spec.yaml': text })).root.entries.get('components')?.value;
  expect(components?.type === 'map' && components.entries.size).toBe(10_000);
});

it('keeps prototypes out of plain values', async () => {
  const { root } = await load({ 'spec.yaml': 'constructor: { prototype: { x: 1 } }\ntoString: 2\n' });
  expect([...root.entries.keys()]).toEqual(['constructor', 'toString']);
  expect('x' in {}).toBe(false);
});
