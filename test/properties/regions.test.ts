import { describe, expect, test } from 'vitest';
import { estimate } from '../support/estimating.js';
import { isFull } from '../support/full.js';
import { Dice } from './specs.js';

/** Copies in regions, and what reads and writes ask for from where; null: from anywhere. */
interface Design {
  readonly copies: readonly number[];
  readonly read: Level;
  readonly write: Level;
  readonly reader: number | null;
  readonly writer: number | null;
  readonly sloppy: boolean;
}

const READS = ['ONE', 'QUORUM', 'ALL', 'LOCAL_ONE', 'LOCAL_QUORUM'] as const;
const WRITES = [...READS, 'EACH_QUORUM'] as const;
type Level = (typeof WRITES)[number];

function designed(dice: Dice): Design {
  const regions = dice.whole(1, 3);
  const copies = Array.from({ length: regions }, () => dice.whole(1, regions === 3 ? 2 : 3));
  const place = (): number | null => (dice.chance(0.3) ? null : dice.whole(0, regions - 1));
  return { copies, read: dice.of(...READS), write: dice.of(...WRITES), reader: place(), writer: place(), sloppy: dice.chance(0.1) };
}

const region = (i: number): string => `r${i}`;

function textOf({ copies, read, write, reader, writer, sloppy }: Design): string {
  const all = copies.map((_, i) => region(i));
  const from = (place: number | null): string => (place === null ? `[${all.join(', ')}]` : region(place));
  const places = copies.map((count, i) => `${region(i)}: ${count}`).join(', ');
  return `sysdesign: 1
name: d
topology: { regions: { ${all.map((name) => `${name}: { zones: [${name}a, ${name}b] }`).join(', ')} } }
flows:
  look: { rate: 1 req/s, from: ${from(reader)}, path: [ db: { consistency: ${read} } ] }
  save: { kind: write, rate: 1 req/s, from: ${from(writer)}, path: [ db: { consistency: ${write} } ] }
components:
  db: { kind: database, use: cassandra, replication: { factor: ${copies.reduce((a, b) => a + b)}, sloppy: ${sloppy}, in: { ${places} } } }
data:
  d: { in: db, item: 1 kB, items: 1000, addedBy: save, readBy: look }
`;
}

const majority = (count: number): number => Math.floor(count / 2) + 1;
const bits = (set: number): number => set.toString(2).replaceAll('0', '').length;

/** Every set of copies, as bits, that may answer at a level asked from a region (or from any): written down from what the levels are documented to be. */
function sets({ copies }: Design, level: Level, from: number | null): readonly number[] {
  const masks: number[] = [];
  let shift = 0;
  for (const count of copies) {
    masks.push(((1 << count) - 1) << shift);
    shift += count;
  }
  const all = Array.from({ length: 1 << shift }, (_, set) => set);
  const here = from === null ? copies.map((_, i) => i) : [from];
  const within = (set: number, i: number): number => bits(set & (masks[i] as number));
  const isIn = (set: number, i: number): boolean => (set & ~(masks[i] as number)) === 0;
  switch (level) {
    case 'ONE':
      return all.filter((set) => bits(set) === 1);
    case 'QUORUM':
      return all.filter((set) => bits(set) === majority(shift));
    case 'ALL':
      return all.filter((set) => bits(set) === shift);
    case 'LOCAL_ONE':
      return all.filter((set) => here.some((i) => isIn(set, i) && bits(set) === 1));
    case 'LOCAL_QUORUM':
      return all.filter((set) => here.some((i) => isIn(set, i) && bits(set) === majority(copies[i] as number)));
    case 'EACH_QUORUM':
      return all.filter((set) => copies.every((count, i) => within(set, i) === majority(count)));
  }
}

const COUNT = isFull ? 1000 : 150;
const DESIGNS = Array.from({ length: COUNT }, (_, seed) => designed(new Dice(seed + 1)));

describe(`${COUNT} designs over regions`, { timeout: 240_000 }, () => {
  test('a read is regular if and only if every set that it may ask has a copy of every set that a write may reach', async () => {
    const seen = new Set<string>();
    for (const design of DESIGNS) {
      const { word } = (await estimate(textOf(design))).graph.get('data.d.consistency');
      const [reads, writes] = [sets(design, design.read, design.reader), sets(design, design.write, design.writer)];
      const meets = reads.every((read) => writes.every((write) => (read & write) !== 0));
      const isOne = design.copies.length === 1 && design.copies[0] === 1;
      expect(word, textOf(design)).toBe(isOne ? 'linearizable' : meets && !design.sloppy ? 'regular' : 'eventual');
      seen.add(String(word));
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining(['eventual', 'regular']));
  });

  test('in no split does one side read what is surely the latest while the other writes, nor do both write without a conflict', async () => {
    for (const design of DESIGNS) {
      const { graph } = await estimate(textOf(design));
      const ids = graph.ids((pattern) => pattern.startsWith('data.*.partitions'));
      const cuts = new Map<string, Map<string, Record<string, string | undefined>>>();
      for (const id of ids) {
        const [, , , cut = '', side = '', of = ''] = id.split('.');
        const sides = cuts.get(cut) ?? new Map<string, Record<string, string | undefined>>();
        cuts.set(cut, sides.set(side, { ...sides.get(side), [of]: graph.get(id).word }));
      }
      for (const [cut, sides] of cuts) {
        const [one, other] = [...sides.values()];
        if (!one || !other) throw new Error(`one side of ${cut}`);
        for (const [a, b] of [
          [one, other],
          [other, one],
        ] as const) {
          const isWritten = b.writes === 'serve' || b.writes === 'conflict';
          expect(a.reads === 'serve' && isWritten && !design.sloppy, `${cut} of\n${textOf(design)}`).toBe(false);
          expect(a.writes === 'serve' && isWritten && !design.sloppy, `${cut} of\n${textOf(design)}`).toBe(false);
        }
      }
    }
  });
});
