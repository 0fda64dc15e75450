import { expect, test } from 'vitest';
import { standbyKofN } from '../../../src/math/redundancy/switched.js';
import { Dice } from '../../properties/specs.js';

const exponential = (mean: number, dice: Dice): number => -mean * Math.log(1 - dice.next());

/**
 * One active unit and a spare, event by event: failures and repairs exponential, a switch the same time whenever there is one, ended by a unit that is
 * back before. The spare fails as often as the active one, also during a switch.
 */
function simulated({ mtbf, mttr, takes }: { mtbf: number; mttr: number; takes: number }, failures: number): number {
  const dice = new Dice(7);
  let [time, down, seen] = [0, 0, 0];
  let fails = [exponential(mtbf, dice), exponential(mtbf, dice)];
  let active = 0;
  while (seen < failures) {
    const first = (fails[0] as number) < (fails[1] as number) ? 0 : 1;
    const at = fails[first] as number;
    const other = 1 - first;
    const back = at + exponential(mttr, dice);
    if (first === active) seen++;
    if ((fails[other] as number) < back) {
      // The other one fails as well: all stands still from then, and during the switch before, until one of them is back.
      const second = fails[other] as number;
      if (first === active) down += Math.min(takes, second - at);
      const backToo = second + exponential(mttr, dice);
      const up = Math.min(back, backToo);
      down += up - second;
      active = back < backToo ? first : other;
      const last = Math.max(back, backToo);
      fails = fails.map(() => last + exponential(mtbf, dice));
      time = last;
      continue;
    }
    if (first === active) {
      down += Math.min(takes, back - at);
      active = back < at + takes ? first : other;
    }
    fails[first] = back + exponential(mtbf, dice);
    time = back;
  }
  return down / time;
}

test.each([
  // A switch much shorter than a repair, as long as one, and much longer: then the repair is what ends it.
  { mtbf: 10_000, mttr: 4, takes: 0.01 },
  { mtbf: 10_000, mttr: 4, takes: 4 },
  { mtbf: 10_000, mttr: 1, takes: 30 },
])('a switch of %o lasts as long as the shorter of it and a repair, by a simulation', ({ mtbf, mttr, takes }) => {
  const { chance } = standbyKofN(2, 1, 1 / mtbf, mttr, Number.POSITIVE_INFINITY, { takes, coverage: 1, manual: 0, cold: false });
  const wanted = simulated({ mtbf, mttr, takes }, 400_000);
  expect(Math.abs(chance / wanted - 1)).toBeLessThan(takes < 1 ? 0.03 : 0.01);
  // By hand: the rate of failures of the active unit times the mean of the shorter, and both down.
  const byHand = (mttr * (1 - Math.exp(-takes / mttr))) / mtbf + (mttr / (mtbf + mttr)) ** 2;
  expect(chance / byHand).toBeCloseTo(1, 2);
});
