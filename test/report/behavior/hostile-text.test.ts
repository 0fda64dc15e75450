import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '../../../src/report/blocks.js';
import { FORMATS, loadColors } from '../../../src/report/index.js';
import { codeMarkdown, escapeMarkdown } from '../../../src/report/markdown-text.js';
import { printableLines } from '../../../src/report/text.js';
import { findingAt, shownAs, sourceOf } from '../support/samples.js';

beforeAll(loadColors);

const CONTROLS = [
  '\u001b[31m',
  '\u001b]8;;http://x\u0007',
  '\u0007',
  '\u009b2J',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200f',
  '\ufeff',
  '\u{e0041}',
  '\u00ad',
  '\r',
  '\b',
  '\u0000',
];
const MARKUP = [
  '```',
  '~~~',
  '# ',
  '## x\n',
  '@octocat',
  '#12',
  '<img src=x>',
  '<!-- ',
  '](http://x)',
  'https://evil.example/',
  'www.evil.example',
  '![',
  '**',
  '__',
  '~~',
  '|',
  '- ',
  '1. ',
  '---',
  '\n\n',
  '> ',
  '&lt;',
  '`',
  '\\',
  '===',
  '\t',
];
const hostile = fc
  .array(fc.constantFrom(...CONTROLS, ...MARKUP, 'orders-db', ' ', 'é', '名'), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));

/** A block of each kind that holds text from outside, with the same text wherever there is one. */
const blocksOf = (text: string): readonly Block[] => [
  { kind: 'headline', name: text, file: text, summary: text, context: [text] },
  {
    kind: 'section',
    title: text,
    lead: text,
    blocks: [
      { kind: 'note', label: 'x', text },
      { kind: 'note', text },
    ],
  },
  {
    kind: 'table',
    title: text,
    columns: [
      { head: 'of', align: 'left' },
      { head: 'is', align: 'left' },
    ],
    rows: [[text, { kind: 'text', text, code: true }]],
  },
  { kind: 'tree', nodes: [{ label: text, notes: [text], nodes: [{ label: [{ kind: 'text', text, role: 'strong' }, text], nodes: [] }] }] },
  { kind: 'bars', bars: [{ share: 0.5, role: 'good', text }] },
  { kind: 'findings', findings: [findingAt(sourceOf(`name: ${text}\n`, `${text}.yaml`), 'name', { message: text, help: text })] },
  { kind: 'verdicts', verdicts: [{ kind: 'requirement', status: 'missed', title: text, name: text, text, at: null }] },
  { kind: 'list', items: [{ lead: text, text, blocks: [{ kind: 'note', text }] }] },
  { kind: 'code', lines: text.split('\n') },
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const STEERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u;

describe('text from outside', () => {
  it.each(FORMATS)('never steers a terminal in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const shown = await shownAs(format, blocksOf(text));
        // Those between a sign and a name are ours: they keep a mention or an address from being one.
        expect(STEERS.exec(shown.replace(/([@#:]|www)\u200b/g, '$1'))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('never passes for a color of ours', async () => {
    const shown = await shownAs('pretty', blocksOf('\u001b[31mred\u001b[39m'), { color: true });
    expect(shown).toContain('\ufffd[31mred');
    expect(printableLines('\u001b[1m\u001b[31mok\u001b[39m\u001b[22m\u001b[2J\n')).toBe(
      '\u001b[1m\u001b[31mok\u001b[39m\u001b[22m\ufffd[2J\n',
    );
  });

  it('says the same to who parses the JSON', async () => {
    const { jsonText } = await import('../../../src/report/json-text.js');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(jsonText({ text }))).toEqual({ text });
      }),
    );
  });
});

type Tree = { readonly type: string; readonly value?: string; readonly children?: readonly Tree[] };
const typesIn = (tree: Tree): readonly string[] => [tree.type, ...(tree.children ?? []).flatMap(typesIn)];

describe('text from outside, in Markdown', () => {
  it('adds nothing to the document: no HTML, heading, list, link, quote, emphasis or code', async () => {
    const plain = typesIn(fromMarkdown(await shownAs('markdown', blocksOf('orders'))) as Tree);
    await fc.assert(
      fc.asyncProperty(
        hostile.filter((text) => /[a-z]/.test(text)),
        async (text) => {
          // Code has as many lines as it is given.
          const own = blocksOf(text.replace(/\n/g, ' '));
          const types = typesIn(fromMarkdown(await shownAs('markdown', own)) as Tree);
          for (const type of [
            'html',
            'heading',
            'listItem',
            'link',
            'image',
            'blockquote',
            'emphasis',
            'thematicBreak',
            'code',
            'definition',
          ])
            expect(types.filter((one) => one === type).length, type).toBe(plain.filter((one) => one === type).length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('mentions nobody and no issue, and has no address that becomes a link', () => {
    expect(escapeMarkdown('see https://evil.example or www.evil.example')).toBe('see https:\u200b//evil.example or www\u200b.evil.example');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeMarkdown(text)).not.toMatch(/@\w|#\d|:\/\/|\bwww\./i);
      }),
    );
  });

  it('ends no inline code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(codeMarkdown(text).slice(1, -1)).not.toMatch(/[`\n]/);
      }),
    );
  });
});
