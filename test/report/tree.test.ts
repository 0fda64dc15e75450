import { describe, expect, test } from 'vitest';
import { amount } from '../../src/report/amounts.js';
import type { TreeNode } from '../../src/report/blocks.js';
import { widthOf } from '../../src/report/text.js';
import { shownAs } from './support/samples.js';

const node = (label: string, nodes: readonly TreeNode[] = [], notes: readonly string[] = [`about ${label}`]): TreeNode => ({
  label,
  notes,
  nodes,
});

describe('a tree whose nodes have notes', () => {
  const leaf = node('leaf');
  const shared = node('shared', [leaf]);
  const root = node('root', [shared, node('other', [shared, leaf])]);

  test('shows a node whole once and refers to it afterwards; a leaf needs no reference', async () => {
    expect(await shownAs('pretty', [{ kind: 'tree', nodes: [root] }])).toBe(
      [
        'root',
        '│   about root',
        '├ shared',
        '│ │   about shared',
        '│ └ leaf',
        '│       about leaf',
        '└ other',
        '  │   about other',
        '  ├ shared (see above)',
        '  └ leaf',
        '',
      ].join('\n'),
    );
  });

  test('does so in Markdown', async () => {
    expect(await shownAs('markdown', [{ kind: 'tree', nodes: [root] }])).toBe(
      [
        '- root',
        '  - about root',
        '  - shared',
        '    - about shared',
        '    - leaf',
        '      - about leaf',
        '  - other',
        '    - about other',
        '    - shared (see above)',
        '    - leaf',
        '',
      ].join('\n'),
    );
  });

  test('fits the width however deep it is, and shows all of it', async () => {
    let chain = node('the last of them', [], ['stated']);
    for (let i = 1999; i > 0; i--) chain = node(`number ${i} of a chain`, [chain], [`= a formula of some length * number ${i + 1}`]);
    for (const unicode of [true, false]) {
      const text = await shownAs('pretty', [{ kind: 'tree', nodes: [chain] }], { unicode });
      for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
      for (const wanted of ['number 1 of', 'number 1000 of', 'number 1999 of', 'the last of them', '(see below)'])
        expect(text).toContain(wanted);
    }
  });
});

describe('a tree without notes', () => {
  test('has its amounts below each other', async () => {
    const part = (label: string, seconds: number): TreeNode => ({ label, amount: amount(seconds, 's'), nodes: [] });
    const nodes: readonly TreeNode[] = [{ label: 'one of:', nodes: [part('a', 60), part('a longer one', 3600)] }];
    expect(await shownAs('pretty', [{ kind: 'tree', nodes }])).toBe(
      ['one of:', '├ a             1 min', '└ a longer one  1 h', ''].join('\n'),
    );
  });
});

// Every node, the root too, was put off to a tree of its own, for ever.
test('a tree with notes ends on a terminal of 40 columns, which has less room than a node wants', async () => {
  const text = await shownAs('pretty', [{ kind: 'tree', nodes: [node('root', [node('middle', [node('leaf')])])] }], { width: 40 });
  for (const word of ['root', 'middle', 'leaf', 'about leaf']) expect(text).toContain(word);
});
