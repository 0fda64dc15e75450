import type { Use } from './failure.js';
import type { Copies, Level } from './wide-designs.js';

export interface Slot {
  /** Chains whose state 1 takes it. */
  readonly lost: readonly number[];
  readonly region: string;
  /** Whether a scenario has it down. */
  readonly isDown: boolean;
}

/** Instances dealt out one by one: a region after the other, and in each a zone after the other. */
export function dealt(instances: number, slots: readonly Slot[]): readonly Slot[] {
  const regions = [...new Set(slots.map(({ region }) => region))].map((name) => slots.filter(({ region }) => region === name));
  return Array.from({ length: instances }, (_, i): Slot => {
    const zones = regions[i % regions.length] ?? [];
    return zones[Math.floor(i / regions.length) % zones.length] ?? { lost: [], region: '', isDown: false };
  });
}

export const subsets = (of: number, size: number): readonly number[] =>
  Array.from({ length: 1 << of }, (_, set) => set).filter((set) => bitsOf(set) === size);

export function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/** Sets of so many instances that are as even over their regions, and over the zones of each, as can be. */
export function evenSets(count: number, there: readonly Slot[]): readonly number[] {
  const isEven = (counts: readonly number[]): boolean => Math.max(...counts) - Math.min(...counts) <= 1;
  const regions = [...new Set(there.map(({ region }) => region))];
  return subsets(there.length, count).filter((set) => {
    const held = there.filter((_, i) => (set >> i) & 1);
    const among = (region: string): readonly number[] =>
      [...new Set(there.filter((slot) => slot.region === region))].map((slot) => held.filter((one) => one === slot).length);
    return (
      isEven(regions.map((region) => held.filter((slot) => slot.region === region).length)) &&
      regions.every((region) => isEven(among(region)))
    );
  });
}

export const levelOf = (level: Level | null, copies: number): number =>
  level === 'quorum' ? Math.floor(copies / 2) + 1 : level === 'all' ? copies : typeof level === 'number' ? level : 1;

/** Copies of an item that must answer. */
export function quorumOf({ factor, read, write, sync, parity }: Copies, use: Use): number {
  if (parity !== null) return factor - parity;
  if (use === 'read') return levelOf(read, factor);
  if (write !== null) return levelOf(write, factor);
  return sync === 'sync' ? factor : sync === 'semiSync' ? Math.min(2, factor) : 1;
}

/** What one item, or one shard, needs of the instances that it may be on. */
export interface Needs {
  readonly needed: number;
  readonly copies: number;
  readonly quorum: number;
}
