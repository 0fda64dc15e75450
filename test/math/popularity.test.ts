import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characteristicTime, hotShare, hotSize, lruHitRatio, lruSize, type Popularity } from '../../src/math/public/index.js';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

/** Marsaglia's xorshift of 32 bits: as uniform as a simulation needs, and none of the code under test. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A cache that drops the least recently used of so many items: a ring in order of use, from the end of which it drops. */
class Cache {
  hits = 0;
  readonly #end: number;
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  /** The most popular items are there from the start: it shortens the warm-up. */
  constructor(items: number, size: number) {
    this.#end = items;
    this.#before = new Int32Array(items + 1).fill(-1);
    this.#after = new Int32Array(items + 1).fill(-1);
    this.#before[items] = items;
    this.#after[items] = items;
    for (let item = size - 1; item >= 0; item--) this.#add(item);
  }

  /** Whether an item is there; it is from now on. */
  ask(item: number): boolean {
    const isHit = (this.#after[item] as number) >= 0;
    this.#drop(isHit ? item : (this.#before[this.#end] as number));
    this.#add(item);
    return isHit;
  }

  #add(item: number): void {
    const first = this.#after[this.#end] as number;
    this.#before[item] = this.#end;
    this.#after[item] = first;
    this.#before[first] = item;
    this.#after[this.#end] = item;
  }

  #drop(item: number): void {
    const [before, after] = [this.#before[item] as number, this.#after[item] as number];
    this.#after[before] = after;
    this.#before[after] = before;
    this.#after[item] = -1;
  }
}

/** Hits of caches that drop the least recently used item, fed with one series of independent requests. */
function simulate(items: number, exponent: number, sizes: readonly number[], warmUp: number, requests: number): number[] {
  const upTo = new Float64Array(items);
  let total = 0;
  for (let k = 0; k < items; k++) {
    total += 1 / (k + 1) ** exponent;
    upTo[k] = total;
  }
  const random = chance(20_260_101);
  const draw = (): number => {
    const wanted = random() * total;
    let low = 0;
    let high = items - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const caches = sizes.map((size) => new Cache(items, size));
  for (let request = 0; request < warmUp + requests; request++) {
    const item = draw();
    for (const cache of caches) if (cache.ask(item) && request >= warmUp) cache.hits++;
  }
  return caches.map(({ hits }) => hits / requests);
}

/**
 * The two sums of Che over every item: slow, and without any quadrature. What is held by a time is concave in it, so that Newton's steps from zero on never
 * pass the time by which the cache is full.
 */
function direct(size: number, { items, exponent }: Popularity): number {
  const weights = Float64Array.from({ length: items }, (_, k) => (k + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let time = 0;
  for (let step = 0; step < 200; step++) {
    let [held, slope, hits] = [0, 0, 0];
    for (let k = 0; k < items; k++) {
      const share = (weights[k] as number) / total;
      const absent = Math.exp(-share * time);
      held += 1 - absent;
      slope += share * absent;
      hits += share * (1 - absent);
    }
    const more = (size - held) / slope;
    if (more <= 1e-12 * time) return hits;
    time += more;
  }
  throw new Error(`no time by which ${size} of ${items} items are held`);
}

const popularities = fc.record({
  items: fc.double({ min: 1, max: 1e9, noNaN: true }),
  exponent: fc.double({ min: 0, max: 3, noNaN: true }),
});

describe('the hit ratio of a cache that drops the least recently used item', () => {
  for (const exponent of [0, 0.6, 0.8, 1, 1.2]) {
    it(`is within 2% of a simulated cache of 10,000 items asked for with exponent ${exponent}`, () => {
      const sizes = [400, 2000, 6000];
      const simulated = simulate(10_000, exponent, sizes, 300_000, 700_000);
      for (const [at, size] of sizes.entries()) {
        expect(relative(lruHitRatio(size, { items: 10_000, exponent }), simulated[at] ?? 0), `size ${size}`).toBeLessThan(0.02);
      }
    });
  }

  it('is the sum over every item, at a million items', () => {
    for (const [size, exponent] of [
      [100, 0.8],
      [50_000, 1],
      [900_000, 1.2],
    ] as const) {
      const popularity = { items: 1_000_000, exponent };
      expect(relative(lruHitRatio(size, popularity), direct(size, popularity))).toBeLessThan(1e-8);
    }
  });

  it('is the sum over every item on either side of the number from which items are no longer taken one by one', () => {
    for (const items of [1, 2, 64, 65, 128, 129, 130, 300]) {
      for (const exponent of [0.3, 1, 2.5, 8]) {
        const popularity = { items, exponent };
        for (const size of [0.4 * items, 0.9 * items])
          expect(relative(lruHitRatio(size, popularity), direct(size, popularity))).toBeLessThan(1e-8);
      }
    }
  });

  it('is 0 without a cache, 1 with room for all, and the share of the items held where all are asked for alike', () => {
    fc.assert(
      fc.property(popularities, fc.double({ min: 0, max: 1, noNaN: true }), (popularity, part) => {
        const { items } = popularity;
        expect(lruHitRatio(0, popularity)).toBe(0);
        expect(lruHitRatio(items, popularity)).toBe(1);
        expect(lruHitRatio(items * 2, popularity)).toBe(1);
        expect(lruHitRatio(items * part, { items, exponent: 0 })).toBeCloseTo(part, 12);
      }),
      { seed: 1 },
    );
  });

  it('nears the limits and the even case without a jump', () => {
    const popularity = { items: 1e6, exponent: 0.9 };
    expect(lruHitRatio(1e-6, popularity)).toBeLessThan(1e-6);
    expect(lruHitRatio(1e6 - 1e-3, popularity)).toBeGreaterThan(1 - 1e-8);
    expect(lruHitRatio(3e5, { items: 1e6, exponent: 1e-9 })).toBeCloseTo(0.3, 7);
    expect(lruHitRatio(1e5, { items: 1e6, exponent: 1 - 1e-9 })).toBeCloseTo(lruHitRatio(1e5, { items: 1e6, exponent: 1 }), 8);
  });

  it('grows with the cache and with the exponent, and stays below that of the best fixed choice', () => {
    fc.assert(
      fc.property(
        popularities,
        fc.double({ min: 1e-3, max: 0.99, noNaN: true }),
        fc.double({ min: 1.001, max: 2, noNaN: true }),
        (popularity, part, more) => {
          const size = popularity.items * part;
          const ratio = lruHitRatio(size, popularity);
          expect(lruHitRatio(size * more, popularity)).toBeGreaterThanOrEqual(ratio - 1e-12);
          expect(ratio).toBeGreaterThanOrEqual(part - 1e-9);
          // Che's sums are those of a cache of random size: below two items its mean is no bound.
          if (size > 2) expect(ratio).toBeLessThanOrEqual(hotShare(size, popularity) + 1e-9);
        },
      ),
      { seed: 2 },
    );
  });

  it('takes parts of items in its stride', () => {
    const at = (items: number): number => lruHitRatio(300, { items, exponent: 0.9 });
    expect(at(1000)).toBeGreaterThan(at(1000.5));
    expect(at(1000.5)).toBeGreaterThan(at(1001));
    expect(relative(at(1000 + 1e-9), at(1000))).toBeLessThan(1e-9);
    expect(relative(at(1001 - 1e-9), at(1001))).toBeLessThan(1e-9);
  });
});

describe('the cache that a hit ratio asks for', () => {
  it('serves just that ratio', () => {
    fc.assert(
      fc.property(popularities, fc.double({ min: 1e-4, max: 0.9999, noNaN: true }), (popularity, wanted) => {
        expect(relative(lruHitRatio(lruSize(wanted, popularity), popularity), wanted)).toBeLessThan(1e-9);
      }),
      { seed: 3 },
    );
  });

  it('is nothing for 0 and all items for 1', () => {
    fc.assert(
      fc.property(popularities, (popularity) => {
        expect(lruSize(0, popularity)).toBe(0);
        expect(lruSize(1, popularity)).toBe(popularity.items);
      }),
      { seed: 4 },
    );
  });
});

describe('the characteristic time', () => {
  it('is -n ln(1 - C/n) requests where all items are asked for alike', () => {
    // n (1 - exp(-T/n)) = C
    for (const [size, items] of [
      [1, 1000],
      [500, 1000],
      [999, 1000],
      [25_000_000, 1e8],
    ] as const) {
      expect(relative(characteristicTime(size, { items, exponent: 0 }), -items * Math.log1p(-size / items))).toBeLessThan(1e-10);
    }
  });

  it('is none without a cache, endless with room for all, and never less than the size', () => {
    const popularity = { items: 1e7, exponent: 1.1 };
    expect(characteristicTime(0, popularity)).toBe(0);
    expect(characteristicTime(1e7, popularity)).toBe(Number.POSITIVE_INFINITY);
    for (const size of [1e-3, 1, 10, 1e4, 9e6]) expect(characteristicTime(size, popularity)).toBeGreaterThanOrEqual(size);
  });
});

describe('the share of the most popular items', () => {
  it('is a ratio of harmonic numbers', () => {
    // H(10) = 7381/2520, H(100) = 5.187377517639621 (Sloane's A001008/A002805)
    expect(relative(hotShare(10, { items: 100, exponent: 1 }), 7381 / 2520 / 5.187377517639621)).toBeLessThan(1e-14);
    // 1 + 1/4 + 1/9 = 49/36 of pi^2/6 less the tail 1/n - 1/2n^2 + 1/6n^3 for n = 1e9
    const all = Math.PI ** 2 / 6 - 1e-9 + 5e-19;
    expect(relative(hotShare(3, { items: 1e9, exponent: 2 }), 49 / 36 / all)).toBeLessThan(1e-14);
  });

  it("agrees with ln n + Euler's constant for a billion items", () => {
    // H(n) = ln n + 0.5772156649015329 + 1/2n - ...
    const all = Math.log(1e9) + 0.5772156649015329 + 5e-10;
    expect(relative(hotShare(1, { items: 1e9, exponent: 1 }), 1 / all)).toBeLessThan(1e-14);
  });

  it('grows by the part of a begun item', () => {
    // Three items, weights 1, 1/2, 1/3: 11/6 in all; one and a half items have 1 + 1/4.
    expect(hotShare(1.5, { items: 3, exponent: 1 })).toBeCloseTo((1.25 * 6) / 11, 14);
  });

  it('is undone by the number of items that a share takes', () => {
    fc.assert(
      fc.property(popularities, fc.double({ min: 0, max: 1, noNaN: true }), (popularity, share) => {
        const size = hotSize(share, popularity);
        expect(size).toBeLessThanOrEqual(popularity.items);
        expect(Math.abs(hotShare(size, popularity) - share)).toBeLessThan(1e-12);
      }),
      { seed: 5 },
    );
  });
});

describe('what is no popularity', () => {
  it('is refused', () => {
    for (const items of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => lruHitRatio(1, { items, exponent: 1 })).toThrow(RangeError);
    for (const exponent of [-0.1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => hotShare(1, { items: 10, exponent })).toThrow(RangeError);
    for (const size of [-1, Number.NaN]) expect(() => lruHitRatio(size, { items: 10, exponent: 1 })).toThrow(RangeError);
    for (const share of [-0.1, 1.1, Number.NaN]) expect(() => lruSize(share, { items: 10, exponent: 1 })).toThrow(RangeError);
    expect(() => characteristicTime(Number.NaN, { items: 10, exponent: 1 })).toThrow(RangeError);
    expect(() => hotSize(2, { items: 10, exponent: 1 })).toThrow(RangeError);
  });
});
