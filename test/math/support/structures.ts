import type { Structure } from '../../../src/math/index.js';

export const event = (number: number): Structure => ({ op: 'event', event: number });
export const and = (...of: Structure[]): Structure => ({ op: 'and', of });
export const or = (...of: Structure[]): Structure => ({ op: 'or', of });
export const atLeast = (k: number, ...of: Structure[]): Structure => ({ op: 'atLeast', k, of });
export const xor = (...of: Structure[]): Structure => ({ op: 'xor', of });
export const not = (of: Structure): Structure => ({ op: 'not', of });

/** Random numbers of its own: mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A graph of gates over events, the later ones over the earlier ones. */
export function randomStructure(events: number, gates: number, coherent: boolean, next: () => number): Structure {
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
    pool.push(
      !coherent && kind < 0.2
        ? xor(...of)
        : kind < 0.4
          ? and(...of)
          : kind < 0.8
            ? or(...of)
            : atLeast(Math.floor(next() * (of.length + 2)), ...of),
    );
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
    case 'xor':
      return structure.of.filter((one) => holds(one, state)).length % 2 === 1;
    case 'atLeast':
      return structure.of.filter((one) => holds(one, state)).length >= structure.k;
  }
}

/** Truth table of a structure, shared parts looked at once. */
export function table(structure: Structure, events: number): Uint8Array {
  return Uint8Array.from({ length: 1 << events }, (_, state) => Number(holds(structure, state)));
}

const chanceOf = (state: number, q: readonly number[]): number =>
  q.reduce((product, chance, i) => product * (((state >> i) & 1) === 1 ? chance : 1 - chance), 1);

export function bruteChance(truth: Uint8Array, q: readonly number[]): number {
  let sum = 0;
  for (let state = 0; state < truth.length; state++) if (truth[state] === 1) sum += chanceOf(state, q);
  return sum;
}

/** Sets of events, as bits, that are enough while none inside them is. */
export function bruteCutSets(truth: Uint8Array, events: number): number[] {
  const sets: number[] = [];
  for (let state = 0; state < truth.length; state++) {
    if (truth[state] !== 1) continue;
    let minimal = true;
    for (let i = 0; i < events; i++) if (((state >> i) & 1) === 1 && truth[state ^ (1 << i)] === 1) minimal = false;
    if (minimal) sets.push(state);
  }
  return sets;
}
