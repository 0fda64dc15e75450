import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ExpressionParser, fieldTypes, loadExpressionParser, parseField } from '../../../src/quantity/index.js';
import { vocabulary } from '../support/words.js';

let parse: ExpressionParser;
beforeAll(async () => {
  parse = await loadExpressionParser();
});
const scope = { resolve: (name: string) => (name === 'a' ? 'a' : undefined), names: () => ['a'] };
const ruleOf = (text: string): string => {
  const read = parse(text, vocabulary, scope);
  return read.ok ? 'fine' : read.problem.rule;
};

describe('hostile texts end in one problem, soon', () => {
  test.each([
    ['digits', '9'.repeat(1_000_000)],
    ['dots', '.'.repeat(1_000_000)],
    ['spaces', `${' '.repeat(1_000_000)}5`],
    ['units', `5 ${'per s '.repeat(200_000)}`],
    ['letters', `5 ${'a'.repeat(1_000_000)}`],
    ['minus signs', `5 a${'-'.repeat(1_000_000)}`],
    ['words', 'a '.repeat(500_000)],
  ])('a megabyte of %s', (_, text) => {
    for (const field of fieldTypes()) {
      const read = parseField(field, text, vocabulary);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.problem.rule).toBe('quantity/too-long');
    }
    expect(ruleOf(`= ${text}`)).toBe('expression/too-long');
  });

  test.each([
    ['parentheses', `= ${'('.repeat(400)}a${')'.repeat(400)}`],
    ['calls', `= ${'abs('.repeat(190)}a${')'.repeat(190)}`],
    ['signs', `= ${'-'.repeat(900)}a`],
    ['sums', `= a${'+a'.repeat(400)}`],
  ])('deep or long: %s', (_, text) => {
    expect(ruleOf(text)).toBe('expression/too-long');
  });

  test.each([
    ['powers', `= a${'^a'.repeat(240)}`],
    ['conditions', `= ${'a?a:'.repeat(120)}a`],
    ['negations', `= ${'not '.repeat(200)}a`],
    ['a sum of 249 terms', `= a${'+a'.repeat(249)}`],
  ])('deep within the limits: %s', (_, text) => {
    expect(ruleOf(text)).toBe('fine');
  });

  // What stopped or exhausted the process when mathjs itself was asked.
  test.each([
    '= 1:1e9',
    '= ones(1e5, 1e5)',
    '= f(x) = f(x)',
    '= "a".repeat(1e8)',
    '= import({ "a": 1 })',
    '= createUnit("foo")',
    '= eval("1")',
    '= a.constructor.constructor("return process")()',
    '= __proto__',
    '= constructor',
    '= [1, 2][1]',
    '= {a: 1}.a',
    '= a -> a',
    '= a => a',
    '= v0',
    '= f1(a)',
    '= true',
    '= i * i',
    '= e',
    '= Infinity',
    '= NaN',
    '= 0x10',
    '= a\u0000b',
    '= a\n= a',
    '= a .* a',
    '= a and',
    '= a to a',
    '= a xor a',
    '= a ?? a',
    '= a?.b',
  ])('%s is refused', (text) => {
    const rule = ruleOf(text);
    expect(rule).toMatch(/^(?:expression|quantity)\//);
  });

  test('any text at all is read or refused, with a place inside it', () => {
    const pieces = fc.constantFrom(
      ...'0123456789.,-+*/^()<>=?:%~_ abmBGx$"\'[]{};!&|×µ'.split(''),
      'per ',
      ' of ',
      ' within ',
      '..',
      '1e',
      'min(',
      'users',
      ' req/s',
      ' kB',
      'nines',
      'not ',
      '\ud83d\ude00',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...fieldTypes()), (source, field) => {
        for (const read of [parseField(field, source, vocabulary), parse(`= ${source}`, vocabulary, scope)]) {
          if (read.ok) continue;
          const length = source.length + 2;
          expect(read.problem.start).toBeGreaterThanOrEqual(0);
          expect(read.problem.end).toBeGreaterThanOrEqual(read.problem.start);
          expect(read.problem.end).toBeLessThanOrEqual(length);
          expect(read.problem.message).not.toBe('');
          expect(read.problem.message).not.toMatch(/undefined|NaN%|\bv\d+\b.*char/);
        }
      }),
      { seed: 20_261_101, numRuns: 5000 },
    );
  });
});
