import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike as plainlyAlike } from '../../../src/math/loops/alike.js';
import * as loops from '../../../src/math/loops/index.js';
import * as plainLoops from '../../../src/math/loops/plain.js';
import { normalQuantile } from '../../../src/math/normal.js';
import { randomPermutation, randomWords } from '../../../src/math/prng.js';
import { quantileFunction, quantilesAt } from '../../../src/math/spread.js';

/** Each loop written out over single numbers: in WebAssembly as in plain code it has to give the same to the last bit. */

const number = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const finite = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: -50, max: 50 }));
const columns = (count: number, of: fc.Arbitrary<number> = number): fc.Arbitrary<Float64Array[]> =>
  fc
    .array(fc.array(of, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 300 })
    .map((rows) => Array.from({ length: count }, (_, k) => Float64Array.from(rows, (row) => row[k] as number)));
const column = (of: fc.Arbitrary<number> = number): fc.Arbitrary<Float64Array> => columns(1, of).map(([one]) => one as Float64Array);

const each = (all: readonly Float64Array[], of: (...values: number[]) => number): Float64Array =>
  Float64Array.from(all[0] as Float64Array, (_, i) => of(...all.map((one) => one[i] as number)));

const plain = (values: Float64Array): loops.Operand => ({ values, scale: 1, offset: 0 });

const PLAIN = {
  // The integral of growth ** s from `from` to `to`.
  compounded: [
    3,
    (growth: number, from: number, to: number) => {
      const rate = Math.abs(growth - 1) < 0.5 ? Math.log1p(growth - 1) : Math.log(growth);
      const exponent = rate * (to - from);
      return Math.exp(rate * from) * (to - from) * (exponent === 0 ? 1 : Math.expm1(exponent) / exponent);
    },
  ],
  multiply: [2, (a: number, b: number) => a * b],
  divide: [2, (a: number, b: number) => a / b],
  max: [2, Math.max],
  min: [2, Math.min],
  greater: [2, (a: number, b: number) => Number(a > b)],
  greaterOrEqual: [2, (a: number, b: number) => Number(a >= b)],
  if: [3, (a: number, b: number, c: number) => (a !== 0 ? b : c)],
  log: [1, Math.log],
  // A whole number missed by rounding is taken for it.
  ceil: [1, (x: number) => Math.ceil(Math.abs(x - Math.round(x)) <= 1e-9 * Math.max(1, Math.abs(x)) ? Math.round(x) : x)],
} as const;

const { loopFor } = loops;

describe('the loop for an operation', () => {
  it('is there for no other number of columns', () => {
    expect(loopFor('log', 2)).toBeUndefined();
    expect(loopFor('ceil', 2)).toBeUndefined();
    expect(loopFor('toString', 0)).toBeUndefined();
  });
});

describe.each([
  ['WebAssembly', loops],
  ['plain code', { ...plainLoops, alike: plainlyAlike }],
])('loops over samples in %s', (_, made) => {
  const {
    alike,
    around,
    binned,
    combined,
    countBelow,
    countsBefore,
    explained,
    extremesOf,
    fitted,
    gathered,
    lattice,
    membersOf,
    momentsOf,
  } = made;
  const { scaled, scoresOf, spreadAt, summed } = made;

  it.each(Object.entries(PLAIN))('%s is what it is of numbers', (name, [count, of]) => {
    const loop = loopFor(name, count);
    expect(loop).toBe(name);
    if (!loop) return;
    fc.assert(
      fc.property(columns(count), (all) => {
        expect(combined(loop, all.map(plain), all[0]?.length ?? 0)).toEqual(each(all, of as (...values: number[]) => number));
      }),
    );
  });

  it('take a whole number missed by rounding for it', () => {
    expect([...combined('ceil', [plain(Float64Array.of(30.000000000000004, 29.999999999, 30.1, -0.5, 3e15))], 5)]).toEqual([
      30, 30, 31, -0, 3e15,
    ]);
  });

  it('scale and add up', () => {
    fc.assert(
      fc.property(columns(2), number, number, ([a, b], scale, offset) => {
        if (!a || !b) return;
        expect(scaled(a, scale, offset)).toEqual(each([a], (x) => x * scale + offset));
        const terms = [
          { values: a, scale },
          { values: b, scale: offset },
        ];
        expect(summed(terms, a.length)).toEqual(each([a, b], (x, y) => 0 + x * scale + y * offset));
      }),
    );
  });

  it('take every stratum once, and its value from a table', () => {
    const n = 10_007;
    const strata = lattice(5000, 3799, n);
    expect([...strata]).toEqual(Array.from({ length: n }, (_, i) => (5000 + 3799 * i) % n));
    const table = Float64Array.from({ length: n }, (_, k) => Math.sqrt(k));
    expect([...gathered(table, strata)]).toEqual([...strata].map((k) => Math.sqrt(k)));
  });

  it('give the score of each stratum', () => {
    for (const n of [1, 2, 7, 10_000]) {
      const half = Array.from({ length: n >> 1 }, (_, k) => normalQuantile((k + 0.5) / n));
      expect([...scoresOf(n)]).toEqual([...half, ...(n % 2 === 1 ? [0] : []), ...half.map((score) => -score).reverse()]);
    }
  });

  it.each(['log-normal', 'logit-normal', 'normal'] as const)('give the values of a %s spread', (family) => {
    const sides = { family, p50: 0.3, below: 0.25, above: 0.5 };
    const scores = Float64Array.from({ length: 999 }, (_, k) => (k - 499) / 100);
    const valueAt = (z: number): number => {
      const step = (z < 0 ? 0.25 : 0.5) * z;
      if (family === 'normal') return 0.3 + step;
      return family === 'log-normal' ? 0.3 * Math.exp(step) : 0.3 / (0.3 + (1 - 0.3) * Math.exp(-step));
    };
    expect([...spreadAt(scores, sides)]).toEqual([...scores].map(valueAt));
    const spread = { family, p5: 0.2, p50: 0.3, p95: 0.7 };
    expect([...quantilesAt(spread, scores)]).toEqual([...scores].map(quantileFunction(spread)));
  });

  it('find the extremes', () => {
    fc.assert(
      fc.property(column(), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        expect(extremesOf(values).map((x) => x + 0)).toEqual([(sorted[0] as number) + 0, (sorted.at(-1) as number) + 0]);
      }),
    );
    expect(extremesOf(Float64Array.of(1, Number.NaN, 2))).toEqual([Number.NaN, Number.NaN]);
    expect(extremesOf(Float64Array.of(Number.NaN, 1))).toEqual([Number.NaN, Number.NaN]);
  });

  it('sort into buckets', () => {
    fc.assert(
      fc.property(column(finite), (values) => {
        const [least, most] = extremesOf(values);
        const count = 16;
        const perUnit = count / (most - least);
        if (!Number.isFinite(perUnit)) return;
        const bucketOf = (x: number): number => Math.min(count - 1, Math.floor((x - least) * perUnit));
        const before = countsBefore(values, { count, least, perUnit });
        expect(before).toHaveLength(count + 1);
        for (let bucket = 0; bucket < count; bucket++) {
          expect(before[bucket]).toBe(values.filter((x) => bucketOf(x) < bucket).length);
          const members = values.filter((x) => bucketOf(x) === bucket);
          expect(membersOf(values, { count, least, perUnit }, bucket, members.length)).toEqual(members);
        }
        expect(before[count]).toBe(values.length);
      }),
    );
  });

  it('follow a target by the sum of its slopes along columns', () => {
    fc.assert(
      fc.property(columns(3, finite), ([target, a, b]) => {
        if (!target || !a || !b) return;
        const n = target.length;
        const rest = target.slice();
        const line = new Float64Array(n);
        const slopes = [0, 0];
        for (let round = 0; round < 2; round++) {
          for (const [k, along] of [a, b].entries()) {
            let slope = 0;
            for (let i = 0; i < n; i++) slope += (along[i] as number) * (rest[i] as number);
            slope /= n;
            slopes[k] = (slopes[k] as number) + slope;
            for (let i = 0; i < n; i++) {
              rest[i] = (rest[i] as number) - slope * (along[i] as number);
              line[i] = (line[i] as number) + slope * (along[i] as number);
            }
          }
        }
        expect(fitted(target, [a, b])).toEqual({ line, slopes });
        const positive = target.map((x) => 1 + x * x);
        expect(fitted(positive, [a, b], true)).toEqual(fitted(positive.map(Math.log), [a, b]));
      }),
    );
  });

  it('take from a target what inputs explain by three functions of their strata', () => {
    fc.assert(
      fc.property(columns(4, finite), ([target, ...functions]) => {
        if (!target) throw new Error('no target');
        const n = target.length;
        const table = Float64Array.from({ length: 3 * n }, (_, at) => functions[at % 3]?.[Math.floor(at / 3)] ?? 0);
        const inputs = [3, 8].map((seed) => randomPermutation(randomWords(seed, 0), n));
        const remainder = target.slice();
        const slopes = inputs.map(() => [0, 0, 0]);
        for (const _round of [1, 2])
          for (const [input, strata] of inputs.entries()) {
            const found = functions.map((own) => {
              let sum = 0;
              for (let i = 0; i < n; i++) sum += (own[strata[i] ?? 0] ?? 0) * (remainder[i] ?? 0);
              return sum / n;
            });
            for (let i = 0; i < n; i++) {
              const [a = 0, b = 0, c = 0] = functions.map((own, k) => (found[k] ?? 0) * (own[strata[i] ?? 0] ?? 0));
              remainder[i] = (remainder[i] ?? 0) - (a + b + c);
            }
            slopes[input] = (slopes[input] ?? []).map((slope, k) => slope + (found[k] ?? 0));
          }
        expect(explained(target, table, inputs, 2)).toEqual({ slopes, remainder });
      }),
    );
  });

  it('count what lies on either side of a limit', () => {
    fc.assert(
      fc.property(columns(2), number, number, ([values, line], limit, lineLimit) => {
        if (!values || !line) return;
        const below = values.filter((x) => x <= limit);
        expect(around(values, limit)).toEqual({
          count: below.length,
          below: Math.max(...below),
          above: Math.min(...values.filter((x) => x > limit)),
        });
        const both = values.filter((x, i) => x <= limit && (line[i] as number) <= lineLimit).length;
        expect(countBelow(values, limit, line, lineLimit)).toEqual({ atMost: below.length, both });
      }),
    );
  });

  it('take moments of what is finite, altogether and by bin', () => {
    const odd = fc.oneof(finite, fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN));
    fc.assert(
      fc.property(column(odd), (values) => {
        const n = values.length;
        const real = [...values].filter(Number.isFinite);
        const average = real.reduce((sum, x) => sum + x, 0) / real.length;
        const squares = real.reduce((sum, x) => sum + (x - average) * (x - average), 0);
        expect(momentsOf(values)).toEqual({ count: real.length, average, squares });
        const strata = Int32Array.from({ length: n }, (_, i) => n - 1 - i);
        const sums = new Float64Array(7);
        const counts = new Int32Array(7);
        for (const [i, x] of values.entries()) {
          const bin = Math.floor(((strata[i] as number) * 7) / n);
          if (!Number.isFinite(x - average)) continue;
          sums[bin] = (sums[bin] as number) + (x - average);
          counts[bin] = (counts[bin] as number) + 1;
        }
        expect(binned(values, average, strata, 7)).toEqual({ sums, counts });
      }),
    );
  });

  it('tell apart samples of which some column differs', () => {
    fc.assert(
      fc.property(columns(3, fc.integer({ min: -3, max: 3 })), (all) => {
        const { numbers = [], leftOut } = alike(all) ?? {};
        expect(leftOut).toEqual([]);
        const seen = new Map<string, number>();
        const own = new Set(numbers);
        for (const [i, number] of [...numbers].entries()) {
          const key = all.map((one) => one[i]).join(' ');
          expect(seen.get(key) ?? number).toBe(number);
          seen.set(key, number);
        }
        expect(own.size).toBe(seen.size);
      }),
    );
  });

  it('do not tell apart what hardly ever is the same', () => {
    const ramp = Float64Array.from({ length: 200 }, (_, i) => i);
    const few = ramp.map((x) => x % 128);
    expect(alike([few, ramp])).toEqual({ numbers: alike([few])?.numbers, leftOut: [ramp] });
    expect(alike(Array.from({ length: 5 }, () => ramp.map((x) => x % 128)))).toBeUndefined();
    const none = ramp.map(() => Number.NaN);
    expect(alike([none])?.leftOut).toEqual([none]);
  });

  it('make room for larger samples than those before', () => {
    const n = 300_000;
    const ramp = Float64Array.from({ length: n }, (_, i) => i);
    expect(combined('multiply', [plain(ramp), plain(ramp)], n)[n - 1]).toBe((n - 1) ** 2);
    expect(combined('multiply', [2, { values: Float64Array.of(3), scale: 5, offset: 1 }], 1)).toEqual(Float64Array.of(32));
  });
});
