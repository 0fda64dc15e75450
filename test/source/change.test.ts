import { expect, it } from 'vitest';
import type { Node } from '../../src/source/index.js';
import { nodeAt, plainValue, trapOf, valueFrom, withoutValueAt, withValueAt } from '../../src/source/index.js';
import { load } from './support/reading.js';

function value(text: string): Node {
  const read = valueFrom(text, { name: '--set', text: `flows.x.rate=${text}` });
  if (!read.ok) throw new Error(read.findings[0]?.message);
  return read.value;
}

it('takes a value from the command line as YAML would, without its traps', () => {
  const read: readonly (readonly [text: string, value: unknown])[] = [
    ['5k req/s', '5k req/s'],
    ['= max(a, b) # 1', '= max(a, b) # 1'],
    ['20% of x: y', '20% of x: y'],
    ['>= 3', '>= 3'],
    ['*a', '*a'],
    ['5', 5],
    ['-1.5e3', -1500],
    ['true', true],
    ['', null],
    ['"5"', '5'],
    ['{ factor: 3, read: quorum }', { factor: 3, read: 'quorum' }],
    ['[a, 2]', ['a', 2]],
  ];
  for (const [text, expected] of read) expect(plainValue(value(text)), text).toEqual(expected);
});

it('knows where that value stands', () => {
  const { at } = value('5k req/s');
  expect(at.source.text.slice(at.start, at.end)).toBe('5k req/s');
  const broken = valueFrom('[a, b', { name: '--set', text: 'x=[a, b' });
  expect(broken.ok ? [] : broken.findings.map((finding) => [finding.rule, finding.at?.start])).toEqual([['yaml/bracket', 2]]);
});

it('changes a tree without touching the old one', async () => {
  const { root } = await load({ 'spec.yaml': 'a: { b: 1, c: 2 }\nl: [{ x: 1 }, 5]\n' });
  const changed = withValueAt(withValueAt(root, ['a', 'b'], value('9')), ['new', 'deep'], value('x'));
  expect(plainValue(changed)).toEqual({ a: { b: 9, c: 2 }, l: [{ x: 1 }, 5], new: { deep: 'x' } });
  expect(plainValue(root)).toEqual({ a: { b: 1, c: 2 }, l: [{ x: 1 }, 5] });
  expect(nodeAt(changed, ['l'])).toBe(nodeAt(root, ['l']));
  expect(plainValue(withValueAt(root, ['l', 0, 'x'], value('3')))).toMatchObject({ l: [{ x: 3 }, 5] });
  expect(plainValue(withValueAt(root, ['a', 'b', 'c'], value('3')))).toMatchObject({ a: { b: { c: 3 }, c: 2 } });
  expect(plainValue(withoutValueAt(root, ['a', 'b']))).toMatchObject({ a: { c: 2 } });
  expect(withoutValueAt(root, ['z'])).toBe(root);
});

it('names the traps of YAML', async () => {
  const traps: readonly (readonly [raw: string, suggestion: string | undefined])[] = [
    ['1_000', '1000'],
    ['1.10', '"1.10"'],
    ['yes', 'true'],
    ['Off', 'false'],
    ['<= 3', '3'],
    ['"> 3"', '3'],
    ['5k req/s', undefined],
    ['"yes"', undefined],
  ];
  for (const [raw, suggestion] of traps) {
    const { root } = await load({ 'spec.yaml': `a: ${raw}\n` });
    const node = nodeAt(root, ['a']);
    expect(node?.type === 'scalar' ? trapOf(node)?.suggestion : 'no scalar', raw).toBe(suggestion);
  }
});
