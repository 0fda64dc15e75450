import { describe, expect, test } from 'vitest';
import { amount } from '../../src/report/amounts.js';
import type { Block, Table } from '../../src/report/blocks.js';
import { shownAs } from './support/samples.js';

describe('a table whose last column holds sentences', () => {
  const table: Table = {
    kind: 'table',
    remarks: true,
    columns: ['fact', 'unit', 'meaning'].map((head) => ({ head, align: 'left' })),
    rows: [
      [
        'totals.storage',
        { kind: 'text', text: 'B', role: 'faint' },
        `what all components store, ${'copies and overhead included, '.repeat(3)}today`,
      ],
      ['totals.binding', null, 'a name | or none'],
    ],
  };

  test('has them below the rows on a terminal, within its width', async () => {
    expect(await shownAs('pretty', [table])).toBe(
      [
        'totals.storage  B',
        '    what all components store, copies and overhead included, copies and overhead',
        '    included, copies and overhead included, today',
        'totals.binding',
        '    a name | or none',
        '',
      ].join('\n'),
    );
  });

  test('is a table like others in Markdown and CSV', async () => {
    expect(await shownAs('markdown', [table])).toContain('| totals.binding |  | a name \\| or none |');
    expect(await shownAs('csv', [table])).toMatch(
      /^fact,unit,meaning\ntotals\.storage,B,"what all .*"\ntotals\.binding,,a name \| or none\n$/,
    );
  });
});

describe('what only a document has room for', () => {
  test('is not at a terminal: blocks, and columns of tables', async () => {
    const column = (head: string) => ({ head, align: 'left' }) as const;
    const rows = [['schema/empty', 'text', 'an empty file']];
    const columns = [column('finding'), { ...column('about'), detail: 'document' } as const, column('meaning')];
    const blocks: readonly Block[] = [
      { kind: 'note', detail: 'document', text: 'Findings are these.' },
      { kind: 'table', columns, rows },
      { kind: 'table', remarks: true, columns, rows },
    ];
    expect(await shownAs('pretty', blocks, { verbose: true })).toBe(
      'finding       meaning\nschema/empty  an empty file\n\nschema/empty\n    an empty file\n',
    );
    const markdown = await shownAs('markdown', blocks);
    expect(markdown).toMatch(/^Findings are these\.\n\n/);
    expect(markdown.match(/\| finding \| about \| meaning \|/g)).toHaveLength(2);
  });
});

describe('a text of a file', () => {
  test('sends nothing to the terminal that is no text, and ends no line in spaces', async () => {
    expect(await shownAs('pretty', [{ kind: 'code', lines: ['a\u001b[31m  ', '', '  b'] }])).toBe('a\ufffd[31m\n\n  b\n');
  });
});

describe('a headline without a file beside it', () => {
  test('may be a sentence, and takes as many lines as it needs', async () => {
    const name = ['from ', amount(1e6, 'users'), ` to the ${'very '.repeat(20)}end`];
    const text = await shownAs('pretty', [{ kind: 'headline', name, file: null, summary: null, context: [] }]);
    expect(text).toMatch(/^from 1M users to the very very .*\nvery .*end\n$/);
    expect(await shownAs('markdown', [{ kind: 'headline', name, file: null, summary: null, context: [] }])).toMatch(
      /^## from 1M users to the very .*end\n$/,
    );
  });
});

describe('a next step that leaves something to fill in', () => {
  test('says what it shows', async () => {
    expect(await shownAs('pretty', [{ kind: 'next', command: ['sysdesign explain <id>'], shows: 'an example' }])).toBe(
      'Next: sysdesign explain <id> shows an example\n',
    );
  });
});
