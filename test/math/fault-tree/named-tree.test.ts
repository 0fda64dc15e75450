import { describe, expect, test } from 'vitest';
import { type NamedTree, type SolvedTree, solveFaultTree } from '../../../src/index.js';

/** Power takes everything down; so do two of three disks. */
const disks: NamedTree = {
  top: 'outage',
  gates: { outage: ['or', 'power', 'data'], data: ['atleast', 2, 'a', 'b', 'c'] },
  events: { power: 1e-4, a: 0.01, b: 0.01, c: 0.01 },
};

describe('a fault tree with names', () => {
  const solved: SolvedTree = solveFaultTree(disks);
  // Two of three: 3 q^2 - 2 q^3 = 2.98e-4. Q = 1e-4 + 2.98e-4 - 1e-4 * 2.98e-4.
  const Q = 3.979702e-4;
  const near = (actual: number | undefined, expected: number): void => {
    expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(1e-9);
  };

  test('has a chance, exactly', () => {
    near(solved.chance, Q);
    expect(solved.exact).toBe(true);
    expect(solved.bounds).toEqual([solved.chance, solved.chance]);
  });

  test('has minimal cut sets by name, the most probable first', () => {
    expect(solved.cutSets.map(({ events }) => events)).toEqual([['power'], ['a', 'b'], ['a', 'c'], ['b', 'c']]);
    near(solved.cutSets[0]?.chance, 1e-4);
    near(solved.cutSets[3]?.chance, 1e-4);
    expect(solved.cutSetCount).toBe(4);
  });

  test('tells what each event means', () => {
    const { power, a } = solved.importance;
    // dQ/dq of power is the chance that the disks hold; of a disk, that power is there and just one of the others is gone.
    near(power?.birnbaum, 1 - 2.98e-4);
    near(a?.birnbaum, (1 - 1e-4) * 2 * 0.01 * 0.99);
    near(power?.criticality, (1e-4 * (1 - 2.98e-4)) / Q);
    near(power?.raw, 1 / Q);
    near(power?.rrw, Q / 2.98e-4);
    // Without a, both others: 1e-4, or power.
    near(a?.rrw, Q / (1e-4 + 1e-4 - 1e-8));
    near(a?.raw, (1e-4 + 0.0199 - 1e-4 * 0.0199) / Q);
    // a with b or c: q (1 - (1 - q)^2).
    near(a?.fussellVesely, (0.01 * 0.0199) / Q);
    near(power?.fussellVesely, 1e-4 / Q);
  });

  test('what one event brings about alone has no failures without it', () => {
    const { importance } = solveFaultTree({ top: 'g', gates: { g: 'x' }, events: { x: 1e-12, other: 0.5 } });
    expect(importance).toEqual({
      x: { birnbaum: 1, criticality: 1, fussellVesely: 1, raw: 1e12, rrw: Number.POSITIVE_INFINITY },
      other: { birnbaum: 0, criticality: 0, fussellVesely: 0, raw: 1, rrw: 1 },
    });
  });

  test('may negate: then it has a chance and slopes, and no cut sets', () => {
    const either: NamedTree = {
      top: 'xor',
      gates: { xor: ['or', 'l', 'r'], l: ['and', 'a', 'notB'], r: ['and', 'notA', 'b'], notA: ['not', 'a'], notB: ['not', 'b'] },
      events: { a: 0.25, b: 0.5 },
    };
    const one = solveFaultTree(either);
    // 0.25 * 0.5 + 0.75 * 0.5; dQ/da = 1 - 2b = 0, dQ/db = 1 - 2a.
    expect(one.chance).toBe(0.5);
    expect(one.importance.b?.birnbaum).toBe(0.5);
    expect(one.importance.a?.birnbaum).toBe(0);
    expect(() => one.cutSets).toThrow(RangeError);
    expect(() => one.importance.a?.fussellVesely).toThrow('negated');
  });

  test('may be an event', () => {
    expect(solveFaultTree({ top: 'x', gates: {}, events: { x: 0.25 } }).chance).toBe(0.25);
  });

  test.each([
    ['a name that nothing has', { top: 'g', gates: { g: ['or', 'x', 'y'] }, events: { x: 0.1 } }, 'y is neither a gate nor an event'],
    ['a top that nothing has', { top: 'g', gates: {}, events: { x: 0.1 } }, 'g is neither'],
    ['a gate below itself', { top: 'g', gates: { g: ['or', 'x', 'h'], h: ['and', 'g', 'x'] }, events: { x: 0.1 } }, 'is below itself'],
    ['a gate that is itself', { top: 'g', gates: { g: 'g' }, events: {} }, 'gate g is below itself'],
    ['a chance above 1', { top: 'x', gates: {}, events: { x: 99.9 } }, 'the chance of event x is 99.9, outside 0..1'],
    ['a chance that is no number', { top: 'x', gates: {}, events: { x: Number.NaN } }, 'outside 0..1'],
    ['three of two', { top: 'g', gates: { g: ['atleast', 3, 'x', 'y'] }, events: { x: 0.1, y: 0.1 } }, 'gate g wants at least 3 of 2'],
    ['half of two', { top: 'g', gates: { g: ['atleast', 0.5, 'x', 'y'] }, events: { x: 0.1, y: 0.1 } }, 'no whole number'],
    ['not of two', { top: 'g', gates: { g: ['not', 'x', 'y'] }, events: { x: 0.1, y: 0.1 } }, 'gate g negates 2 things'],
    ['an unknown operation', { top: 'g', gates: { g: ['nor', 'x', 'y'] }, events: { x: 0.1, y: 0.1 } }, 'gate g is nor'],
    ['a number for a name', { top: 'g', gates: { g: ['or', 'x', 2] }, events: { x: 0.1 } }, 'gate g has 2'],
    ['a name twice', { top: 'x', gates: { x: ['or', 'y'] }, events: { x: 0.1, y: 0.1 } }, 'x is a gate and an event'],
  ] as const)('says what is wrong: %s', (_, tree: NamedTree, message) => {
    expect(() => solveFaultTree(tree)).toThrow(message);
    expect(() => solveFaultTree(tree)).toThrow(RangeError);
  });

  test('past the limit of nodes it is bounded, and says so', () => {
    const bounded = solveFaultTree(disks, { maxNodes: 2 });
    expect(bounded.exact).toBe(false);
    const [low, high] = bounded.bounds;
    expect(low).toBeLessThanOrEqual(Q);
    expect(high).toBeGreaterThanOrEqual(Q);
    expect(bounded.chance).toBe(high);
    expect(bounded.importance.a?.fussellVesely).toBeNaN();
    expect(bounded.cutSets).toHaveLength(4);
  });
});
