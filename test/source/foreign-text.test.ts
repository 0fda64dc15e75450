import { expect, it } from 'vitest';
import { parseYaml, wholeOf } from '../../src/source/index.js';

/** Rule, place and suggestion of each finding. */
function found(text: string): readonly (readonly [string, string, string | undefined])[] {
  const tree = parseYaml(wholeOf({ name: 'a.yaml', text }));
  if (tree.ok) return [];
  return tree.findings.map(({ rule, at, suggestion }) => [rule, text.slice(at?.start, at?.end), suggestion]);
}

it('tells a conflict once, and a marker that was left behind by itself', () => {
  expect(found('a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n')).toEqual([['yaml/merge-marker', '<<<<<<< HEAD', undefined]]);
  expect(found('a: 1\nb: 1\n=======\nc: 2\n')).toEqual([['yaml/merge-marker', '=======', '']]);
});

it('applies a diff: a pair of lines, a hunk, a whole patch', () => {
  expect(found('a:\n-  b: 1\n+  b: 2\nc: 3\n')).toEqual([['yaml/diff', '-  b: 1\n+  b: 2', '  b: 2']]);
  expect(found('@@ -1,2 +1,3 @@\n a: 1\n-b: 1\n+b: 2\n+c: 3\n')).toEqual([
    ['yaml/diff', '@@ -1,2 +1,3 @@\n a: 1\n-b: 1\n+b: 2\n+c: 3', 'a: 1\nb: 2\nc: 3'],
  ]);
});

it('leaves lists at the margin, blocks of text and quoted text alone', () => {
  expect(found('include:\n- a.yaml\n- b.yaml\n')).toEqual([]);
  expect(found('a: |\n  + more\n  // as it is\n  <<<<<<< HEAD\n\u00a0 x\n')).not.toContainEqual(expect.arrayContaining(['yaml/diff']));
  expect(found('a: |\n  + more\n  // as it is\n  <<<<<<< HEAD\nb: "// x"\nc: “as he said” it\n')).toEqual([]);
});

it('turns comments of JSON into comments of YAML', () => {
  expect(found('// one: two\na: 1\n')).toEqual([['yaml/comment', '// one: two', '# one: two']]);
  expect(found('/* one\n * two\n */\na: 1\n')).toEqual([['yaml/comment', '/* one\n * two\n */', '# one\n # two\n #']]);
  expect(found('a: {\n  b: 1, // why\n  c: 2 }\n')).toEqual([['yaml/comment', '// why', '# why']]);
  // In JSON keys are quoted, and the last of a map has no comma.
  expect(found('{ "a": 1, // why\n  "b": "x//y" }\n')).toEqual([['yaml/comment', '// why', '# why']]);
  expect(found('{ "a": 1,\n  "b": "c, // d" /* why */\n}\n')).toEqual([['yaml/comment', '/* why */', '# why']]);
  expect(found('a: { b: 1 } // why\nc: 2\n')).toEqual([['yaml/comment', '// why', '# why']]);
  expect(found("{ 'a': [1], // it's so\n  b: 2 }\n")).toEqual([['yaml/comment', "// it's so", "# it's so"]]);
  expect(found('/* a */ b: 1\n')).toEqual([['yaml/comment', '/* a */ ', '']]);
});

it('makes plain spaces of those of other sorts', () => {
  expect(found('a:\n\u00a0\u00a0b: 1\n')).toEqual([['yaml/odd-space', '\u00a0\u00a0', '  ']]);
  expect(found('a:\n\u3000b: 1\n')).toEqual([['yaml/odd-space', '\u3000', '  ']]);
});

it('joins what a comma cuts in braces', () => {
  expect(found('{ a: 99,95%, b: 1 }')).toEqual([['yaml/comma-in-number', '99,95%', '99.95%']]);
  expect(found('{ a: 1,000,000 req/s }')).toEqual([['yaml/comma-in-number', '1,000,000 req/s', '1000000 req/s']]);
  expect(found('{ a: “b, c”, d: 1 }')).toEqual([['yaml/odd-character', '“b, c”', '"b, c"']]);
  expect(found('{ a: max(b, c), d: 1 }')).toEqual([['yaml/unquoted-expression', 'max(b, c)', '"= max(b, c)"']]);
  expect(found('a: [1,5]\n')).toEqual([]);
});

it('moves back what stands too far to the left', () => {
  expect(found('a:\n  b:\n  c: 1\n    d: 2\n')).toEqual([['yaml/indent', 'c: 1', '  c: 1']]);
  expect(found('a:\n  b:\n    c: 1\n  d:\n    - 1\n    e: 2\n')).toEqual([['yaml/indent', 'd:\n    - 1', '  d:\n      - 1']]);
});

it('takes a mark by hand for a space where that makes the line one of those around it', () => {
  expect(found('a:\n  b: 1\n+ c: 2\n')).toEqual([['yaml/diff', '+ c: 2', '  c: 2']]);
  expect(found('a:\n  b: 1\n+  c: 2\n')).toEqual([['yaml/diff', '+  c: 2', '  c: 2']]);
  expect(found('a:\n  b: 1\n- c: { d: 2 }\n')).toEqual([['yaml/indent', '-', ' ']]);
  expect(found('a:\n  b: { e: 1 }\n- c: { d: 2 }\nf: 1\n')).toEqual([['yaml/indent', '-', ' ']]);
});

it('leaves out the fence of a block of Markdown', () => {
  expect(found('```yaml\na: 1\n')).toEqual([['yaml/odd-character', '```yaml', '']]);
  expect(found('```yaml\na: 1\nb:\n  c: 2\n```\n')).toEqual([['yaml/odd-character', '```yaml\na: 1\nb:\n  c: 2\n```', 'a: 1\nb:\n  c: 2']]);
  expect(found('a: 1\n```\n')).toEqual([['yaml/odd-character', '```', '']]);
});

it('reads the colon of another script', () => {
  expect(found('a: 1\nname： shop\n')).toEqual([['yaml/odd-character', 'name： shop', 'name: shop']]);
});
