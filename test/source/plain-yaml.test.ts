import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/index.js';
import { byLibrary } from '../../src/source/parse-yaml.js';
import { plainTree } from '../../src/source/plain-yaml.js';
import { type Slice, wholeOf } from '../../src/source/slice.js';

// What is read without the library is what the library reads, place by place; what it finds fault with is left to it.

const root = fileURLToPath(new URL('../..', import.meta.url));
const SPECS = ['examples', 'templates', 'test/bench/specs'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

const sliceOf = (text: string): Slice => wholeOf({ name: 'a.yaml', text });

/** Whether it is read without the library; fails where the two differ. */
function isAlike(text: string): boolean {
  const slice = sliceOf(text);
  const own = plainTree(slice);
  if (!own) return false;
  const warnings: Finding[] = [];
  const theirs = byLibrary(slice, warnings);
  expect(theirs, text).toEqual({ ok: true, value: own });
  expect(warnings, text).toEqual([]);
  return true;
}

describe('YAML that is read without the library', () => {
  it('is what most specs are written in', () => {
    const plain = SPECS.filter(isAlike);
    expect(plain.length / SPECS.length).toBeGreaterThan(0.5);
  });

  it.each([
    [
      'a scalar at each place',
      'a: 1\nb: -2.5\nc: text with, commas {and} more\nd: "in # quotes"\ne: \'x\'\nf: ~\ng: True\nh: false # no\n',
    ],
    ['maps in maps', 'a:\n  b:\n      c: 1\n\n  # two\n  d: 2\ne: 3'],
    ['lists', 'a:\n- 1\n- b: 2\n  c: 3\n-   d: 4\n    e: [5, {f: 6}]\ng:\n  - x -> y\n'],
    ['brackets over lines', 'a: {\n  b: 1, # one\n  c: [2,\n 3,\n  ],\n  }\nd: []\ne: {}\n'],
    ['urls and times', 'a: https://example.com/x?y=1#z\nb: 10:30\nc: = a(b) + 2\nd: <= 3\n'],
  ])('%s', (_name, text) => {
    expect(isAlike(text)).toBe(true);
  });

  it.each([
    ['values over lines', 'a: one\n  two\n'],
    ['escapes', 'a: "\\t"\n'],
    ['quotes in quotes', "a: 'it''s'\n"],
    ['anchors', 'a: &x 1\nb: *x\n'],
    ['tags', 'a: !!str 1\n'],
    ['blocks of text', 'a: |\n  text\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key without a value', 'a:\nb: 1\n'],
    ['numbers that look like others', 'a: 017\n'],
    ['numbers too long to keep', 'a: 12345678901234567\n'],
    ['tabs', 'a:\t1\n'],
    ['other line ends', 'a: 1\r\nb: 2\r\n'],
    ['documents', '---\na: 1\n'],
    ['brackets that are never closed', 'a: {b: 1\n'],
    ['a colon too many', 'a: b: c\n'],
    ['an expression that a comma cuts', 'a: { b: = max(1, 2) }\n'],
    ['a lone word', 'word\n'],
    ['a list', '- 1\n'],
    ['nothing', '# only this\n'],
    ['levels without end', `a: ${'['.repeat(60)}${']'.repeat(60)}\n`],
  ])('is none of these: %s', (_name, text) => {
    expect(plainTree(sliceOf(text))).toBeUndefined();
  });

  it('stays so when specs are changed at random', () => {
    const piece = fc.constantFrom(
      ...[
        ' ',
        '  ',
        '\n',
        '\n  ',
        ':',
        ': ',
        ',',
        '{',
        '}',
        '[',
        ']',
        '#',
        ' # x',
        '-',
        '- ',
        '"',
        "'",
        '=',
        '|',
        '>',
        '&',
        '*',
        '!',
        '?',
        '%',
        '@',
      ],
      ...[
        '~',
        'null',
        '0',
        '1',
        '.',
        '1.',
        '-',
        '+',
        '0x1',
        '1e3',
        'true',
        'a',
        'a: ',
        'a: b',
        '\t',
        '\r',
        '\\',
        '---',
        '<<: ',
        'é',
        '(',
        ')',
      ],
    );
    const edit = fc.record({ at: fc.nat(), drop: fc.nat(12), piece });
    const changed = fc
      .tuple(fc.constantFrom(...SPECS), fc.nat(), fc.integer({ min: 1, max: 12 }), fc.array(edit, { minLength: 1, maxLength: 4 }))
      .map(([spec, from, lines, edits]) => {
        // Some lines from the top level on: edits of a few lines meet each other.
        const all = spec.split('\n');
        const tops = all.flatMap((line, i) => (/^\w/.test(line) ? [i] : []));
        const start = tops[from % tops.length] ?? 0;
        let text = all.slice(start, start + lines).join('\n');
        for (const { at, drop, piece: inserted } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + inserted + text.slice(place + drop);
        }
        return text;
      });
    fc.assert(
      fc.property(changed, (text) => void isAlike(text)),
      { numRuns: Number(process.env.PLAIN_RUNS ?? 3000) },
    );
  });
});
