import { describe, expect, it } from 'vitest';
import { expectOne, judged, SHOP, shopWith } from './running.js';

/** Inputs made to cost much or to break something. The tests' own time limit bounds the time they take. */

const HEAD = 'sysdesign: 1\nname: x\n';
const times = <T>(count: number, make: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => make(i));
const aliases = (count: number): string =>
  `${HEAD}a0: &a0 [x, x, x, x, x, x, x, x, x]\n${times(count, (i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join('')}`;
const chain = (first: string, count: number): string =>
  `${HEAD}assumptions:\n  a0: ${first}\n${times(count, (i) => `  a${i + 1}: = a${i} + 1\n`).join('')}`;

describe('hostile input gives one finding, soon', () => {
  it.each([
    ['an alias bomb', aliases(20), 'yaml/alias-bomb', /aliases of aliases multiply/],
    ['lists 10,000 deep', `${HEAD}flows: ${'['.repeat(1e4)}${']'.repeat(1e4)}\n`, 'yaml/nesting', /is a bracket never closed/],
    ['maps 10,000 deep', `${HEAD}flows: ${'{ a: '.repeat(1e4)}${'}'.repeat(1e4)}\n`, 'yaml/nesting', /more than 100 deep/],
    ['keys 2,000 deep', HEAD + times(2000, (i) => `${' '.repeat(i)}a:\n`).join(''), 'yaml/nesting', /more than 100 deep/],
    [
      'an expression of 20,000 parentheses',
      shopWith('= users * visits', `= ${'('.repeat(1e4)}users${')'.repeat(1e4)}`),
      'expression/too-long',
      /at most 1000 characters/,
    ],
    [
      'parentheses 400 deep',
      shopWith('= users * visits', `= ${'('.repeat(400)}users${')'.repeat(400)}`),
      'expression/too-long',
      /at most 60 deep/,
    ],
    ['a literal of 100,000 digits', shopWith('20 kB', `${'9'.repeat(1e5)} kB`), 'quantity/too-long', /at most 200 characters/],
    ['a key of 100,000 letters', `${SHOP}${'k'.repeat(1e5)}: 1\n`, 'yaml/key', /no key is as long/],
    ['5,000 expressions in a circle', chain('= a5000', 5000), 'expression/cycle', /\.\.\. \(\d+ more\)/],
    [
      'a path of 3,000 components that comes back',
      shopWith('api -> db', `api -> ${'db -> '.repeat(3000)}api`),
      'spec/path-cycle',
      /calls itself/,
    ],
    ['the prototype of all objects', `${SHOP}__proto__: { polluted: true }\n`, 'yaml/key', /use another name/],
    ['a constructor', `${SHOP}constructor: { prototype: 1 }\n`, 'schema/unknown-key', /unknown key "constructor"/],
  ] as const)('%s', async (_, text, rule, says) => await expectOne(text, { rule, says }));

  it('keeps the prototypes of this process clean', () => expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false));
});

describe('what is large but right is read', () => {
  it.each([
    ['5,000 expressions, each of the one before', chain('1', 5000)],
    [
      'a spec of 3,000 components',
      `${HEAD}components:\n${times(3000, (i) => `  c${i}: { kind: service, each: { rate: 800 req/s } }\n`).join('')}`,
    ],
    ['5 MB of comments', `${SHOP}${`# ${'x'.repeat(998)}\n`.repeat(5000)}`],
  ])('%s', async (_, text) => {
    expect(await judged(['validate', 's.yaml'], { files: { 's.yaml': text } })).toMatchObject({ code: 0, told: [] });
  });
});

it('reports hundreds of mistakes in one file, but not thousands', async () => {
  const keys = `${HEAD}components:\n${times(3000, (i) => `  c${i}: { kind: service, eahc: { rate: 800 req/s } }\n`).join('')}`;
  const { code, told } = await judged(['validate', 's.yaml'], { files: { 's.yaml': keys } });
  expect(code).toBe(2);
  expect(told.length).toBeLessThanOrEqual(100);
  expect(told.at(-1)?.message).toMatch(/further mistakes/);
});
