import { describe, expect, test } from 'vitest';
import { replicatedKofN, unavailabilityOfKofN } from '../../../src/math/index.js';
import { longRun } from '../support/chains.js';

const near = (got: number, want: number, relative = 1e-10): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

/** Share of the ways to have so many of n down in which fewer than `units` are up, or fewer than `quorum` of the first `copies`. */
function shareShort(n: number, down: number, { units, copies, quorum }: { units: number; copies: number; quorum: number }): number {
  let ways = 0;
  let short = 0;
  for (let set = 0; set < 2 ** n; set++) {
    const members = Array.from({ length: n }, (_, i) => (set >> i) & 1);
    if (members.reduce((sum, member) => sum + member, 0) !== down) continue;
    ways++;
    const copiesUp = members.slice(0, copies).filter((member) => member === 0).length;
    if (n - down < units || copiesUp < quorum) short++;
  }
  return short / ways;
}

describe('copies of an item on a fleet', () => {
  const cases = [
    { n: 3, units: 0, copies: 3, quorum: 2, crews: 1 },
    { n: 6, units: 0, copies: 3, quorum: 2, crews: 2 },
    { n: 7, units: 4, copies: 3, quorum: 1, crews: 7 },
    { n: 8, units: 5, copies: 5, quorum: 3, crews: 1 },
    { n: 5, units: 3, copies: 0, quorum: 0, crews: 2 },
  ];

  test.each(cases)('are short as often as all sets of units are: %j', ({ n, crews, ...needs }) => {
    const load = 0.3;
    const rates = Array.from({ length: n + 1 }, (_, down) =>
      Array.from({ length: n + 1 }, (_, to) => (to === down + 1 ? (n - down) * load : to === down - 1 ? Math.min(down, crews) : 0)),
    );
    const chances = longRun(rates);
    const shares = chances.map((_, down) => shareShort(n, down, needs));
    const found = replicatedKofN(n, needs, load, crews);
    near(
      found.chance,
      chances.reduce((sum, chance, down) => sum + chance * (shares[down] ?? 0), 0),
    );
    // Of the failures in a state, those turn it short that take the share from that of the state to that of the next.
    near(
      found.frequency,
      chances.reduce((sum, chance, down) => sum + chance * (n - down) * load * ((shares[down + 1] ?? 0) - (shares[down] ?? 0)), 0),
    );
  });

  test('do not care for the rest of the fleet where all fail and are repaired by themselves', () => {
    for (const n of [3, 10, 1000, 100_000])
      near(replicatedKofN(n, { units: 0, copies: 3, quorum: 2 }, 1 / 99, Infinity).chance, unavailabilityOfKofN(3, 2, 0.01), 1e-9);
  });

  test('keep the digits of what hardly ever happens', () => {
    near(replicatedKofN(50, { units: 0, copies: 3, quorum: 1 }, 1e-90, Infinity).chance, 1e-270);
  });

  test('of what is not known are not known', () => {
    expect(replicatedKofN(5, { units: 0, copies: 3, quorum: 2 }, NaN, 1)).toEqual({ chance: NaN, frequency: NaN });
  });
});
