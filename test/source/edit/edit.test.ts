import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Plain, SourceFile } from '../../../src/core/index.js';
import { diffOf, editedTexts, linesChanged } from '../../../src/source/edit/index.js';
import {
  type MapNode,
  type Node,
  nodeAt,
  nodeOf,
  type Path,
  sameValue,
  withItemAt,
  withoutValueAt,
  withValueAt,
} from '../../../src/source/index.js';
import { blockYamlOf, Dice, generate, yamlOf } from '../../properties/specs.js';
import { isFull } from '../../support/full.js';
import { load } from '../support/reading.js';

const AT = { source: { name: 'change', text: '' }, start: 0, end: 0 };

type Step = (root: MapNode) => MapNode;
const set =
  (path: string, value: Plain): Step =>
  (root) =>
    withValueAt(root, path.split('.'), nodeOf(value, AT));
const remove =
  (path: string): Step =>
  (root) =>
    withoutValueAt(root, path.split('.'));
const insert =
  (path: string, value: Plain): Step =>
  (root) =>
    withItemAt(root, path.split('.'), nodeOf(value, AT));

/** The texts of the files after some steps; the reason where they are refused. */
async function edited(
  files: Readonly<Record<string, string>>,
  main: string,
  ...steps: readonly Step[]
): Promise<Record<string, string> | string> {
  const tree = await load(files, main);
  const next = steps.reduce((root, step) => step(root), tree.root);
  const result = editedTexts(tree, next);
  if (!result.ok) return result.reason;
  const texts = { ...files, ...Object.fromEntries([...result.texts].map(([{ name }, text]) => [name, text])) };
  // Read anew, by the way that every command reads it.
  expect(sameValue((await load(texts, main)).root, next)).toBe(true);
  return texts;
}

const inYaml = async (text: string, ...steps: readonly Step[]): Promise<string> => {
  const texts = await edited({ 's.yaml': text }, 's.yaml', ...steps);
  return typeof texts === 'string' ? `refused: ${texts}` : (texts['s.yaml'] as string);
};

describe('a change is written where it belongs, and nowhere else', () => {
  it('in maps of braces', async () => {
    const text = 'c: { db: { kind: database, instances: 3 }, api: { kind: service } } # ours\n';
    expect(await inYaml(text, set('c.db.instances', 4))).toBe(text.replace('3', '4'));
    expect(await inYaml(text, set('c.db.survives', 'zone'))).toBe(text.replace('3 }', '3, survives: zone }'));
    expect(await inYaml(text, remove('c.db'))).toBe('c: { api: { kind: service } } # ours\n');
    expect(await inYaml(text, remove('c.api'))).toBe('c: { db: { kind: database, instances: 3 } } # ours\n');
    expect(await inYaml(text, remove('c.db.kind'), remove('c.db.instances'), set('c.db.use', 'x'))).toBe(
      'c: { db: { use: x }, api: { kind: service } } # ours\n',
    );
    expect(await inYaml('c: { a: 1,\n     b: 2 } # two\n', set('c.d', 3))).toBe('c: { a: 1,\n     b: 2,\n     d: 3 } # two\n');
    expect(await inYaml('c: {\n  a: 1, # one\n  b: 2 # two\n}\n', set('c.d', 3))).toBe('c: {\n  a: 1, # one\n  b: 2, # two\n  d: 3\n}\n');
    expect(await inYaml('c: {}\n', set('c.d', 3))).toBe('c: { d: 3 }\n');
  });

  it('in maps of lines', async () => {
    const text = 'c:\n  # stores\n  db:\n    kind: database   # why\n    instances: 3\n\n  # the rest\n  api:\n    kind: service\n';
    expect(await inYaml(text, set('c.db.instances', 4))).toBe(text.replace('3', '4'));
    expect(await inYaml(text, set('c.db.survives', 'zone'))).toBe(text.replace('3\n', '3\n    survives: zone\n'));
    expect(await inYaml(text, set('c.q', { kind: 'queue' }))).toBe(`${text}  q: { kind: queue }\n`);
    expect(await inYaml(text, remove('c.db.instances'))).toBe(text.replace('    instances: 3\n', ''));
    expect(await inYaml(text, remove('c.db.kind'))).toBe('refused: comments stand in what the change takes away');
    expect(await inYaml('c:\n  a: 1', set('c.b', 2))).toBe('c:\n  a: 1\n  b: 2');
    expect(await inYaml('c:\n  a:\nd: 1\n', set('c.a', 2))).toBe('c:\n  a: 2\nd: 1\n');
  });

  it('in lists', async () => {
    expect(await inYaml('p: [api: { calls: [db] }]\n', set('p.0.api.timeout', '1 s'))).toBe('p: [api: { calls: [db], timeout: 1 s }]\n');
    expect(await inYaml('p: [a, b]\n', insert('p.1', 'x'))).toBe('p: [a, x, b]\n');
    expect(await inYaml('p: [a, b]\n', insert('p.0', 'x'))).toBe('p: [x, a, b]\n');
    expect(await inYaml('p: [a, b]\n', remove('p.0'))).toBe('p: [b]\n');
    expect(await inYaml('p:\n  - a # one\n  - b\n', insert('p.1', { x: { y: 1 } }))).toBe('p:\n  - a # one\n  - { x: { y: 1 } }\n  - b\n');
    expect(await inYaml('p:\n  - a\n  - b\n', remove('p.0'))).toBe('p:\n  - b\n');
    expect(await inYaml('p:\n  - a:\n      t: 1\n    b: 2\n', set('p.0.c', 3), remove('p.0.a'))).toBe('p:\n  - b: 2\n    c: 3\n');
  });

  it('in chains, quotes, and what YAML would read otherwise', async () => {
    expect(await inYaml('p: api -> db # fast\n', set('p', 'api -> q'))).toBe('p: api -> q # fast\n');
    expect(await inYaml("p: 'api -> db'\n", set('p', 'api -> (a, b)'))).toBe("p: 'api -> (a, b)'\n");
    expect(await inYaml('p: { q: api -> db }\n', set('p.q', 'api -> (a, b)'))).toBe('p: { q: "api -> (a, b)" }\n');
    expect(await inYaml('a: 1\n', set('a', 'yes: no # never'))).toBe('a: "yes: no # never"\n');
    expect(await inYaml('a: 1\n', set('a', '1'))).toBe('a: "1"\n');
    // Two decimals stay where the text moves into braces: 1.10 is not 1.1 to who wrote it.
    expect(
      await inYaml('r: 1.10\n', (root) =>
        withValueAt(root, ['r'], {
          type: 'map',
          at: AT,
          entries: new Map([['f', { key: 'f', keyAt: AT, value: root.entries.get('r')?.value as Node }]]),
        }),
      ),
    ).toBe('r: { f: 1.10 }\n');
  });

  it('with the ends of lines of the file, and behind its marks', async () => {
    const crlf = 'a: 1\r\nb:\r\n  c: 2 # x\r\nd: 3\r\n';
    expect(await inYaml(crlf, set('b.e', 4))).toBe('a: 1\r\nb:\r\n  c: 2 # x\r\n  e: 4\r\nd: 3\r\n');
    expect(await inYaml(crlf, remove('a'))).toBe(crlf.slice(6));
    expect(await inYaml('\ufeffa: 1\n', set('b', 2))).toBe('\ufeffa: 1\nb: 2\n');
    const quoted = '# Doc\n\n> - text\n>\n>   ```yaml sysdesign\n>   a: 1\n>   b:\n>     c: 2 # x\n>   ```\n\nend\n';
    const texts = await edited({ 'd.md': quoted }, 'd.md', set('b.e', 4), set('a', 5));
    expect(texts).toEqual({ 'd.md': quoted.replace('a: 1', 'a: 5').replace('# x\n', '# x\n>     e: 4\n') });
  });

  it('in the block or the file that has the value', async () => {
    const files = { 's.yaml': 'include: [m.yaml]\nc: { a: { k: 1 } }\n', 'm.yaml': 'c:\n  b: { k: 2 }\n' };
    expect(await edited(files, 's.yaml', set('c.b.k', 3), set('c.a.l', 4))).toEqual({
      's.yaml': 'include: [m.yaml]\nc: { a: { k: 1, l: 4 } }\n',
      'm.yaml': 'c:\n  b: { k: 3 }\n',
    });
    const blocks = '```yaml sysdesign\nc: { a: 1 }\n```\nand\n```yaml sysdesign\nc: { b: 2 }\n```\n';
    expect(await edited({ 'd.md': blocks }, 'd.md', set('c.b', 3))).toEqual({ 'd.md': blocks.replace('b: 2', 'b: 3') });
  });

  it('past what is repeated, or not at all', async () => {
    const text = 'x: &x { k: 1, l: 2 }\na: *x\nb: { <<: *x, m: 3 }\n';
    expect(await inYaml(text, set('b.k', 5))).toBe(text.replace('m: 3', 'm: 3, k: 5'));
    expect(await inYaml(text, set('a.k', 5))).toBe(text.replace('a: *x', 'a: { <<: *x, k: 5 }'));
    expect(await inYaml(text, set('x.k', 5))).toBe('refused: this value is marked &x and repeated by *x: a change would reach both');
    expect(await inYaml(text, remove('b.k'))).toBe('refused: "k" comes from a merge (<<): it cannot be left out here');
    expect(await inYaml(text, remove('a.k'))).toBe('refused: this repeats *x: write it out first');
    expect(await inYaml('x: { a: &n 5 }\ny: *n\n', set('y', 6))).toBe('x: { a: &n 5 }\ny: 6\n');
  });
});

it('counts lines, and shows them as a unified diff', () => {
  const before = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`).join('\n');
  const after = before.replace('line 3', 'third').replace('line 17', 'line 17\nand more');
  expect(linesChanged(before, after)).toBe(2);
  expect(diffOf({ file: 'a.yaml', before, after })).toBe(`--- a/a.yaml
+++ b/a.yaml
@@ -1,6 +1,6 @@
 line 1
 line 2
-line 3
+third
 line 4
 line 5
 line 6
@@ -15,6 +15,7 @@
 line 15
 line 16
 line 17
+and more
 line 18
 line 19
 line 20
\\ No newline at end of file
`);
});

const VALUES: readonly Plain[] = [
  7,
  '12 ms',
  '= max(a, b)',
  'api -> (a, b)',
  "it's: so # x",
  true,
  '007',
  { k: 1, l: [2, { m: 'x y' }] },
  ['a', { b: '1, 2' }],
  {},
  [],
];

/** Every path of a tree. */
function* pathsOf(node: Node, path: Path = []): Generator<{ readonly path: Path; readonly node: Node }> {
  yield { path, node };
  if (node.type === 'map') for (const { key, value } of node.entries.values()) yield* pathsOf(value, [...path, key]);
  if (node.type === 'list') for (const [i, item] of node.items.entries()) yield* pathsOf(item, [...path, i]);
}

const commentsOf = (text: string): readonly string[] => text.match(/(?:^|\s)#.*$/gm) ?? [];

/** What is left of the middle of each text once what they begin and end with alike is taken away. */
function middles(before: string, after: string): readonly [string, string] {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
}

/** Whether all that was there still is, in its order. */
function isWithin(gone: string, fresh: string): boolean {
  let at = 0;
  for (const letter of fresh) if (letter === gone[at]) at++;
  return at === gone.length;
}

/** One change at random, written and read again; how it came out. */
function tryOne(files: readonly SourceFile[], root: MapNode, dice: Dice): 'written' | 'refused' | 'none' {
  const all = [...pathsOf(root)].filter(({ path }) => path.length > 0);
  const { path, node } = dice.of(...all);
  const value = dice.of(...VALUES);
  const of = dice.of('set', 'add', 'remove', 'insert');
  const parent = nodeAt(root, path.slice(0, -1));
  const next =
    of === 'set'
      ? node.type === 'scalar'
        ? withValueAt(root, path, nodeOf(value, AT))
        : root
      : of === 'add'
        ? node.type === 'map'
          ? withValueAt(root, [...path, 'of-the-test'], nodeOf(value, AT))
          : root
        : of === 'remove'
          ? withoutValueAt(root, path)
          : parent?.type === 'list'
            ? withItemAt(root, path, nodeOf(value, AT))
            : root;
  if (next === root || sameValue(next, root)) return 'none';
  const result = editedTexts({ files, root }, next);
  const told = `${of} ${path.join('.')} ${JSON.stringify(value)}\n${files[0]?.text}`;
  if (!result.ok) {
    // Only what takes text away may be refused: for its comments, or for what would be left.
    expect(of, `${result.reason}: ${told}`).toBe('remove');
    return 'refused';
  }
  for (const [{ text: before }, after] of result.texts) {
    expect(commentsOf(after).length, told).toBeGreaterThanOrEqual(commentsOf(before).length);
    const [gone, fresh] = middles(before, after);
    if (of === 'set') expect(node.type === 'scalar' && node.raw.length, told).toBeGreaterThanOrEqual(gone.length);
    else if (of === 'remove') expect(fresh.length, told).toBeLessThanOrEqual(2);
    else if (node.type !== 'map' || node.entries.size > 0) expect(isWithin(gone, fresh), told).toBe(true);
  }
  return 'written';
}

describe('any change of a spec states the tree that was tried, and keeps the rest of the text', () => {
  const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'));

  it('in every example, its ends of lines changed, and in a document', async () => {
    const counts = { written: 0, refused: 0, none: 0 };
    for (const [i, name] of examples.entries()) {
      const text = readFileSync(`examples/${name}`, 'utf8');
      const document = `# Design\n\n- a part:\n\n  ~~~yaml sysdesign\n${text.replace(/^(?=.)/gm, '  ')}  ~~~\n\nEnd.\n`;
      for (const [file, written] of [
        ['s.yaml', text],
        ['s.yaml', text.replace(/\n/g, '\r\n')],
        ['s.md', document],
      ] as const) {
        const { files, root } = await load({ [file]: written }, file);
        const dice = new Dice(i + 1);
        for (let n = 0; n < (isFull ? 200 : 10); n++) counts[tryOne(files, root, dice)]++;
      }
    }
    expect(counts.written).toBeGreaterThan(3 * counts.refused);
    expect(counts.written).toBeGreaterThan(150);
  });

  it('in generated specs, in braces and in lines', async () => {
    const counts = { written: 0, refused: 0, none: 0 };
    for (let seed = 1; seed <= (isFull ? 1000 : 100); seed++) {
      const dice = new Dice(seed);
      const spec = generate(dice);
      const text = dice.chance(0.5) ? yamlOf(spec) : blockYamlOf(spec);
      const { files, root } = await load({ 's.yaml': text }, 's.yaml');
      for (let n = 0; n < 5; n++) counts[tryOne(files, root, dice)]++;
    }
    expect(counts.written).toBeGreaterThan(2 * counts.refused);
  });
});
