import { describe, expect, test } from 'vitest';
import { reasonText, reasonTexts } from '../../src/core/index.js';
import { Missing, type MissingPart, unknown } from '../../src/facts/index.js';

const listOf = (...reasons: readonly MissingPart[]): readonly string[] => reasonTexts(Missing.of(reasons)?.list ?? []);

describe('what keeps a fact unknown', () => {
  test('is nothing where nothing is missing', () => {
    expect(Missing.of([undefined, undefined])).toBeUndefined();
    expect(unknown()).toEqual({ unknown: undefined });
  });

  test('is listed once each, in the order in which facts give it', () => {
    const shared = Missing.of(['x.b', 'x.c']);
    expect(listOf('x.a', shared, Missing.of(['x.c', 'x.d', shared, 'x.e']), 'x.a')).toEqual(['x.a', 'x.b', 'x.c', 'x.d', 'x.e']);
  });

  test('is the same one where only one input lacks something', () => {
    const only = Missing.of(['x.a']);
    expect(Missing.of([undefined, only, only])).toBe(only);
  });

  test('is looked through without a list', () => {
    const missing = Missing.of(['x.a', Missing.of(['x.b'])]);
    expect(missing?.some((reason) => reasonText(reason) === 'x.b')).toBe(true);
    expect(missing?.some((reason) => reasonText(reason) === 'x.c')).toBe(false);
  });

  // Each with a list of its own would hold 5,000,000,000 reasons.
  test('is kept once along a chain of 100,000 facts', () => {
    let missing: Missing | undefined;
    for (let i = 0; i < 100_000; i++) missing = Missing.of([{ text: `reason ${i}` }, missing]);
    const list = missing?.list ?? [];
    expect(list).toHaveLength(100_000);
    expect([list[0], list[99_999]]).toEqual([{ text: 'reason 99999' }, { text: 'reason 0' }]);
  });
});
