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

  it('is followed along one argument in which it is not linear', () => {
    let calls = 0;
    const power = ([miss = 0, chance = 0, n = 0]: readonly number[]): number => {
      calls++;
      return lost(miss, (1 + chance) ** -3, n);
    };
    const got = oneByOne(power, [share, other, instances], N, 1);
    // Five numbers of instances, both ends of the chance, and 17 points along the other, in halves, of which one is looked at again.
    expect(calls).toBeLessThanOrEqual(5 * 2 * 3 * 17);
    for (const [i, value] of got.entries()) {
      const exact = power([share[i] as number, other[i] as number, instances[i] as number]);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-7 * exact);
    }
  });

  it('is worked out in every sample where two differ that have nothing to do with each other', () => {
    const scattered = share.map((x) => 2 + Math.sin(1e9 * x * x));
    const both = oneByOne(([x = 0, y = 0, n = 0]) => Math.sqrt(x * y) * n, [share, scattered, instances], N, 0);
    expect(both).toEqual(share.map((x, i) => Math.sqrt(x * (scattered[i] as number)) * (instances[i] as number)));
  });

  it('takes a column that comes twice for each of its arguments', () => {
    for (const linear of [0, 1, 2]) {
      const got = oneByOne(([x = 0, y = 0]) => x * y, [share, share], N, linear);
      for (const [i, x] of share.entries()) expect(Math.abs((got[i] as number) - x * x)).toBeLessThanOrEqual(1e-14);
    }
  });
});
