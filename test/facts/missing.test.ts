import { describe, expect, test } from 'vitest';
import { Missing, type Reason, unknown } from '../../src/facts/index.js';

const listOf = (...reasons: readonly Reason[]): readonly string[] => Missing.of(reasons)?.list ?? [];

describe('what keeps a fact unknown', () => {
  test('is nothing where nothing is missing', () => {
    expect(Missing.of([undefined, undefined])).toBeUndefined();
    expect(unknown()).toEqual({ unknown: undefined });
  });

  test('is listed once each, in the order in which facts give it', () => {
    const shared = Missing.of(['b', 'c']);
    expect(listOf('a', shared, Missing.of(['c', 'd', shared, 'e']), 'a')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('is the same one where only one input lacks something', () => {
    const only = Missing.of(['a']);
    expect(Missing.of([undefined, only, only])).toBe(only);
  });

  test('is looked through without a list', () => {
    const missing = Missing.of(['a', Missing.of(['b'])]);
    expect(missing?.some((reason) => reason === 'b')).toBe(true);
    expect(missing?.some((reason) => reason === 'c')).toBe(false);
  });

  // Each with a list of its own would hold 5,000,000,000 reasons.
  test('is kept once along a chain of 100,000 facts', () => {
    let missing: Missing | undefined;
    for (let i = 0; i < 100_000; i++) missing = Missing.of([`reason ${i}`, missing]);
    const list = missing?.list ?? [];
    expect(list).toHaveLength(100_000);
    expect([list[0], list[99_999]]).toEqual(['reason 99999', 'reason 0']);
  });
});
