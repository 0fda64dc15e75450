import { turnBetween } from '../root.js';

/** More entries one behind the other than any path has: the sums below cancel digits beyond. */
const MOST = 12;

/**
 * P(a sum of independent ages, each uniform from 0 to its own life, is more than t): the volume of a corner of a box, by inclusion and exclusion.
 * The entry of a cache is as old as that, and was filled from one that had its own age.
 * @source Bradley and Gupta 2002, On the distribution of the sum of n non-identically distributed uniform random variables, Ann. Inst. Statist. Math. 54
 */
export function agesBeyond(lives: readonly number[], t: number): number {
  const aging = lives.filter((life) => life > 0);
  if (aging.length > MOST) throw new RangeError(`agesBeyond: at most ${MOST} ages, not ${aging.length}`);
  const whole = aging.reduce((sum, life) => sum + life, 0);
  if (t >= whole) return 0;
  if (t < 0) return 1;
  // The sum is as likely to be within t of its end as of its start: from there the corner is small, and nothing cancels.
  const left = whole - t;
  let volume = 0;
  for (let subset = 0; subset < 2 ** aging.length; subset++) {
    let [rest, sign] = [left, 1];
    for (let i = 0; i < aging.length; i++)
      if (subset & (1 << i)) {
        rest -= aging[i] as number;
        sign = -sign;
      }
    if (rest > 0) volume += sign * rest ** aging.length;
  }
  let scale = 1;
  aging.forEach((life, i) => {
    scale *= life * (i + 1);
  });
  return Math.min(1, Math.max(0, volume / scale));
}

/** The age that this share of reads is within. */
export function ageWithin(lives: readonly number[], share: number): number {
  const oldest = lives.reduce((sum, life) => sum + Math.max(0, life), 0);
  return turnBetween((age) => agesBeyond(lives, age) <= 1 - share, 0, oldest, 1e-15).high;
}
