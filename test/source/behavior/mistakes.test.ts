import { describe, expect, it } from 'vitest';
import { findingsOf, marked, readValue } from '../support/reading.js';

/** What is written, the rule that it breaks, the text that the finding marks, and what mends it. */
const MISTAKES: readonly (readonly [what: string, text: string, rule: string, at: string, suggestion?: string])[] = [
  ['a tab as indentation', 'a:\n\tb: 1\n\tc: 2\n', 'yaml/tab', '\t', '  '],
  ['a tab after spaces', 'a:\n  b: 1\n  \tc: 2\n', 'yaml/tab', '\t', '  '],
  [
    'an expression cut at a decimal comma',
    'a: { b: = 1,5M * max(2, 3), c: 1 }\n',
    'yaml/comma-in-number',
    '= 1,5M * max(2, 3)',
    '"= 1.5M * max(2, 3)"',
  ],
  ['a sum cut at a decimal comma', 'a: { b: = 2 + 99,95%, c: 1 }\n', 'yaml/comma-in-number', '= 2 + 99,95%', '= 2 + 99.95%'],
  ['a double quote that is never closed', 'a: "x\nb: 1\nc: { d: 1 }\n', 'yaml/quote', '"'],
  ['a double quote closed by the next one', 'a: "x\nb: "y"\nc: 1\n', 'yaml/quote', '"'],
  ['a single quote that is never closed', "a: 'x\nb: 1\nc: it's\n", 'yaml/quote', "'"],
  ['a quote in a key', '"a: 1\nb: 2\n', 'yaml/quote', '"'],
  ['text after a quote', 'a: "x" y\nb: 1\n', 'yaml/after-quote', 'y'],
  ['a value with a colon', 'a: 20% of x: y\nb: 1\n', 'yaml/colon', '20% of x: y', '"20% of x: y"'],
  ['a line indented too far', 'a: 1\n  b: 2\nc: 3\n', 'yaml/indent', 'b'],
  ['a line indented too little', 'a:\n   b: 1\n  c: 2\nd: 3\n', 'yaml/indent', 'c'],
  ['a list item among keys', 'a: 1\n- b\nc: 2\n', 'yaml/indent', '- b'],
  ['a list on the line of its key', 'a: - b\n', 'yaml/list-on-key-line', '-'],
  ['a brace that is never closed', 'a: { b: 1\nc: 2\nd: 4\n', 'yaml/bracket', '{'],
  ['a bracket inside a brace', 'a: { b: [x y }\n', 'yaml/bracket', '['],
  ['a bracket that nothing opens', 'a: 1\nb: }\n', 'yaml/bracket', '}'],
  ['a missing comma', 'a: { b: 1 c: 2 }\n', 'yaml/comma', '1 c', '1, c'],
  ['a key without a colon', 'a: 1\nb 2\nc: 3\n', 'yaml/missing-colon', 'b 2', 'b: 2'],
  ['a colon without a space', 'rate:5 req/s\nc: 1\n', 'yaml/missing-space', 'rate:5 req/s', 'rate: 5 req/s'],
  ['a colon without a space in braces', 'a: { rate:5, b: 1 }\n', 'yaml/missing-space', 'rate:5', 'rate: 5'],
  ['a colon without a space before a map', 'a:{ b: 1 }\nc: 1\n', 'yaml/missing-space', 'a:{ b: 1 }', 'a: { b: 1 }'],
  [
    'a colon without a space before a longer map',
    'x: 1\na:{ b: { c: 1 }, d: 2 } # why\n',
    'yaml/missing-space',
    'a:{ b: { c: 1 }, d: 2 }',
    'a: { b: { c: 1 }, d: 2 }',
  ],
  ['a colon without a space before other keys', 'x:\n  a.b:5 s\n\n  c: 1\n', 'yaml/missing-space', 'a.b:5 s', 'a.b: 5 s'],
  ['a key indented too far, after an empty line', 'a: 1\n\n b:\n   c: 1\n\nd: 2\n', 'yaml/indent', 'b'],
  ['>= before a comment', 'a: >= 3 # or so\nb: 1\n', 'yaml/comparison', '>= 3', '3'],
  ['>= as a value', 'a: >= 3\nb: 1\n', 'yaml/comparison', '>= 3', '3'],
  ['>= in braces', 'a: { b: >= 3, c: 1 }\n', 'yaml/comparison', '>= 3', '3'],
  ['>= in an expectation', 'expect:\n  a.b: >= 3\n', 'yaml/comparison', '>= 3', 'at least 3'],
  ['>= in an expectation in braces', 's: { x: { expect: { a.b: >= 3 } } }\n', 'yaml/comparison', '>= 3', 'at least 3'],
  ['>= in a list of expectations', 'expect:\n  # what holds\n  a.b: [ >= 3, 4 ]\n', 'yaml/comparison', '>= 3', 'at least 3'],
  ['>= in a requirement', 'requirements:\n  quality:\n    q: { fact: a.b, target: >= 3 }\n', 'yaml/comparison', '>= 3', 'at least 3'],
  ['>= as another target', 'components:\n  a: { target: >= 30% }\n', 'yaml/comparison', '>= 30%', '30%'],
  [
    'an expression with a comma in braces',
    'a: { rate: = ceil(b, 5), c: 1 }\n',
    'yaml/unquoted-expression',
    '= ceil(b, 5)',
    '"= ceil(b, 5)"',
  ],
  [
    'an expression with commas in brackets',
    'a: [= max(b, min(c, d), 5), 7]\n',
    'yaml/unquoted-expression',
    '= max(b, min(c, d), 5)',
    '"= max(b, min(c, d), 5)"',
  ],
  ['a character that begins no value', 'a: @b\n', 'yaml/quotes', '@b', '"@b"'],
  ['the same in braces', 'a: { b: %c, d: 1 }\n', 'yaml/quotes', '%c', '"%c"'],
  ['an escape that is none', 'a: "b\\q"\n', 'yaml/escape', '\\q', '\\\\q'],
  ['a second document', 'a: 1\n---\nb: 2\n', 'yaml/documents', '---'],
  ['a document after the end', 'a: 1\n...\nb: 2\n', 'yaml/documents', 'b: 2'],
  ['a key stated twice', 'a: { b: 1 }\nc: 2\na: 3\n', 'yaml/duplicate-key', 'a'],
  ['a map as a key', '? { a: 1 }\n: 2\n', 'yaml/key', '{ a: 1 }'],
  ['a key that is missing', ': x\n', 'yaml/key', ''],
  ['the key __proto__', '__proto__: { admin: true }\n', 'yaml/key', '__proto__'],
  ['a tag', 'a: !!js/function "return 1"\n', 'yaml/tag', '!!js/function'],
  ['an alias of nothing', 'a: &base 1\nb: *bsae\n', 'yaml/unknown-anchor', '*bsae', '*base'],
  ['an alias inside its own value', 'a: &x { b: *x }\n', 'yaml/circular-alias', '*x'],
  ['a merge of no map', 'a: { <<: 3 }\n', 'yaml/merge', '3'],
  ['a leading zero', 'a: 017\n', 'yaml/leading-zero', '017', '17'],
  ['an integer that loses digits', 'a: 9007199254740993\n', 'yaml/precision', '9007199254740993'],
  ['a list for a spec', '- a: 1\n- b: 2\n', 'yaml/root', '- a: 1'],
  ['text for a spec', 'hello world\n', 'yaml/root', 'hello world'],
  ['nothing but comments', '# later\n', 'yaml/empty', ''],
];

describe('one mistake gives one finding, at its place', () => {
  for (const [what, text, rule, at, suggestion] of MISTAKES) {
    for (const [ends, written] of [
      ['LF', text],
      ['CRLF', text.replaceAll('\n', '\r\n')],
    ] as const) {
      it(`${what} (${ends})`, async () => {
        const findings = await findingsOf(written);
        expect(findings.map((finding) => finding.rule)).toEqual([rule]);
        expect(marked(findings[0])).toBe(at);
        expect(findings[0]?.suggestion).toBe(suggestion);
        expect(findings[0]?.help).toBeTruthy();
      });
    }
  }
});

it('leaves a spec without the mistake once the suggestion is taken', async () => {
  for (const [, text, , , suggestion] of MISTAKES) {
    if (suggestion === undefined || text.includes('\t')) continue;
    const at = (await findingsOf(text))[0]?.at;
    expect(await findingsOf(text.slice(0, at?.start) + suggestion + text.slice(at?.end)), text).toEqual([]);
  }
});

it('finds the same below an empty line or a comment', async () => {
  for (const [, text, rule, at] of MISTAKES)
    for (const above of ['\n', '\r\n', '# why\n']) {
      const [finding] = await findingsOf(above + text);
      expect([finding?.rule, marked(finding)], JSON.stringify(above + text)).toEqual([rule, at]);
    }
});

it('reports mistakes in different values separately', async () => {
  const findings = await findingsOf('a: >= 3\nb: @x\nc: 1\nd: <= 4\n');
  expect(findings.map((finding) => [finding.rule, marked(finding)])).toEqual([
    ['yaml/comparison', '>= 3'],
    ['yaml/quotes', '@x'],
  ]);
});

it('names the first place of a key stated twice', async () => {
  const [finding] = await findingsOf('a: 1\nb: 2\na: 3\n');
  expect(finding?.at?.start).toBe(10);
  expect(finding?.related?.[0]?.at.start).toBe(0);
});

it('is no stricter than YAML where a spec is clear', async () => {
  expect(await readValue('a: {\n  b: 1\n}\nc: [\n  x,\n  y\n]\n')).toEqual({ a: { b: 1 }, c: ['x', 'y'] });
  expect(await readValue('---\na: 1\n...\n')).toEqual({ a: 1 });
  expect(await readValue('%YAML 1.1\n---\na: yes\n')).toEqual({ a: 'yes' });
  expect(await readValue('a: !!str 5\nb: 0\nc: 0.5\nd: -0.5e3\n')).toEqual({ a: '5', b: 0, c: 0.5, d: -500 });
  expect(await readValue('a: { b, c: 1 }\nd:\n')).toEqual({ a: { b: null, c: 1 }, d: null });
  expect(await readValue('a: it is\n  long\nb: |\n  x\n   y\nc: >-\n  x\n  y\n')).toEqual({ a: 'it is long', b: 'x\n y\n', c: 'x y' });
  expect(await readValue('a: = max(1, 2)\nb: x#y # comment\n')).toEqual({ a: '= max(1, 2)', b: 'x#y' });
});
