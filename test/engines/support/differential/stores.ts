import { Dice } from '../../../properties/specs.js';
import { stationary } from './state-space.js';

/** A store and how it keeps what is in it. Times in hours, shares in percent. */
export interface Store {
  readonly name: string;
  readonly pieces: number;
  /** How many of these may be lost. */
  readonly tolerated: number;
  readonly isCoded: boolean;
  readonly afr: number;
  readonly rebuild: number;
  readonly floor: number | null;
  readonly lag: number | null;
  readonly backup: { readonly every: number; readonly restore: number } | null;
}

/** Data that is in all of some stores. */
export interface Kept {
  readonly stores: readonly Store[];
  /** Items a second, kept for so many days. */
  readonly added: number;
  readonly days: number;
}

export function keptData(seed: number): Kept {
  const dice = new Dice(0xdada + seed);
  const store = (name: string): Store => {
    const isCoded = dice.chance(0.4);
    const pieces = isCoded ? dice.whole(3, 12) : dice.whole(1, 4);
    return {
      name,
      pieces,
      tolerated: isCoded ? dice.whole(1, Math.min(4, pieces - 1)) : pieces - 1,
      isCoded,
      afr: dice.of(0.5, 1.31, 4, 20),
      rebuild: dice.of(1, 24, 200),
      floor: dice.of(null, null, 0.001, 1),
      lag: isCoded || pieces === 1 ? null : dice.of(null, 0.5, 3),
      backup: dice.chance(0.4) ? { every: dice.of(1, 24), restore: dice.of(2, 10) } : null,
    };
  };
  const stores = ['s0', 's1'].slice(0, dice.of(1, 1, 2)).map(store);
  return { stores, added: dice.whole(1, 50), days: dice.whole(5, 90) };
}

export function keptTree({ stores, added, days }: Kept): object {
  return {
    sysdesign: 1,
    name: 'kept',
    flows: { f: { rate: '1 req/s', path: stores.map(({ name }) => name) } },
    components: Object.fromEntries(
      stores.map(({ name, pieces, tolerated, isCoded, afr, rebuild, floor, lag, backup }) => [
        name,
        {
          kind: 'database',
          instances: pieces,
          replication: isCoded
            ? { data: pieces - tolerated, parity: tolerated }
            : { factor: pieces, ...(lag !== null && { lag: `${lag} h` }) },
          afr: `${afr}%`,
          rebuild: `${rebuild} h`,
          ...(floor !== null && { correlatedLoss: `${floor}%` }),
          ...(backup && { backup: { every: `${backup.every} h`, restore: `${backup.restore} h` } }),
        },
      ]),
    ),
    data: { d: { in: stores.map(({ name }) => name), item: '1 kB', added: `${added} per s`, keep: `${days} d` } },
  };
}

export const storesWritten = (count: number): readonly object[] => Array.from({ length: count }, (_, seed) => keptTree(keptData(seed)));

const YEAR = 8760;

/** Chance a year that a store loses an item: pieces are lost at any time and restored one after the other, until too many are missing at once. */
export function lossOf({ pieces, tolerated, afr, rebuild }: Store): number {
  const lost = tolerated + 1;
  const moves: [number, number, number][] = [];
  for (let missing = 0; missing < lost; missing++) {
    moves.push([missing, missing + 1, (pieces - missing) * (afr / 100)]);
    if (missing > 0) moves.push([missing, missing - 1, YEAR / rebuild]);
  }
  // Begun anew a year after each loss: the time until one is that of the other states, over how often it comes.
  moves.push([lost, 0, 1]);
  const chances = stationary(lost + 1, moves);
  const years = chances.slice(0, lost).reduce((sum, chance) => sum + chance, 0) / (chances[lost] as number);
  return 0 - Math.expm1(-1 / years);
}

/** The same where only pieces count together that are lost within the time of one rebuild. */
export function lossByWindows({ pieces, tolerated, afr, rebuild }: Store): number {
  const q = 0 - Math.expm1((-afr / 100) * (rebuild / YEAR));
  let chance = 0;
  for (let set = 0; set < 1 << pieces; set++) {
    let [missing, product] = [0, 1];
    for (let i = 0; i < pieces; i++) {
      missing += (set >> i) & 1;
      product *= (set >> i) & 1 ? q : 1 - q;
    }
    if (missing > tolerated) chance += product;
  }
  return 0 - Math.expm1((YEAR / rebuild) * Math.log1p(-chance));
}
