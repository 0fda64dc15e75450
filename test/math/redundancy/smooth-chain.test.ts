import { describe, expect, it, test } from 'vitest';
import { repairedKofN, standbyKofN, unavailabilityOfKofN } from '../../../src/math/index.js';
import { birthDeath, chanceOf, modeOf, type Ratio, tailOf } from '../../../src/math/redundancy/birth-death.js';
import { birthDeathChainOf } from '../../../src/math/redundancy/chain.js';
import { replicatedKofN } from '../../../src/math/redundancy/copies.js';
import { SmoothChain } from '../../../src/math/redundancy/smooth-chain.js';

const within = (got: number, want: number, relative: number): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

interface Group {
  readonly n: number;
  readonly load: number;
  readonly crews: number;
  /** Only so many are exposed: cold spares. */
  readonly active: number;
}

const ratioOf =
  ({ n, load, crews, active }: Group): Ratio =>
  (down) =>
    (Math.min(n - down, active) * load) / Math.min(down + 1, crews);

describe('a smooth chain', () => {
  // Of some ten thousand states with a chance: summed one by one, and integrated, at places all over the law.
  test.each<Group>([
    { n: 1e6, load: 0.01, crews: Infinity, active: Infinity },
    { n: 1e6, load: 5, crews: Infinity, active: Infinity },
    { n: 1e8, load: 1e-4, crews: Infinity, active: Infinity },
    { n: 1e6, load: 0.01, crews: 9000, active: Infinity },
    { n: 1e6, load: 0.01, crews: 10_100, active: Infinity },
    { n: 1e5, load: 0.1, crews: 8000, active: Infinity },
    { n: 1e6, load: 0.01, crews: Infinity, active: 5e5 },
    { n: 1e6, load: 0.02, crews: 9900, active: 985_000 },
  ])('is the sum over its states: %o', (group) => {
    const { n, load, crews, active } = group;
    const ratio = ratioOf(group);
    const near = Math.max((n * load) / (1 + load), n - crews / load);
    const exact = birthDeath(n, ratio, near);
    const mode = modeOf(n, ratio, near);
    const smooth = new SmoothChain(n, ratio, mode, [crews - 1, ...(active < n ? [n - active] : [])]);
    const spread = exact.values.length / 75;
    for (const z of [-30, -12, -5, -2, -0.4, 0, 0.3, 1, 3, 8, 20, 33]) {
      const state = Math.round(mode + z * spread);
      if (state < 0 || state > n || !(chanceOf(exact, state) > 1e-290)) continue;
      within(smooth.sum(state, n + 1), tailOf(exact, state), 1e-4);
      within(smooth.chanceOf(state), chanceOf(exact, state), 1e-4);
      let weighted = 0;
      for (let i = Math.max(exact.from, state); i < exact.from + exact.values.length; i++) weighted += chanceOf(exact, i) * (i / n) ** 2;
      within(
        smooth.sum(state, n + 1, (down) => (down / n) ** 2),
        weighted,
        1e-4,
      );
    }
    expect(smooth.sum(0, n + 1)).toBe(1);
  });
});

describe('a group of any size', () => {
  it('is, far from its mean, what the normal law says of it to a few percent', () => {
    // 1e12 units, 1 of 1,000 down: 1e9 on average, with a deviation of sqrt(1e12 * 0.001 * 0.999) = 31,607. Beyond five: 2.8665e-7 (tables).
    const tolerated = 1e9 + 5 * Math.sqrt(1e12 * 0.001 * 0.999);
    within(unavailabilityOfKofN(1e12, 1e12 - Math.floor(tolerated), 0.001), 2.8665e-7, 0.005);
    // 1e15 units: the mean is as likely exceeded as not.
    within(unavailabilityOfKofN(1e15, 1e15 - 1e12 + 1, 0.001), 0.5, 1e-5);
  });

  it('is 0 or 1 where the threshold is far away', () => {
    for (const n of [1e6, 1e9, 1e12, 1e15, 1e20, 1e30]) {
      expect(unavailabilityOfKofN(n, 0.7 * n, 0.001)).toBe(0);
      expect(unavailabilityOfKofN(n, 0.9999 * n, 0.001)).toBe(1);
      expect(repairedKofN(n, 0.7 * n, 0.001, 1, 50)).toEqual(n > 1e5 ? { chance: 1, frequency: 0 } : expect.anything());
    }
  });

  it('does not jump where states are no longer looked at one by one', () => {
    // q = 0.01, threshold three deviations above the mean; the tail of a normal law, 0.00135, with its skew falling as 1 / sqrt(n).
    let before = Number.NaN;
    for (let n = 9e5; n < 1.5e6; n *= 1.02) {
      const units = Math.round(n);
      const tolerated = Math.round(units * 0.01 + 3 * Math.sqrt(units * 0.0099));
      const now = unavailabilityOfKofN(units, units - tolerated, 0.01);
      if (!Number.isNaN(before)) within(now, before, 0.04);
      before = now;
    }
  });

  it('has copies that are independent of how many others there are', () => {
    // Two of three copies, each down 1 of 1,001: 3 q^2 (1 - q) + q^3.
    const q = 1 / 1001;
    const two = 3 * q * q * (1 - q) + q ** 3;
    for (const n of [10, 1e4, 1e6, 1e9, 1e15]) {
      within(replicatedKofN(n, { units: 0, copies: 3, quorum: 2 }, 0.001, Infinity).chance, two, 1e-12);
      // With so many crews as are ever needed it is the same chain, and not the same way to it.
      within(replicatedKofN(n, { units: 0, copies: 3, quorum: 2 }, 0.001, n).chance, two, n > 1e5 ? 1e-5 : 1e-9);
    }
  });

  it('switches over as small ones do: each failure of an active unit takes its time', () => {
    // A million active units and as many hot spares, which never run out: flow = 1e6 failures * (1 - tiny); share = flow t / (1 + flow t).
    const { failingOver, bothDown } = standbyKofN(2e6, 1e6, 1e-9, 1000, Infinity, { takes: 10, coverage: 1, manual: 0, cold: false });
    within(failingOver, 0.01 / 1.01, 1e-9);
    expect(bothDown).toBe(0);
  });

  it('is the same among others that share its crews, listed or asked for', () => {
    // 3,000 of 4,500 units are listed one by one; 30,000 of 45,000, with ten times the crews, are asked for: 1/sqrt(10) of the deviation. At the mean
    // of both, and with as many crews as units, any share of a group is a group by itself.
    const share = (n: number, k: number, crews: number): number => repairedKofN(n, k, 0.01, 1, crews, 1.5 * n).chance;
    within(share(6000, 5930, 9000), repairedKofN(6000, 5930, 0.01, 1, Infinity).chance, 1e-9);
    within(share(6000, 5930, 8999), repairedKofN(6000, 5930, 0.01, 1, Infinity).chance, 1e-5);
    within(share(3400, 3366, 5099), repairedKofN(3400, 3366, 0.01, 1, Infinity).chance, 1e-5);
    within(share(3e6, 3e6 - 29_900, 4.4e6), repairedKofN(3e6, 3e6 - 29_900, 0.01, 1, Infinity).chance, 1e-4);
  });

  it('takes few looks at the ratio, whatever its size', () => {
    for (const n of [1e7, 1e12, 1e15]) {
      let looks = 0;
      const ratio = ratioOf({ n, load: 0.01, crews: Infinity, active: Infinity });
      const counting = (down: number): number => {
        looks++;
        return ratio(down);
      };
      const chain = birthDeathChainOf(n, counting, n / 101);
      chain.sum(Math.round(n / 101 + 3 * Math.sqrt(n / 101)), n + 1);
      expect(looks).toBeLessThan(5000);
    }
  });
});
