import { describe, expect, it } from 'vitest';
import { oneByOne } from '../../src/facts/one-by-one.js';

const N = 10_000;
const share = Float64Array.from({ length: N }, (_, i) => ((i * 7919) % N) / N);
const other = Float64Array.from({ length: N }, (_, i) => ((i * 104_729) % N) / N);
const instances = Float64Array.from({ length: N }, (_, i) => 3 + (i % 5));
/** The request misses, and every instance is down, each for a tenth of the time; or the second chance comes true. */
const lost = (miss: number, chance: number, n: number): number => miss * 0.1 ** n * (1 - chance) + chance;

describe('a function in each sample', () => {
  it('is worked out once for samples that are alike', () => {
    let calls = 0;
    const apply = ([n = 0, k = 0]: readonly number[]): number => {
      calls++;
      return n ** k;
    };
    expect(oneByOne(apply, [instances, 2], N, 0)).toEqual(instances.map((n) => n ** 2));
    expect(calls).toBe(5);
  });

  it('is worked out at both ends of the chances in which it is linear', () => {
    let calls = 0;
    const apply = ([miss = 0, chance = 0, n = 0]: readonly number[]): number => {
      calls++;
      return lost(miss, chance, n);
    };
    const got = oneByOne(apply, [share, other, instances], N, 2);
    expect(calls).toBe(5 * 4);
    for (const [i, value] of got.entries()) {
      const exact = lost(share[i] as number, other[i] as number, instances[i] as number);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-14 * exact);
    }
  });

  it('is worked out at few values of the one number that it is smooth in, beside those that are whole', () => {
    let calls = 0;
    const apply = ([x = 0, n = 0]: readonly number[]): number => {
      calls++;
      return n / (1 + x);
    };
    const got = oneByOne(apply, [share, instances], N, 0);
    expect(calls).toBeLessThanOrEqual(5 * 17);
    for (const [i, value] of got.entries()) {
      const exact = (instances[i] as number) / (1 + (share[i] as number));
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-6 * exact);
    }
  });

  it('is worked out in every sample where it is not linear in the two that differ', () => {
    const half = oneByOne(([x = 0, y = 0]) => x * y * y, [share, other], N, 1);
    expect(half).toEqual(share.map((x, i) => x * (other[i] as number) * (other[i] as number)));
  });

  it('takes a column that comes twice for each of its arguments', () => {
    const got = oneByOne(([x = 0, y = 0]) => x * y, [share, share], N, 0);
    for (const [i, value] of got.entries()) expect(Math.abs(value - (share[i] as number) ** 2)).toBeLessThanOrEqual(1e-14);
    expect(oneByOne(([x = 0, y = 0]) => x * y, [share, share], N, 2)).toEqual(share.map((x) => x * x));
  });
});
