import { describe, expect, test } from 'vitest';
import { compile, type Structure } from '../../../../src/math/index.js';
import { and, atLeast, bruteChance, bruteCutSets, event, not, or, random, randomStructure, table } from '../../support/structures.js';

const chanceOf = (structure: Structure, q: readonly number[]): number => compile(structure, q.length).chance(q);
const eventsOf = (structure: Structure, q: readonly number[]): (readonly number[])[] =>
  compile(structure, q.length)
    .cutSets(q)
    .sets.map(({ events }) => events);

describe('constants and thresholds', () => {
  test('and of nothing is true, or of nothing false', () => {
    expect(chanceOf(and(), [])).toBe(1);
    expect(chanceOf(or(), [])).toBe(0);
    expect(chanceOf(not(and()), [0.5])).toBe(0);
    expect(compile(and(), 1).gradients([0.5])).toEqual({ chance: 1, birnbaum: Float64Array.of(0) });
  });

  test('the empty set alone makes true true; nothing makes false true', () => {
    expect(compile(and(), 0).cutSets([])).toEqual({ sets: [{ events: [], chance: 1 }], complete: true });
    expect(compile(or(), 0).cutSets([])).toEqual({ sets: [], complete: true });
    expect(compile(or(), 0).countCutSets()).toBe(0);
  });

  test('at least none of them is true, at least more than there are is false', () => {
    expect(chanceOf(atLeast(0, event(0), event(1)), [0.1, 0.2])).toBe(1);
    expect(chanceOf(atLeast(-1, event(0)), [0.1])).toBe(1);
    expect(chanceOf(atLeast(3, event(0), event(1)), [0.1, 0.2])).toBe(0);
    expect(chanceOf(atLeast(1), [])).toBe(0);
  });

  test('what is listed twice counts twice', () => {
    // a, a, b: two of them are true where a is, whatever b is.
    expect(chanceOf(atLeast(2, event(0), event(0), event(1)), [0.3, 0.6])).toBeCloseTo(0.3, 15);
    // One of a and not a is always true: at least two of a, not a, b is b.
    expect(chanceOf(atLeast(2, event(0), not(event(0)), event(1)), [0.3, 0.6])).toBeCloseTo(0.6, 15);
  });

  test('an event alone, and one that nothing asks for', () => {
    expect(chanceOf(event(1), [0.3, 0.25])).toBe(0.25);
    expect([...compile(event(1), 2).gradients([0.3, 0.25]).birnbaum]).toEqual([0, 1]);
    expect(eventsOf(event(1), [0.3, 0.25])).toEqual([[1]]);
  });

  test('2 of 3 alike is 3 q^2 - 2 q^3', () => {
    expect(chanceOf(atLeast(2, event(0), event(1), event(2)), [0.1, 0.1, 0.1])).toBeCloseTo(0.028, 15);
  });

  test('a bridge of five parts that work nine times in ten works 0.97848 of the time', () => {
    // Textbook: minimal cuts 0 1, 3 4, 0 2 4, 1 2 3.
    const [a, b, c, d, e] = [event(0), event(1), event(2), event(3), event(4)];
    const fails = or(and(a, b), and(d, e), and(a, c, e), and(b, c, d));
    expect(1 - chanceOf(fails, [0.1, 0.1, 0.1, 0.1, 0.1])).toBeCloseTo(0.97848, 12);
  });
});

describe('what small chances keep', () => {
  test('1e-300', () => {
    expect(chanceOf(and(event(0), event(1)), [1e-150, 1e-150])).toBe(1e-300);
    expect(chanceOf(or(event(0), and(event(0), event(1))), [1e-300, 0.5])).toBe(1e-300);
  });

  test('the complement of one near 1', () => {
    // Neither of two that nearly never fail is up: 1e-17 would be lost in 1 - (1 - 1e-17).
    const bothUp = and(not(event(0)), not(event(1)));
    expect(chanceOf(not(bothUp), [1e-17, 2e-17])).toBeCloseTo(3e-17, 30);
    expect(chanceOf(and(bothUp, event(2)), [1e-17, 2e-17, 1e-20])).toBeCloseTo(1e-20, 33);
  });

  test('certain and impossible events', () => {
    expect(chanceOf(and(event(0), event(1)), [1, 0.25])).toBe(0.25);
    expect(chanceOf(or(event(0), event(1)), [0, 0.25])).toBe(0.25);
    expect(eventsOf(or(event(0), event(1)), [0, 0.25])).toEqual([[1], [0]]);
  });
});

describe('structures of many parts', () => {
  test('shared by identity they are looked at once: 2^200 paths take no time', () => {
    let shared: Structure = event(0);
    for (let i = 0; i < 200; i++) shared = i % 2 === 0 ? and(shared, shared, event(1)) : or(shared, shared);
    expect(chanceOf(shared, [0.5, 0.25])).toBe(0.125);
  });

  test('20,000 deep', () => {
    let deep: Structure = event(0);
    for (let i = 0; i < 20_000; i++) deep = i % 2 === 0 ? or(deep, event(1)) : and(deep, event(2));
    // (0 or 1) and 2
    expect(chanceOf(deep, [0.5, 0.5, 0.5])).toBeCloseTo(0.375, 15);
  });

  test('20,000 in series, each alone a cut set', () => {
    const n = 20_000;
    const compiled = compile(or(...Array.from({ length: n }, (_, i) => event(i))), n);
    const q = new Float64Array(n).fill(1e-9);
    expect(Math.abs(compiled.chance(q) / -Math.expm1(n * Math.log1p(-1e-9)) - 1)).toBeLessThan(1e-12);
    expect(compiled.countCutSets()).toBe(n);
    expect(compiled.cutSets(q, { most: 3 }).sets).toHaveLength(3);
  });

  test('half of 400: the middle of a binomial', () => {
    const n = 400;
    const compiled = compile(atLeast(n / 2, ...Array.from({ length: n }, (_, i) => event(i))), n);
    // P(X >= n/2) for a fair coin is (1 + P(X = n/2)) / 2, and P(X = n/2) = prod (2i - 1) / 2i.
    let middle = 1;
    for (let i = 1; i <= n / 2; i++) middle *= (2 * i - 1) / (2 * i);
    expect(compiled.chance(new Float64Array(n).fill(0.5))).toBeCloseTo((1 + middle) / 2, 12);
  });
});

describe('a design of 1,000 components over three zones', () => {
  test('is exact, as summing over the states of the zones is', () => {
    // Events 0 to 2 are the zones; each component has three copies, one a zone, and wants two of them.
    const n = 1000;
    const copies = (i: number): Structure[] => [0, 1, 2].map((zone) => or(event(zone), event(3 + 3 * i + zone)));
    const compiled = compile(or(...Array.from({ length: n }, (_, i) => atLeast(2, ...copies(i)))), 3 + 3 * n);
    const zone = 1e-4;
    const copy = 1e-3;
    const q = Float64Array.from({ length: 3 + 3 * n }, (_, i) => (i < 3 ? zone : copy));
    const one = 3 * copy ** 2 - 2 * copy ** 3;
    const oneZoneDown = 2 * copy - copy ** 2;
    const any = (chance: number): number => -Math.expm1(n * Math.log1p(-chance));
    const expected = (1 - zone) ** 3 * any(one) + 3 * zone * (1 - zone) ** 2 * any(oneZoneDown) + (3 * zone ** 2 * (1 - zone) + zone ** 3);
    expect(compiled.exact).toBe(true);
    expect(Math.abs(compiled.chance(q) / expected - 1)).toBeLessThan(1e-12);
    // Two zones; a zone and a copy in another; two copies of one component.
    expect(compiled.countCutSets()).toBe(3 + 6 * n + 3 * n);
    expect(compiled.cutSets(q, { most: 1 }).sets[0]?.chance).toBeCloseTo(1e-6, 12);
  });
});

describe('what makes no structure', () => {
  test.each([
    ['an event that there is not', event(2), 'none of 2 events'],
    ['half an event', event(0.5), 'none of 2 events'],
    ['at least half', atLeast(0.5, event(0)), 'no whole number'],
  ] as const)('%s', (_, structure, message) => {
    expect(() => compile(structure, 2)).toThrow(message);
    expect(() => compile(structure, 2)).toThrow(RangeError);
  });

  test('one that contains itself', () => {
    const of: Structure[] = [event(0)];
    const loop: Structure = { op: 'or', of };
    of.push(and(loop, event(1)));
    expect(() => compile(loop, 2)).toThrow('contains itself');
  });

  test('cut sets where an event is negated', () => {
    const compiled = compile(or(event(0), not(event(1))), 2);
    expect(() => compiled.cutSets([0.1, 0.1])).toThrow(RangeError);
    expect(() => compiled.countCutSets()).toThrow('negated');
  });
});

describe('chosen cut sets', () => {
  const structure = or(event(0), and(event(1), event(2)), and(event(3), event(4), event(5)));
  const q = [1e-6, 1e-2, 1e-2, 0.5, 0.5, 0.5];

  test('the most probable first', () => {
    expect(eventsOf(structure, q)).toEqual([[3, 4, 5], [1, 2], [0]]);
    expect(compile(structure, 6).cutSets(q, { most: 2 })).toMatchObject({ sets: [{ chance: 0.125 }, { chance: 1e-4 }], complete: false });
    expect(compile(structure, 6).cutSets(q, { most: 3 }).complete).toBe(true);
  });

  test('of so many events, some of which weigh more', () => {
    const compiled = compile(structure, 6);
    expect(compiled.cutSets(q, { order: 2 })).toMatchObject({ sets: [{ events: [1, 2] }, { events: [0] }], complete: false });
    expect(compiled.cutSets(q, { order: 2, weights: [3, 1, 1, 0, 1, 1] }).sets.map(({ events }) => events)).toEqual([
      [3, 4, 5],
      [1, 2],
    ]);
  });

  test('of what is left when some are known', () => {
    const compiled = compile(structure, 6);
    const given = new Map([
      [0, false],
      [1, true],
    ]);
    expect(compiled.cutSets(q, { given }).sets.map(({ events }) => events)).toEqual([[3, 4, 5], [2]]);
  });

  test('of random functions, as all states tell them', () => {
    for (let seed = 0; seed < 60; seed++) {
      const next = random(500_000 + seed);
      const n = 2 + Math.floor(next() * 9);
      const of = randomStructure(n, 12, true, next);
      const weights = Array.from({ length: n }, () => Math.floor(next() * 3));
      const chances = Array.from({ length: n }, () => next());
      const weightOf = (set: number): number => weights.reduce((sum, weight, i) => sum + (((set >> i) & 1) === 1 ? weight : 0), 0);
      const order = Math.floor(next() * 5);
      const expected = bruteCutSets(table(of, n), n).filter((set) => weightOf(set) <= order);
      const found = compile(of, n).cutSets(chances, { order, weights });
      expect(found.sets.map(({ events }) => events.reduce((all, one) => all | (1 << one), 0)).toSorted()).toEqual(expected.toSorted());
    }
  });
});

describe('past the limit of nodes', () => {
  test('the interval holds the exact chance, the sets are minimal, and slopes are those of the upper bound', () => {
    let bounded = 0;
    for (let seed = 0; seed < 200; seed++) {
      const next = random(900_000 + seed);
      const n = 4 + Math.floor(next() * 9);
      const of = randomStructure(n, 16, true, next);
      const q = Array.from({ length: n }, () => next() ** 3);
      const compiled = compile(of, n, { maxNodes: 3 });
      if (compiled.exact) continue;
      bounded++;
      const truth = table(of, n);
      const exact = bruteChance(truth, q);
      const [low, high] = compiled.bounds(q);
      expect(low).toBeLessThanOrEqual(exact * (1 + 1e-12));
      expect(high).toBeGreaterThanOrEqual(exact * (1 - 1e-12));
      expect(compiled.chance(q)).toBe(high);
      expect(Number.isNaN(compiled.countCutSets())).toBe(true);
      // So few events are followed to the end: all sets are there.
      const { sets, complete } = compiled.cutSets(q);
      expect(complete).toBe(true);
      expect(sets.map(({ events }) => events.reduce((all, one) => all | (1 << one), 0)).toSorted()).toEqual(
        bruteCutSets(truth, n).toSorted(),
      );
      const { chance, birnbaum } = compiled.gradients(q);
      expect(chance).toBe(high);
      const samples = compiled.chances(
        q.map((one, i) => (i === 0 ? Float64Array.of(one, one / 2) : one)),
        2,
      );
      expect(samples[1]).toBeLessThanOrEqual(samples[0] as number);
      const step = 1e-6;
      for (let i = 0; i < n; i++) {
        const at = q[i] as number;
        const rise = (compiled.chance(q.with(i, at + step)) - compiled.chance(q.with(i, at - step))) / (2 * step);
        if (high < 1 && at > step) expect(Math.abs((birnbaum[i] as number) - rise)).toBeLessThan(1e-5);
      }
    }
    expect(bounded).toBeGreaterThan(50);
  });
});
