import { describe, expect, test } from 'vitest';
import { compile, type Structure } from '../../src/math/index.js';

const event = (number: number): Structure => ({ op: 'event', event: number });
const and = (...of: Structure[]): Structure => ({ op: 'and', of });
const or = (...of: Structure[]): Structure => ({ op: 'or', of });
const atLeast = (k: number, ...of: Structure[]): Structure => ({ op: 'atLeast', k, of });
const not = (of: Structure): Structure => ({ op: 'not', of });

/** Random numbers of its own: mulberry32. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A graph of gates over events, the later ones over the earlier ones. */
function randomStructure(events: number, gates: number, coherent: boolean, next: () => number): Structure {
  const pool = Array.from({ length: events }, (_, i) => event(i));
  const pick = (): Structure => {
    // Rather what is new: graphs grow deep.
    const place = Math.floor(pool.length * (next() < 0.6 ? 1 - next() ** 2 * 0.5 : next()));
    const one = pool[Math.min(pool.length - 1, place)] as Structure;
    return !coherent && next() < 0.25 ? not(one) : one;
  };
  for (let i = 0; i < gates; i++) {
    const of = Array.from({ length: 1 + Math.floor(next() * 4) }, pick);
    const kind = next();
    pool.push(kind < 0.4 ? and(...of) : kind < 0.8 ? or(...of) : atLeast(Math.floor(next() * (of.length + 2)), ...of));
  }
  return pool.at(-1) as Structure;
}

function holds(structure: Structure, state: number): boolean {
  switch (structure.op) {
    case 'event':
      return ((state >> structure.event) & 1) === 1;
    case 'not':
      return !holds(structure.of, state);
    case 'and':
      return structure.of.every((one) => holds(one, state));
    case 'or':
      return structure.of.some((one) => holds(one, state));
    case 'atLeast':
      return structure.of.filter((one) => holds(one, state)).length >= structure.k;
  }
}

/** Truth table of a structure, shared parts looked at once. */
function table(structure: Structure, events: number): Uint8Array {
  return Uint8Array.from({ length: 1 << events }, (_, state) => Number(holds(structure, state)));
}

const chanceOf = (state: number, q: readonly number[]): number =>
  q.reduce((product, chance, i) => product * (((state >> i) & 1) === 1 ? chance : 1 - chance), 1);

function bruteChance(truth: Uint8Array, q: readonly number[]): number {
  let sum = 0;
  for (let state = 0; state < truth.length; state++) if (truth[state] === 1) sum += chanceOf(state, q);
  return sum;
}

/** Sets of events, as bits, that are enough while none inside them is. */
function bruteCutSets(truth: Uint8Array, events: number): number[] {
  const sets: number[] = [];
  for (let state = 0; state < truth.length; state++) {
    if (truth[state] !== 1) continue;
    let minimal = true;
    for (let i = 0; i < events; i++) if (((state >> i) & 1) === 1 && truth[state ^ (1 << i)] === 1) minimal = false;
    if (minimal) sets.push(state);
  }
  return sets;
}

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
