import { describe, expect, test } from 'vitest';
import { between } from '../../../src/math/fault-tree/between.js';
import { gateGraphOf } from '../../../src/math/fault-tree/gate-graph.js';
import { runsOf } from '../../support/full.js';
import { bruteChance, random, randomStructure, table } from '../support/structures.js';

/** Both bounds of a random function under a limit of nodes, as truth tables, and what they are of. */
function bounded(seed: number, maxNodes: number) {
  const next = random(70_000 + seed);
  const events = 6 + Math.floor(next() * 5);
  const structure = randomStructure(events, 14, false, next);
  const q = Array.from({ length: events }, () => next() ** 3);
  const { graph, top } = gateGraphOf(structure, events);
  const refOf = (literal: number): number | undefined => (literal >> 1 <= events && literal > 1 ? literal - 2 : undefined);
  const not = q.map((one) => 1 - one);
  const { diagram, variables, low, high } = between(graph, top, refOf, q, not, maxNodes);
  const holds = (ref: number, state: number): number => {
    let at = ref;
    while (at > 1) at = ((state >> (variables[diagram.levelOf(at)] as number)) & 1) === 1 ? diagram.highOf(at) : diagram.lowOf(at);
    return at === 0 ? 1 : 0;
  };
  const truth = table(structure, events);
  return {
    q,
    truth,
    low: truth.map((_, state) => holds(low, state)),
    high: truth.map((_, state) => holds(high, state)),
    size: diagram.size,
  };
}

describe('diagrams that a function lies between', () => {
  test.each([
    24, 32, 48, 96, 4096,
  ])('with %i nodes: wherever the lower one is true it is, wherever it is true the upper one is', (maxNodes) => {
    let apart = 0;
    for (let seed = 0; seed < runsOf(60); seed++) {
      const { truth, low, high, size } = bounded(seed, maxNodes);
      expect(size).toBeLessThanOrEqual(maxNodes + 1);
      let differs = false;
      for (let state = 0; state < truth.length; state++) {
        const [least, own, most] = [low[state] as number, truth[state] as number, high[state] as number];
        if (least > own || own > most) expect.fail(`seed ${seed}, state ${state}: ${least} ${own} ${most}`);
        differs ||= least !== most;
      }
      if (differs) apart++;
    }
    // A limit that is small is felt, one that is not leaves nothing out.
    if (maxNodes === 24) expect(apart).toBeGreaterThan(runsOf(60) / 6);
    if (maxNodes === 4096) expect(apart).toBe(0);
  });

  test('more nodes leave less out, and what they cut is what matters least', () => {
    const gaps = [24, 32, 48, 96].map((maxNodes) => {
      let gap = 0;
      for (let seed = 0; seed < runsOf(60); seed++) {
        const { q, low, high } = bounded(seed, maxNodes);
        gap += bruteChance(high, q) - bruteChance(low, q);
      }
      return gap / runsOf(60);
    });
    for (const [place, gap] of gaps.slice(1).entries()) expect(gap).toBeLessThan(gaps[place] as number);
    expect(gaps[3]).toBeLessThan(0.05);
  });
});
