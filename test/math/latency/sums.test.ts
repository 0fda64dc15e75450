import { describe, expect, it } from 'vitest';
import { randomWords } from '../../../src/math/index.js';
import { Lattice } from '../../../src/math/latency/lattice.js';
import { plainLogNormal } from '../../../src/math/latency/plain-log-normal.js';
import { plainlyConvolved } from '../../../src/math/latency/plain-sums.js';
import { chancesOf, convolved } from '../../../src/math/latency/sums.js';
import { fixedTime, logNormalTime, type Time, uniformTime } from '../../../src/math/latency/times.js';

/** Both sides of a time: what is at most a point, and at most the next. */
function bracketOf(time: Time, lattice: Lattice) {
  const high = chancesOf(time, lattice);
  return { low: Float64Array.from(high, (_, i) => (i + 1 < high.length ? (high[i + 1] as number) : time.within(lattice.end))), high };
}

describe('sums of times on a lattice', () => {
  it('are the same to the last bit in WebAssembly and in plain code', () => {
    const words = randomWords(12, 1);
    const random = () => (words() >>> 0) / 2 ** 32;
    for (const [block, octaves] of [
      [16, 22],
      [64, 6],
      [256, 3],
      [1024, 0],
    ] as const) {
      const lattice = new Lattice(1e-3, block, octaves);
      const times = Array.from({ length: 6 }, () => {
        const p50 = lattice.end * 10 ** (-4 * random());
        return logNormalTime(p50, p50 * (1 + 20 * random()));
      });
      const all = [...times, uniformTime(lattice.end / 50, lattice.end / 40), fixedTime(lattice.end / 3)].map((time) =>
        bracketOf(time, lattice),
      );
      for (const x of all)
        for (const y of all) {
          const [quick, plain] = [convolved(x, y, lattice), plainlyConvolved(x, y, lattice)];
          expect(quick.low).toEqual(plain.low);
          expect(quick.high).toEqual(plain.high);
        }
    }
  });

  it('of two dice have the chances of two dice', () => {
    // 2 to 12: 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1 of 36.
    const lattice = new Lattice(1, 16, 0);
    const die = Float64Array.from({ length: 16 }, (_, i) => Math.min(6, i) / 6);
    const { high } = convolved({ low: die, high: die }, { low: die, high: die }, lattice);
    let sum = 0;
    for (let i = 0; i < 16; i++) {
      sum += i < 2 || i > 12 ? 0 : (6 - Math.abs(i - 7)) / 36;
      expect(high[i]).toBeCloseTo(sum, 12);
    }
  });

  it('take chances of log-normal times as their formula does, in both tails', () => {
    for (const [p50, p99] of [
      [0.01, 0.02],
      [1, 500],
      [40, 41],
    ] as const) {
      const lattice = new Lattice(p50 / 200, 256, 12);
      const time = logNormalTime(p50, p99);
      const chances = chancesOf(time, lattice);
      const { mu, sigma } = time.logNormal as { mu: number; sigma: number };
      expect(plainLogNormal(mu, sigma, lattice.logs)).toEqual(chances);
      for (const [i, point] of lattice.points.entries()) {
        const exact = time.within(point);
        expect(Math.abs((chances[i] as number) - exact)).toBeLessThan(1e-14 * exact + 1e-300);
      }
    }
  });
});
