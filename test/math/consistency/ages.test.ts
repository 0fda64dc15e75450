import { describe, expect, test } from 'vitest';
import { agesBeyond, ageWithin } from '../../../src/math/consistency/ages.js';

describe('sums of ages of entries', () => {
  test('one: 1 - t / TTL', () => {
    for (const t of [0, 1, 5, 9.99]) expect(agesBeyond([10], t)).toBeCloseTo(1 - t / 10, 12);
    expect(agesBeyond([10], 11)).toBe(0);
  });

  test('two that live as long: a triangle; three: Irwin and Hall', () => {
    expect(agesBeyond([1, 1], 1)).toBeCloseTo(0.5, 12);
    expect(agesBeyond([1, 1], 1.5)).toBeCloseTo(0.125, 12);
    // P(U1 + U2 + U3 > 2) = 1/6, > 2.5: 0.5^3 / 6.
    expect(agesBeyond([1, 1, 1], 2)).toBeCloseTo(1 / 6, 12);
    expect(agesBeyond([1, 1, 1], 2.5)).toBeCloseTo(0.125 / 6, 12);
  });

  test('a flat part between unequal lives', () => {
    // Of 100 s and 1 s, in the middle: the density is 1/100.
    expect(agesBeyond([100, 1], 50)).toBeCloseTo(1 - (50 - 0.5) / 100, 12);
  });

  test('the age that a share is within, and none where nothing is cached', () => {
    expect(ageWithin([30, 20], 0.99)).toBeCloseTo(50 - Math.sqrt(12), 9);
    expect(ageWithin([], 0.99)).toBe(0);
    expect(ageWithin([0, 10], 0.5)).toBeCloseTo(5, 9);
  });
});
