import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatFinding } from '../../src/report/finding.js';
import { loadColors } from '../../src/report/paint.js';
import { widthOf } from '../../src/report/text.js';
import { findingAt, rangeOf, sourceOf } from './support/samples.js';

const plain = { color: false, unicode: true, width: 80 };

beforeAll(loadColors);

describe('a finding on a terminal', () => {
  test('shows the sentence, the place, the line with carets under it, and one action', () => {
    const source = sourceOf('sysdesign: 1\nname: shop\nfolws:\n  read: { rate: 5 req/s }\n');
    const text = formatFinding(findingAt(source, 'folws', { help: 'did you mean "flows"?' }), plain);
    expect(text).toBe(
      [
        'error[schema/unknown-key]: unknown key "folws"',
        ' --> shop.sysdesign.yaml:3:1',
        '  |',
        '3 | folws:',
        '  | ^^^^^',
        '  = help: did you mean "flows"?',
      ].join('\n'),
    );
  });

  test('shows related places of the same file in the order of their lines, with their own marks', () => {
    const source = sourceOf('a:\n  rate: 900 req/s\nb:\n  each: { writes: 4k/s }\n');
    const text = formatFinding(
      findingAt(source, '4k/s', {
        math: '900/s x 12 = 10.8k/s > 4k/s',
        related: [{ message: 'x12 in the sale', at: rangeOf(source, '900 req/s') }],
      }),
      plain,
    );
    expect(text.split('\n').slice(1)).toEqual([
      ' --> shop.sysdesign.yaml:4:19',
      '  |',
      '2 |   rate: 900 req/s',
      '  |         --------- x12 in the sale',
      '4 |   each: { writes: 4k/s }',
      '  |                   ^^^^',
      '  = math: 900/s x 12 = 10.8k/s > 4k/s',
    ]);
  });

  test('gives each file its own frame', () => {
    const one = sourceOf('name: one\n', 'one.yaml');
    const two = sourceOf('# first\nname: two\n', 'two.yaml');
    const text = formatFinding(findingAt(two, 'two', { related: [{ message: 'first stated here', at: rangeOf(one, 'one') }] }), plain);
    expect(text).toContain('--> two.yaml:2:7');
    expect(text).toContain('--> one.yaml:1:7');
    expect(text.indexOf('two.yaml')).toBeLessThan(text.indexOf('one.yaml'));
  });

  test('puts the carets under wide letters and tabs', () => {
    const source = sourceOf('\t日本: x1\n');
    const lines = formatFinding(findingAt(source, 'x1'), plain).split('\n');
    // A tab is shown as two columns, each of the two letters takes two: 2 + 4 + ": " = 8.
    expect(lines[4]).toBe(`  | ${' '.repeat(8)}^^`);
  });

  test('marks a place that goes over several lines on its first line only', () => {
    const source = sourceOf('name: [a,\n  b]\n');
    const text = formatFinding({ ...findingAt(source, 'name'), at: { source, start: 6, end: 14 } }, plain);
    expect(text).toContain('1 | name: [a,\n  |       ^^^');
  });

  test('marks the end of a file with one caret', () => {
    const source = sourceOf('name: x\n');
    const text = formatFinding({ ...findingAt(source, 'name'), at: { source, start: 8, end: 8 } }, plain);
    expect(text).toContain('2 |');
    expect(text).toContain('^');
  });

  test('has no frame without a place', () => {
    expect(formatFinding({ rule: 'io/not-found', severity: 'error', message: 'there is no file "x"', help: 'check the path' }, plain)).toBe(
      'error[io/not-found]: there is no file "x"\n = help: check the path',
    );
  });

  test('never sends control characters of a file to the terminal', () => {
    const source = sourceOf('name: \u001b[31mred\u202e\u0007\n');
    const text = formatFinding(findingAt(source, 'red', { message: 'odd \u001b]0;title\u0007' }), plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test('colors only when asked to', () => {
    const source = sourceOf('name: x\n');
    expect(formatFinding(findingAt(source, 'x'), plain)).not.toContain('\u001b[');
    expect(formatFinding(findingAt(source, 'x'), { ...plain, color: true })).toContain('\u001b[');
  });

  test('fits the width whatever the line holds, and still shows the marked place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '日', ' ', '\t', '🎉', '"'), maxLength: 300 }),
        fc.string({ unit: fc.constantFrom('x', '本'), minLength: 1, maxLength: 200 }),
        fc.string({ unit: fc.constantFrom('b', ' ', '字'), maxLength: 300 }),
        fc.boolean(),
        (before, marked, after, unicode) => {
          const source = sourceOf(`# one\n${before}${marked}${after}\n`);
          const start = 6 + before.length;
          const at = { source, start, end: start + marked.length };
          const text = formatFinding(
            { rule: 'spec/one-zone', severity: 'warning', message: 'm '.repeat(90), at, help: 'h '.repeat(90) },
            { ...plain, unicode },
          );
          for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
          expect(text).toContain('^');
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  test('stays quick on a line of a megabyte', () => {
    const source = sourceOf(`name: ${'a'.repeat(1_000_000)} end\n`);
    const text = formatFinding(findingAt(source, 'name'), plain);
    expect(text.length).toBeLessThan(600);
  });
});
