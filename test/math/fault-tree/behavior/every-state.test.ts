import { describe, expect, test } from 'vitest';
import { compile } from '../../../../src/math/index.js';
import { bruteChance, bruteCutSets, random, randomStructure, table } from '../../support/structures.js';

const close = (actual: number, expected: number, why: string): void => {
  const error = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
  expect(error, `${why}: ${actual} for ${expected}`).toBeLessThan(1e-9);
};

const bits = (events: readonly number[]): number => events.reduce((all, one) => all | (1 << one), 0);

describe('a compiled function against all states', () => {
  test.each([true, false])('chance, slopes, samples, cut sets and their count (coherent: %s)', (coherent) => {
    for (let seed = 0; seed < 150; seed++) {
      const next = random(seed + (coherent ? 0 : 10_000));
      const events = 1 + Math.floor(next() * 10);
      const structure = randomStructure(events, 1 + Math.floor(next() * 14), coherent, next);
      const q = Array.from({ length: events }, () => next());
      const truth = table(structure, events);
      const compiled = compile(structure, events);
      const expected = bruteChance(truth, q);
      const why = `seed ${seed}`;
      expect(compiled.exact).toBe(true);
      close(compiled.chance(q), expected, why);
      expect(compiled.bounds(q)).toEqual([compiled.chance(q), compiled.chance(q)]);

      const { chance, birnbaum } = compiled.gradients(q);
      close(chance, expected, why);
      for (let i = 0; i < events; i++) {
        const slope = bruteChance(truth, q.with(i, 1)) - bruteChance(truth, q.with(i, 0));
        expect(Math.abs((birnbaum[i] as number) - slope), `${why}, event ${i}`).toBeLessThan(1e-12);
      }

      const samples = q.map((one, i) => (i % 2 === 0 ? one : Float64Array.from({ length: 7 }, (_, s) => (one * (s + 1)) / 7)));
      const several = compiled.chances(samples, 7);
      for (let s = 0; s < 7; s++) {
        const own = samples.map((one) => (typeof one === 'number' ? one : (one[s] as number)));
        close(several[s] as number, bruteChance(truth, own), `${why}, sample ${s}`);
      }

      if (!coherent) continue;
      const sets = bruteCutSets(truth, events);
      expect(compiled.countCutSets(), why).toBe(sets.length);
      const share = compiled.fussellVesely(q);
      for (let i = 0; expected > 0 && i < events; i++) {
        // States in which a minimal cut set with the event happens.
        const own = sets.filter((set) => ((set >> i) & 1) === 1);
        const covered = truth.map((_, state) => Number(own.some((set) => (set & state) === set)));
        close(share(i), bruteChance(covered, q) / expected, `${why}, Fussell-Vesely of ${i}`);
      }
      const found = compiled.cutSets(q);
      expect(found.complete).toBe(true);
      expect(found.sets.map((set) => bits(set.events)).toSorted(), why).toEqual(sets.toSorted());
      for (const [place, set] of found.sets.entries()) {
        close(
          set.chance,
          set.events.reduce((product, one) => product * (q[one] as number), 1),
          why,
        );
        expect(set.chance).toBeLessThanOrEqual(found.sets[place - 1]?.chance ?? 1);
      }
    }
  });
});
