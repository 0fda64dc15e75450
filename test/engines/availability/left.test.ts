import { describe, expect, test } from 'vitest';
import { leftAfter, weightsOf } from '../../../src/engines/availability/left.js';

/** The place of each instance, dealt out one by one: a region after the other, and in each a place after the other. */
function placesOf(regions: readonly number[], first: number, instances: number): readonly { region: number; place: number }[] {
  return Array.from({ length: instances }, (_, i) => {
    const at = first + i;
    const region = at % regions.length;
    return { region, place: Math.floor(at / regions.length) % (regions[region] as number) };
  });
}

const isEven = (counts: readonly number[]): boolean => Math.max(...counts) - Math.min(...counts) <= 1;

/** Sets of instances that are as even over the regions, and over the places of each, as can be, one bit an instance. */
function evenSets(regions: readonly number[], instances: ReturnType<typeof placesOf>, copies: number): readonly number[] {
  return Array.from({ length: 1 << instances.length }, (_, set) => set).filter((set) => {
    const held = instances.filter((_, i) => (set >> i) & 1);
    if (held.length !== copies) return false;
    const inRegion = (region: number) => held.filter((one) => one.region === region);
    if (!isEven(regions.map((_, region) => inRegion(region).length))) return false;
    return regions.every((places, region) =>
      isEven(Array.from({ length: places }, (_, place) => inRegion(region).filter((one) => one.place === place).length)),
    );
  });
}

const LAYOUTS = [[1], [2], [3], [1, 1], [2, 1], [1, 2], [2, 2], [3, 1], [1, 3], [3, 2], [1, 1, 1], [2, 1, 1], [1, 2, 1]] as const;

describe('copies of some item that lost places leave', () => {
  test('of six instances in three zones of two regions are as many as these had room for', () => {
    // Dealt over the regions first: a and b have 2 and 1, c has 3. Of 4 copies 2 are in c, of 5 copies 3 may be; b never has more than the 1 it has room for.
    const left = (copies: number, ...lost: readonly boolean[]) => leftAfter({ regions: [2, 1], isOfAny: true }, [6, copies], lost).copies;
    expect(left(4, false, false, true)).toBe(2);
    expect(left(5, false, false, true)).toBe(2);
    expect(left(5, false, true, false)).toBe(4);
  });

  test.each(LAYOUTS.map((own) => ({ own })))('over $own are the least that any even set of instances has outside', ({ own }) => {
    const group = { regions: own, isOfAny: true };
    const count = own.reduce<number>((sum, places) => sum + places, 0);
    for (let instances = 1; instances <= 8; instances++)
      for (let copies = 1; copies <= instances; copies++) {
        const there = placesOf(own, 0, instances);
        const sets = evenSets(own, there, copies);
        if (sets.length === 0) continue;
        for (let lost = 0; lost < 2 ** count; lost++) {
          const gone = Array.from({ length: count }, (_, i) => ((lost >> i) & 1) === 1);
          const before = (region: number): number => own.slice(0, region).reduce<number>((sum, places) => sum + places, 0);
          const outside = (set: number): number =>
            there.filter(({ region, place }, i) => (set >> i) & 1 && gone[before(region) + place] !== true).length;
          const least = Math.min(...sets.map(outside));
          expect(leftAfter(group, [instances, copies], gone).copies, `${copies} of ${instances}, lost ${gone}`).toBe(least);
        }
      }
  });

  test('follow from the weights of the lost places, also of shards', () => {
    for (const regions of LAYOUTS)
      for (const args of [
        [4, 3, 1],
        [5, 4, 1],
        [3, 2, 2],
        [4, 3, 3],
        [5, 3, 3],
      ]) {
        const group = { regions, isOfAny: true };
        const weights = weightsOf(group, args);
        const seen = new Map<string, string>();
        for (let lost = 0; lost < 2 ** weights.length; lost++) {
          const gone = weights.map((_, i) => ((lost >> i) & 1) === 1);
          const sums = (weights[0] ?? []).map((_, at) => weights.reduce((sum, of, i) => sum + (gone[i] ? (of[at] as number) : 0), 0));
          const left = JSON.stringify(leftAfter(group, args, gone));
          expect(seen.get(sums.join()) ?? left, `${args} over ${regions}, lost ${gone}`).toBe(left);
          seen.set(sums.join(), left);
        }
      }
  });
});
