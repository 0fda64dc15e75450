import { describe, expect, test } from 'vitest';
import { type NamedGate, type NamedTree, solveFaultTree } from '../../../../src/math/index.js';
import { runsOf } from '../../../support/full.js';
import { random } from '../../support/structures.js';

/** Gates over gates, written by name or in their place, with every operation that there is. */
function randomTree(next: () => number): NamedTree {
  const names = Array.from({ length: 2 + Math.floor(next() * 10) }, (_, i) => `e${i}`);
  const events = Object.fromEntries(names.map((name) => [name, next() ** 2]));
  const gates: Record<string, NamedGate> = {};
  const pool = [...names];
  const operand = (depth: number): NamedGate =>
    depth < 2 && next() < 0.3 ? gate(depth + 1) : (pool[Math.floor(pool.length * Math.sqrt(next()))] as string);
  const gate = (depth: number): NamedGate => {
    const kind = Math.floor(next() * 5);
    const of = Array.from({ length: 1 + Math.floor(next() * 4) }, () => operand(depth));
    if (kind === 0) return ['not', operand(depth)];
    if (kind === 1) return ['atleast', Math.floor(next() * (of.length + 1)), ...of];
    return [['and', 'or', 'xor'][kind - 2] as string, ...of];
  };
  for (let i = 0; i < 3 + Math.floor(next() * 10); i++) {
    gates[`g${i}`] = gate(0);
    pool.push(`g${i}`);
  }
  return { top: pool.at(-1) as string, gates, events };
}

/** Whether a gate or an event happens, from the words of the tree alone. */
function happens({ gates, events }: NamedTree, gate: NamedGate, state: number): boolean {
  const truth = (one: NamedGate): boolean => happens({ top: '', gates, events }, one, state);
  if (typeof gate === 'string') {
    const event = Object.keys(events).indexOf(gate);
    return event < 0 ? truth(gates[gate] as NamedGate) : ((state >> event) & 1) === 1;
  }
  const [op, ...rest] = gate;
  const of = (op === 'atleast' ? rest.slice(1) : rest) as NamedGate[];
  const count = of.filter(truth).length;
  switch (op) {
    case 'and':
      return count === of.length;
    case 'or':
      return count > 0;
    case 'xor':
      return count % 2 === 1;
    case 'not':
      return count === 0;
    default:
      return count >= (rest[0] as number);
  }
}

function chanceOverStates(tree: NamedTree): number {
  const q = Object.values(tree.events);
  let sum = 0;
  for (let state = 0; state < 1 << q.length; state++)
    if (happens(tree, tree.top, state)) sum += q.reduce((product, one, i) => product * (((state >> i) & 1) === 1 ? one : 1 - one), 1);
  return sum;
}

describe('xor, not and at least k of gates', () => {
  test('come out as all states say, exact or bounded', () => {
    for (let seed = 0; seed < runsOf(60); seed++) {
      const tree = randomTree(random(40_000 + seed));
      const expected = chanceOverStates(tree);
      const solved = solveFaultTree(tree);
      expect(solved.exact).toBe(true);
      expect(Math.abs(solved.chance - expected), JSON.stringify(tree)).toBeLessThan(1e-12);
      const [low, high] = solveFaultTree(tree, { maxNodes: 1 }).bounds;
      expect(low, JSON.stringify(tree)).toBeLessThanOrEqual(expected + 1e-12);
      expect(high).toBeGreaterThanOrEqual(expected - 1e-12);
    }
  });

  test('xor of two is one but not both: a + b - 2ab; of three, one or all', () => {
    const events = { a: 0.1, b: 0.2, c: 0.3 };
    expect(solveFaultTree({ top: 'g', gates: { g: ['xor', 'a', 'b'] }, events }).chance).toBeCloseTo(0.1 + 0.2 - 2 * 0.1 * 0.2, 15);
    // (1 - (1 - 2a)(1 - 2b)(1 - 2c)) / 2, the chance that an odd number happens.
    expect(solveFaultTree({ top: 'g', gates: { g: ['xor', 'a', 'b', 'c'] }, events }).chance).toBeCloseTo((1 - 0.8 * 0.6 * 0.4) / 2, 15);
  });

  test('xor of many takes no longer than they are: an odd number of 1,000 at 1 in 1,000', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `e${i}`);
    const solved = solveFaultTree({
      top: 'g',
      gates: { g: ['xor', ...names] },
      events: Object.fromEntries(names.map((name) => [name, 1e-3])),
    });
    // (1 - (1 - 2q)^n) / 2
    expect(Math.abs(solved.chance / ((1 - 0.998 ** 1000) / 2) - 1)).toBeLessThan(1e-11);
  });

  test('a gate may be written in the place where it is used', () => {
    const inside = solveFaultTree({
      top: 'g',
      gates: { g: ['and', ['or', 'a', 'b'], ['not', ['atleast', 2, 'a', 'b', 'c']]] },
      events: { a: 0.5, b: 0.5, c: 0.5 },
    });
    // Of the eight states: a alone, or b alone.
    expect(inside.chance).toBe(0.25);
    const loop: [string, ...NamedGate[]] = ['or', 'a'];
    loop.push(loop);
    expect(() => solveFaultTree({ top: 'g', gates: { g: loop }, events: { a: 0.5 } })).toThrow('is below itself');
    expect(() => solveFaultTree({ top: 'g', gates: { g: ['or', ['nand', 'a']] }, events: { a: 0.5 } })).toThrow('gate g is nand');
  });
});

describe('past the limit of nodes where events are negated', () => {
  const tree: NamedTree = {
    top: 'g',
    gates: { g: ['or', ['and', 'a', 'b'], ['and', ['not', 'a'], 'c'], ['and', 'b', 'c']] },
    events: { a: 0.25, b: 0.5, c: 0.125 },
  };
  const solved = solveFaultTree(tree, { maxNodes: 1 });

  test('the chance is bounded', () => {
    // b c is in one of the others: ab + (1 - a)c.
    const exact = 0.25 * 0.5 + 0.75 * 0.125;
    expect(solved.exact).toBe(false);
    expect(solved.bounds[0]).toBeLessThanOrEqual(exact);
    expect(solved.bounds[1]).toBeGreaterThanOrEqual(exact);
    expect(solved.chance).toBe(solved.bounds[1]);
  });

  test('events matter as they do for the upper bound', () => {
    // d/da: b - c; d/db: a; d/dc: 1 - a. Nothing this small is left out, so that the bound is exact.
    expect(Object.values(solved.importance).map(({ birnbaum }) => birnbaum)).toEqual([0.375, 0.25, 0.75]);
  });

  test('there are no cut sets', () => {
    expect(() => solved.cutSets).toThrow(RangeError);
    expect(() => solved.cutSetCount).toThrow('negated');
    expect(() => solved.importance.a?.fussellVesely).toThrow('negated');
  });

  test('it can be copied and printed without them', () => {
    expect({ ...solved }.bounds).toEqual(solved.bounds);
    expect(JSON.parse(JSON.stringify(solved))).toMatchObject({ chance: solved.chance, importance: { a: { birnbaum: 0.375 } } });
  });
});
