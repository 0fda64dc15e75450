import { describe, expect, test } from 'vitest';
import { faultModelOf } from '../../../../src/engines/availability/index.js';
import { evaluateExpr } from '../../../../src/quantity/index.js';
import { Dice } from '../../../properties/specs.js';
import { close, design, estimate, type Facts } from '../../../support/estimating.js';
import { runsOf } from '../../../support/full.js';

/** Chance that fewer than `needed` of n units are up, each down for q: term by term. */
function tooFew(n: number, needed: number, q: number): number {
  let [sum, term] = [0, (1 - q) ** n];
  for (let down = 0; down <= n; down++) {
    if (n - down < needed) sum += term;
    term *= ((n - down) / (down + 1)) * (q / (1 - q));
  }
  return sum;
}

/** Instances in each place, dealt out one by one: a region after the other, and in each a zone after the other. */
function dealt(instances: number, regions: readonly number[]): readonly number[] {
  const counts = regions.map((zones) => Array.from({ length: zones }, () => 0));
  for (let i = 0; i < instances; i++) {
    const zones = counts[i % regions.length] as number[];
    const zone = Math.floor(i / regions.length) % zones.length;
    zones[zone] = (zones[zone] as number) + 1;
  }
  return counts.flat();
}

interface Group {
  readonly instances: number;
  readonly needed: number;
  readonly q: number;
}

/** Chance that one of some groups has too few up, set by set of lost places: given those they are independent. */
function bySets(groups: readonly Group[], regions: readonly number[], qs: readonly number[]): number {
  const counts = groups.map(({ instances }) => dealt(instances, regions));
  let sum = 0;
  for (let set = 0; set < 2 ** qs.length; set++) {
    const isLost = (place: number): boolean => (set >> place) % 2 === 1;
    const chance = qs.reduce((product, q, place) => product * (isLost(place) ? q : 1 - q), 1);
    const up = groups.map(({ needed, q }, i) => {
      const left = (counts[i] as readonly number[]).reduce((left, there, place) => left + (isLost(place) ? 0 : there), 0);
      return 1 - tooFew(left, needed, q);
    });
    sum += chance * (1 - up.reduce((product, one) => product * one, 1));
  }
  return sum;
}

const topology = (regions: readonly number[], qs: readonly number[]): string => {
  let place = 0;
  const zonesOf = (zones: number): string =>
    Array.from({ length: zones }, (_, zone) => `z${zone}: { availability: ${100 * (1 - (qs[place++] as number))}% }`).join(', ');
  return `topology: { regions: { ${regions.map((zones, region) => `r${region}: { zones: { ${zonesOf(zones)} } }`).join(', ')} } }`;
};

const components = (groups: readonly Group[]): string =>
  groups
    .map(
      ({ instances, needed, q }, i) =>
        `  c${i}: { kind: service, instances: ${instances}, needed: ${needed}, availability: ${100 * (1 - q)}% }`,
    )
    .join('\n')
    .trimStart();

const written = (groups: readonly Group[], regions: readonly number[], qs: readonly number[]): string =>
  design(`[ ${groups.map((_, i) => `c${i}`).join(', ')} ]`, components(groups), topology(regions, qs));

function boundsOf(facts: Facts): readonly [number, number] {
  const { formula } = facts.node('flows.f.unavailability');
  const args = formula && 'args' in formula ? formula.args : [];
  const bounds = faultModelOf(formula ?? undefined)?.bounds(args.map((arg) => evaluateExpr(arg, (id) => facts.value(id))));
  if (!bounds) throw new Error('no model');
  return bounds;
}

describe('instances over many places', () => {
  test('that are dealt unevenly: as set by set of lost places, alone and with another that shares them', async () => {
    const dice = new Dice(17);
    for (let i = 0; i < runsOf(8); i++) {
      const regions = dice.of([9], [10], [11], [4, 6], [5, 2, 3]);
      const places = regions.reduce((sum, zones) => sum + zones, 0);
      const qs = Array.from({ length: places }, () => dice.whole(1, 40) / 1000);
      const groups = Array.from({ length: dice.whole(1, 2) }, (): Group => {
        const instances = dice.whole(places, 3 * places);
        return { instances, needed: dice.whole(Math.ceil(instances / 2), instances - 1), q: dice.whole(1, 30) / 1000 };
      });
      const facts = await estimate(written(groups, regions, qs));
      close(facts.value('flows.f.unavailability'), bySets(groups, regions, qs), written(groups, regions, qs), 1e-9);
      const [low, high] = boundsOf(facts);
      expect(high).toBe(low);
    }
  });

  test('of which there are more than thirty', async () => {
    // One in each of 40 zones, 38 needed: two may be gone, each by itself or with its zone.
    const p = 0.001 + 0.999 * 0.01;
    const text = written([{ instances: 40, needed: 38, q: 0.01 }], [40], Array(40).fill(0.001));
    close((await estimate(text)).value('flows.f.unavailability'), tooFew(40, 38, p), 'unavailability', 1e-9);
    // Twice as many in the first twenty: of 60, 56 are needed. Zone by zone, how many of its instances are gone.
    let gone = [1];
    for (let zone = 0; zone < 40; zone++) {
      const there = zone < 20 ? 2 : 1;
      const one = there === 2 ? [0.999 * 0.99 ** 2, 0.999 * 2 * 0.01 * 0.99, 0.001 + 0.999 * 0.01 ** 2] : [1 - p, p];
      gone = Array.from({ length: gone.length + there }, (_, sum) =>
        one.reduce((total, chance, more) => total + chance * (gone[sum - more] ?? 0), 0),
      );
    }
    const uneven = written([{ instances: 60, needed: 56, q: 0.01 }], [40], Array(40).fill(0.001));
    const tail = gone.slice(5).reduceRight((sum, chance) => sum + chance, 0);
    close((await estimate(uneven)).value('flows.f.unavailability'), tail, 'uneven', 1e-9);
  });

  test('in too many ways for that: between bounds, which are told', async () => {
    // 36 regions, of 1, 2, 3, ... zones: 666 places, and 20,000 instances so that hardly two have as many.
    const regions = Array.from({ length: 36 }, (_, region) => region + 1);
    const places = 666;
    const qs = Array.from({ length: places }, () => 0.001);
    const facts = await estimate(written([{ instances: 20_000, needed: 19_000, q: 1e-6 }], regions, qs));
    const [low, high] = boundsOf(facts);
    expect(low).toBeLessThan(high);
    expect(facts.value('flows.f.unavailability')).toBe(high);
    // Nearly no instance fails by itself, and one place, of 556 at most, is never too much: no more than the chance that any two are lost.
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1 - 0.999 ** places - places * 0.001 * 0.999 ** (places - 1));
  });
});
