import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Result, SpecResult } from '../../src/evaluate/result.js';
import { evaluate, load } from '../../src/index.js';
import { LENSES, type LensName } from '../../src/lenses/index.js';
import type { Lens } from '../../src/lenses/lens.js';
import { amount } from '../../src/report/amounts.js';
import type { Block, Item, PathNode, Sentence, TreeNode } from '../../src/report/blocks.js';
import { type Document, documentOf, type Presentation, plainDocument, plainPart } from '../../src/report/document.js';
import { Formatter } from '../../src/report/formatter.js';
import { FORMATS, loadColors, rendererOf } from '../../src/report/index.js';
import { widthOf } from '../../src/report/text.js';
import { verdictsOf } from '../../src/report/verdicts.js';
import { validity, validityOf, validityResult } from '../../src/views/validity.js';
import { analyzeSpecs } from '../../src/workspace/index.js';
import { isFull } from '../support/full.js';
import { checkOf, findingAt, PLAIN, rangeOf, rendered, resultOf, shop, specOf, TOOL } from './support/samples.js';

beforeAll(loadColors);

const rate = (value: number) => amount(value, 'req/s');

/** One of each kind, with what of it is to be found in the formats that show it. */
const KINDS: {
  readonly [Kind in Block['kind']]: { readonly block: Extract<Block, { kind: Kind }>; readonly pretty: string; readonly markdown: string };
} = {
  headline: {
    block: { kind: 'headline', name: 'shop', file: 'shop.sysdesign.yaml', summary: 'Sells things', context: ['standard tier'] },
    pretty: 'Sells things\nstandard tier',
    markdown: '## shop\n\nSells things\n\n_standard tier_',
  },
  answer: {
    block: {
      kind: 'answer',
      verdict: { lead: { kind: 'status', role: 'bad', word: 'MISSED' }, text: '1 of 3 targets' },
      lines: [{ lead: 'load', text: [rate(2310), ' at peak'] }],
    },
    pretty: '  ✗ MISSED   1 of 3 targets\n  load       2.31k req/s at peak',
    markdown: '- **MISSED** 1 of 3 targets\n- **load** 2.31k req/s at peak',
  },
  section: {
    block: {
      kind: 'section',
      title: 'buy',
      lead: [amount(0.0001, 'complement'), ' served'],
      blocks: [
        { kind: 'note', text: 'below' },
        { kind: 'section', title: 'further in', blocks: [{ kind: 'note', text: 'deeper' }] },
        { kind: 'section', title: 'nothing', blocks: [] },
      ],
    },
    pretty: 'buy: 99.99% served\n  below\n  further in\n    deeper',
    markdown: '### buy\n\n99.99% served\n\n- below\n\n#### further in\n\n- deeper',
  },
  paths: {
    block: {
      kind: 'paths',
      paths: [
        {
          name: 'buy',
          calls: [
            {
              amount: amount(2310, 'req/s', { bare: true }),
              isLater: false,
              to: {
                name: 'api',
                calls: [
                  { amount: amount(231, 'req/s', { bare: true }), isLater: false, to: { name: 'db', calls: [] } },
                  { amount: amount(5, 'req/s', { bare: true }), isLater: true, to: { name: 'queue', calls: [] } },
                ],
              },
            },
          ],
        },
      ],
    },
    pretty: 'buy ─2.31k─→ api ─231─→ db\n             api ┄5┄→ queue',
    markdown: '- buy\n  - api: 2.31k\n    - db: 231\n    - queue: 5',
  },
  table: {
    block: {
      kind: 'table',
      title: 'Flows',
      columns: [
        { head: 'flow', align: 'left' },
        { head: 'mean', align: 'right', within: { unit: 'req/s', head: 'mean req/s' } },
      ],
      rows: [
        ['buy|sell', rate(10)],
        ['browse', rate(2310)],
      ],
    },
    pretty: 'Flows\n  flow      mean req/s\n  buy|sell          10\n  browse         2.31k',
    markdown: '### Flows\n\n| flow | mean req/s |\n| --- | ---: |\n| buy\\|sell | 10 |\n| browse | 2.31k |',
  },
  tree: {
    block: {
      kind: 'tree',
      nodes: [
        {
          label: 'all of:',
          nodes: [
            { label: 'api', amount: amount(60, 's'), nodes: [] },
            { label: 'db', amount: amount(3600, 's'), nodes: [] },
          ],
        },
      ],
    },
    pretty: 'all of:\n├ api    1 min\n└ db     1 h',
    markdown: '- all of:\n  - api: 1 min\n  - db: 1 h',
  },
  bars: {
    block: { kind: 'bars', bars: [{ share: 0.25, role: 'good', text: [amount(0.25, 'share'), ' spent'] }] },
    pretty: `${'█'.repeat(5)}${'░'.repeat(15)} 25% spent`,
    markdown: '25% spent',
  },
  plot: {
    block: {
      kind: 'plot',
      title: 'totals.cost',
      scale: 'linear',
      points: [
        { x: 0, y: 10 },
        { x: 1, y: 20 },
      ],
      x: (value) => amount(value, 'share'),
      y: (value) => amount(value, 'USD/month'),
    },
    pretty: 'totals.cost\n   20 USD/month ┤',
    markdown: 'totals.cost: 10 USD/month at 0% to 20 USD/month at 100%',
  },
  findings: {
    block: { kind: 'findings', findings: [findingAt(shop, 'expect', { help: 'remove it' })] },
    pretty: 'error[schema/unknown-key]: unknown key "expect"\n --> shop.sysdesign.yaml:3:1',
    markdown: '- **error** at `shop.sysdesign.yaml:3:1`: unknown key "expect" (remove it) `schema/unknown-key`',
  },
  verdicts: {
    block: { kind: 'verdicts', verdicts: verdictsOf([checkOf({ status: 'missed', value: 600, margin: 0.2 })]) },
    pretty: 'Targets\n  ✗ MISSED   flows.read.rate.mean = 600 req/s, expected 500 req/s within 1%;',
    markdown: '| **MISSED** | flows.read.rate.mean | 600 req/s, expected 500 req/s within 1%; 20% above |',
  },
  list: {
    block: {
      kind: 'list',
      items: [
        { lead: amount(60, 's'), text: 'api: repaired sooner', blocks: [{ kind: 'note', text: 'with a runbook' }] },
        { lead: amount(3600, 's'), text: 'db: one more' },
      ],
    },
    pretty: '1 min  api: repaired sooner\n       with a runbook\n1 h    db: one more',
    markdown: '- **1 min** api: repaired sooner\n  - with a runbook\n- **1 h** db: one more',
  },
  note: {
    block: { kind: 'note', label: 'assumed', text: ['one of ', { kind: 'text', text: 'api', role: 'strong' }, ' is enough'] },
    pretty: 'assumed: one of api is enough',
    markdown: 'assumed: one of **api** is enough',
  },
  code: {
    block: { kind: 'code', lines: ['name: shop', '# ``` and more than fits into forty columns, and into eighty as well'] },
    pretty: 'name: shop\n# ``` and more than fits',
    markdown: '````\nname: shop\n# ``` and more than fits into forty columns, and into eighty as well\n````',
  },
  next: {
    block: { kind: 'next', command: ['sysdesign explain', 'totals.cost', 'shop.sysdesign.yaml'] },
    pretty: 'Next: sysdesign explain totals.cost shop.sysdesign.yaml',
    // A document is read, not typed into.
    markdown: '',
  },
};

const kinds = Object.entries(KINDS);

const documentWith = (...blocks: readonly Block[]): Document => plainDocument([plainPart(blocks)], () => ({ blocks: blocks.length }));

describe.each(kinds)('a block of kind %s', (_, { block, pretty, markdown }) => {
  const document = documentWith(block);

  test('is drawn for a terminal', async () => {
    expect(await (await rendererOf('pretty', false))(document, PLAIN)).toContain(pretty);
  });

  test('fits into 40, 80 and 160 columns, and shows the same words with colors', async () => {
    for (const width of [40, 80, 160]) {
      const plain = await (await rendererOf('pretty', false))(document, { ...PLAIN, width });
      for (const line of plain.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
      const colored = await (await rendererOf('pretty', true))(document, { ...PLAIN, width, color: true });
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes
      expect(colored.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain);
    }
  });

  test('needs nothing beyond ASCII', async () => {
    const text = await (await rendererOf('pretty', false))(document, { ...PLAIN, unicode: false });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is what must not be there
    expect(text).not.toMatch(/[^\u0000-\u007f]/);
    expect(text.length).toBeGreaterThan(1);
  });

  test('has its Markdown', async () => {
    expect(await (await rendererOf('markdown'))(document, PLAIN)).toContain(markdown);
  });

  test('is taken by every other format', async () => {
    for (const format of FORMATS)
      expect(await (await rendererOf(format))(document, PLAIN), format).not.toMatch(/undefined|NaN|\[object |function|=>/);
  });

  test('may be for those who ask for everything, or for programs', async () => {
    for (const format of ['pretty', 'markdown'] as const) {
      const render = await rendererOf(format);
      const with_ = (detail: 'verbose' | 'data'): Document => documentWith({ ...block, detail });
      expect(await render(with_('verbose'), PLAIN)).toBe('');
      expect(await render(with_('verbose'), { ...PLAIN, verbose: true })).toBe(await render(document, { ...PLAIN, verbose: true }));
      expect(await render(with_('data'), { ...PLAIN, verbose: true })).toBe('');
    }
  });
});

test('tables are found wherever they stand', async () => {
  const items: readonly Item[] = [{ text: 'below', blocks: [{ kind: 'section', title: null, blocks: [KINDS.table.block] }] }];
  const document = documentWith({ kind: 'section', title: 'In', blocks: [{ kind: 'list', items }] });
  expect(await (await rendererOf('pretty', false))(document, PLAIN)).toMatch(/^In\n {2}below\n +Flows\n +flow +mean req\/s\n/);
  expect(await (await rendererOf('csv'))(document, PLAIN)).toContain('browse,2310\n');
});

test('roles become colors', async () => {
  const text = await (await rendererOf('pretty', true))(documentWith(KINDS.note.block, KINDS.bars.block, KINDS.verdicts.block), {
    ...PLAIN,
    color: true,
  });
  for (const painted of ['\u001b[1mapi\u001b[22m', `\u001b[32m${'█'.repeat(5)}`, '\u001b[31m  ✗ MISSED   \u001b[39m'])
    expect(text).toContain(painted);
});

test('tables go to a spreadsheet as plain numbers, rows for programs in their place', async () => {
  const render = await rendererOf('csv');
  expect(await render(documentWith(KINDS.table.block), PLAIN)).toBe('flow,mean\nbuy|sell,10\nbrowse,2310\n');
  const data: Block = { kind: 'table', detail: 'data', columns: [{ head: 'id', align: 'left' }], rows: [['a, b']] };
  expect(await render(documentWith(KINDS.table.block, data), PLAIN)).toBe('id\n"a, b"\n');
});

/** A lens that no format knows. */
interface Letters extends SpecResult {
  readonly letters?: { readonly count: number; readonly each: readonly { readonly letter: string; readonly share: number }[] };
}

const letters: Lens<Letters> = {
  name: 'letters',
  shows: () => false,
  judges: () => false,
  analyze: async ({ spec }) => {
    const word = spec.name ?? '';
    const each = [...new Set(word)].map((letter) => ({ letter, share: word.split(letter).length / word.length - 1 / word.length }));
    return { ...specOf({ name: spec.name, file: spec.file }), letters: { count: word.length, each } };
  },
  blocks: ({ name, file, letters: found }) => [
    { kind: 'headline', name, file, summary: null, context: [] },
    {
      kind: 'section',
      title: 'Letters',
      lead: [amount(found?.count ?? null, 'count'), ' of them'],
      blocks: [
        {
          kind: 'table',
          columns: [
            { head: 'letter', align: 'left' },
            { head: 'share', align: 'right' },
          ],
          rows: (found?.each ?? []).map(({ letter, share }) => [letter, amount(share, 'share')]),
        },
      ],
    },
  ],
};

test('a new lens needs no change of a format', async () => {
  const specs = await load({ text: 'sysdesign: 1\nname: aab\nflows: { f: { rate: 1 req/s } }\n', name: 'a.yaml' });
  const result: Result<Letters> = await analyzeSpecs(specs, letters);
  const text = (format: (typeof FORMATS)[number]) => rendered(result, format, {}, letters);
  expect(await text('pretty')).toBe(
    `aab${' '.repeat(71)}a.yaml\n\nLetters: 3 of them\n  letter  share\n  a       66.7%\n  b       33.3%\n`,
  );
  expect(await text('markdown')).toBe(
    '## aab\n\n### Letters\n\n3 of them\n\n| letter | share |\n| --- | ---: |\n| a | 66.7% |\n| b | 33.3% |\n',
  );
  expect(await text('csv')).toBe('letter,share\na,0.666666666667\nb,0.333333333333\n');
  expect(await text('compact')).toBe('a.yaml: ok\n');
  expect(JSON.parse(await text('json')).specs[0].letters).toEqual({
    count: 3,
    each: [
      { letter: 'a', share: 0.666666666667 },
      { letter: 'b', share: 0.333333333333 },
    ],
  });
});

/** A format that no lens knows: the words of every block, one line each. */
function wordsOf({ parts }: Document): readonly string[] {
  return parts.flatMap(({ blocks, conventions }) => {
    const formatter = new Formatter(conventions);
    const text = (sentence: Sentence): string => formatter.text(sentence);
    const node = ({ label, amount: end, notes = [], nodes }: TreeNode): readonly string[] => [
      `${text(label)}${end ? ` ${text(end)}` : ''}`,
      ...notes.map(text),
      ...nodes.flatMap(node),
    ];
    const item = ({ lead = null, text: own, blocks: below = [] }: Item): readonly string[] => {
      const first = lead === null ? '' : typeof lead === 'object' && 'kind' in lead && lead.kind === 'status' ? lead.word : text(lead);
      return [`${first} ${text(own)}`, ...below.flatMap(words)];
    };
    const path = ({ name, calls }: PathNode): readonly string[] => [
      name,
      ...calls.flatMap((call) => [text(call.amount), ...path(call.to)]),
    ];
    const words = (block: Block): readonly string[] => {
      switch (block.kind) {
        case 'headline':
          return [text(block.name ?? block.file ?? ''), ...block.context];
        case 'answer':
          return [block.verdict, ...block.lines].flatMap(item);
        case 'section':
          return [block.lead ? text(block.lead) : '', ...block.blocks.flatMap(words)];
        case 'table':
          return block.rows.map((row) => row.map((cell) => formatter.cell(cell)).join(' '));
        case 'tree':
          return block.nodes.flatMap(node);
        case 'paths':
          return block.paths.flatMap(path);
        case 'bars':
          return block.bars.map((bar) => text(bar.text));
        case 'plot':
          return block.points.map(({ x, y }) => `${text(block.x(x))} ${y === null ? '' : text(block.y(y))}`);
        case 'findings':
          return block.findings.map(({ message }) => message);
        case 'verdicts':
          return block.verdicts.map((verdict) => `${verdict.status} ${text(verdict.text)}`);
        case 'list':
          return block.items.flatMap(item);
        case 'note':
          return [text(block.text)];
        case 'code':
          return block.lines;
        case 'next':
          return block.command;
      }
    };
    return blocks.flatMap(words);
  });
}

describe('a new format needs no change of a lens', () => {
  const examples = readdirSync('examples').filter((file) => file.endsWith('.sysdesign.yaml'));
  /** What is printed of a spread does not depend on how often it was sampled. */
  const FEW = { samples: 16 };
  /** Doubt in the times of a long path is costly to sample, and other examples have doubt. */
  const CERTAIN: readonly [string, string] = isFull ? ['', ''] : ['80M..150M users', '109.5M users'];
  const view = { verbose: true, quiet: false, example: undefined };

  const check = <S extends SpecResult>(result: Result<S>, lens: Presentation<S>): void => {
    const words = wordsOf(documentOf(result, lens, view, TOOL));
    expect(words.length).toBeGreaterThan(0);
    // A number that is none would be shown as such.
    for (const line of words) expect(line).not.toMatch(/\b(?:NaN|undefined|null|\[object)\b/);
  };

  test.each(examples)('%s', async (file) => {
    const text = readFileSync(`examples/${file}`, 'utf8').replace(...CERTAIN);
    const specs = await load({ text, name: file });
    for (const name of Object.keys(LENSES) as LensName[]) {
      const lens = await LENSES[name]();
      check(await analyzeSpecs(specs, lens, FEW), lens);
    }
    check(validityResult(specs.map(validityOf)), validity);
    check(await evaluate(specs, FEW), await LENSES.estimate());
    check(resultOf(specOf({ findings: [{ ...findingAt(shop, 'name'), at: rangeOf(shop, 'name') }] })), await LENSES.estimate());
  });
});
