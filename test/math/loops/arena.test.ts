import { describe, expect, it } from 'vitest';
import { arenaFor } from '../../../src/math/loops/arena.js';
import { lattice, summed } from '../../../src/math/loops/index.js';

describe('the arena of the loops', () => {
  it('has room for more than before', () => {
    const ones = new Float64Array(300_000).fill(1);
    expect(arenaFor(2, ones.length)).toBeDefined();
    expect(summed([{ values: ones, scale: 2 }], ones.length)[299_999]).toBe(2);
  });

  it('has no room beyond what WebAssembly addresses, and is there again for less', () => {
    expect(arenaFor(1, 2 ** 30)).toBeUndefined();
    expect(arenaFor(1, 10)).toBeDefined();
    expect([...lattice(1, 2, 5)]).toEqual([1, 3, 0, 2, 4]);
  });
});
