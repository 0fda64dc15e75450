import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { fencesOf } from '../../src/source/markdown-fences.js';
import { isFull } from '../support/full.js';

interface Node {
  readonly type: string;
  readonly lang?: string | null | undefined;
  readonly meta?: string | null | undefined;
  readonly value?: string;
  readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined;
  readonly children?: readonly Node[];
}

/** Info string and text of each fenced block as a parser of all of Markdown has them. */
function fencesByParser(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'code' && /^(?:`{3}|~{3})/.test(text.slice(start, start + 3)))
      found.push(`${[node.lang, node.meta].filter((word) => word).join(' ')}|${(node.value ?? '').trimEnd()}`);
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(text));
  return found;
}

const fences = (text: string): readonly string[] =>
  fencesOf(text).map(
    ({ info, lines }) =>
      `${info.replace(/\s+/g, ' ')}|${lines
        .map((line) => line.text)
        .join('\n')
        .trimEnd()}`,
  );

const EMPTY_ITEM = /^[ >\t]*(?:[-*][ \t]+|1[.)][ \t]+)*(?:[-*]|1[.)])[ \t]*$/m;

/** A generator of documents from pieces that begin, end and hide blocks. */
function documents(seed: number): () => string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const MARKS = ['', '', '', '> ', '>', '- ', '* ', '1. ', '1) ', '  ', '    ', '\t', '   ', '-\t', '> > ', '- - '];
  const TEXTS = [
    'a',
    'b',
    '',
    '```',
    '```yaml sysdesign',
    '````',
    '~~~',
    '~~~ x',
    '``` a`b',
    '---',
    '===',
    '# h',
    '<div>',
    '</div>',
    '<!-- c',
    '-->',
    '<pre>',
    '</div> x',
    '* * *',
    'x: y',
    '<?p',
    '?>',
  ];
  return () => {
    const lines: string[] = [];
    for (let i = next(9) + 1; i > 0; i--) {
      let line = '';
      for (let j = next(3); j > 0; j--) line += MARKS[next(MARKS.length)];
      lines.push(line + TEXTS[next(TEXTS.length)]);
    }
    return lines.join('\n');
  };
}

describe('the fences of a Markdown document', () => {
  it('are those of a parser of all of Markdown', () => {
    const make = documents(42);
    const differ: string[] = [];
    for (let i = 0; i < (isFull ? 50_000 : 5000); i++) {
      const text = make();
      // After a list item without text, the parser takes an indented fence for code; CommonMark (5.2, rule 3) has it in the item.
      if (EMPTY_ITEM.test(text)) continue;
      const [own, other] = [JSON.stringify(fences(text)), JSON.stringify(fencesByParser(text))];
      if (own !== other) differ.push(`${JSON.stringify(text)}\n  own   ${own}\n  other ${other}`);
    }
    expect(differ.slice(0, 8).join('\n'), `${differ.length} differ`).toBe('');
  });

  it.each([
    ['a lone tag does not interrupt a paragraph, nor one that goes on lazily', '> a\n</pre>\n> ```\n> b', ['|b']],
    ['an item that begins with an empty line holds what is indented', '-\n  ```\n  a\n  ```', ['|a']],
    ['an item ends with its second empty line', '-\n\n  ```\na\n```', ['|a']],
    ['a fence ends with its quote', '> ```\n> a\nb', ['|a']],
    ['a fence is not within HTML, until an empty line', '<div>\n```\na\n```\n\n```\nb\n```', ['|b']],
    ['nor within a comment, until its end', '<!--\n\n```\na\n```\n-->\n```\nb\n```', ['|b']],
    ['of a tab that is left in part, spaces stand', '- ```\n\ta', ['|  a']],
  ])('%s', (_, text, expected) => expect(fences(text)).toEqual(expected));

  // Each of these took minutes, or filled the memory or the stack, with a parser of all of Markdown.
  const SPEC = '\n\n```yaml sysdesign\nname: x\n```\n';
  it.each([
    ['quotes in each other', `${'> '.repeat(6000)}a`],
    ['list items in each other', `${'- '.repeat(100_000)}a`],
    ['emphasis that is never closed', '*a_ '.repeat(40_000)],
    ['brackets', '['.repeat(500_000)],
    ['tags that are never closed', '<a '.repeat(300_000)],
    ['rules that are none', `${'* '.repeat(300_000)}a`],
    ['link definitions', '[a]: b\n'.repeat(100_000)],
    ['100,000 fences', '```\na\n```\n'.repeat(100_000)],
    ['3 MB of paragraphs', 'a b c d e f\n\n'.repeat(230_000)],
  ])('are found soon behind %s', (_, text) => {
    expect(fences(text + SPEC).at(-1)).toBe('yaml sysdesign|name: x');
  });

  it('are looked for in a hundred quotes and list items, and no more', () => {
    const inside = (depth: number): readonly string[] => fences(`${'> '.repeat(depth)}\`\`\`\n${'> '.repeat(depth)}a`);
    expect([inside(100), inside(101)]).toEqual([['|a'], []]);
  });
});
