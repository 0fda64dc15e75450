import { checkAtLeastZero, checkCount, checkPositive, checkShare } from '../domain.js';

/**
 * The unavailability of each of n alike units, parted by how many of them go down together: at [0] the chance of the cause that takes one given unit
 * alone, at [1] of the cause that takes one given pair and no other, and so on to all. In a fault tree each is an event of its own.
 */
export type CommonCauses = readonly number[];

/**
 * Common causes by a beta factor: one share of a unit's unavailability takes all units at once, the rest is its own.
 * @param group `unavailability` of one unit, 0 to 1, all causes together; `n` units, 1 or more; `beta` 0 to 1, for hardware typically 0.01 to 0.1
 * @throws RangeError outside that domain
 * @source Fleming 1975; Mosleh et al. 1988, NUREG/CR-4780
 */
export function betaFactor({
  unavailability: q,
  n,
  beta,
}: {
  readonly unavailability: number;
  readonly n: number;
  readonly beta: number;
}): CommonCauses {
  checkShare('unavailability', q);
  checkCount('n', n, 1);
  checkShare('beta', beta);
  return n === 1 ? [q] : Array.from({ length: n }, (_, i) => (i === 0 ? (1 - beta) * q : i === n - 1 ? beta * q : 0));
}

/**
 * Common causes by alpha factors, the share of failure events that take exactly 1, 2, ... n units, all of which are tested at a time:
 * Q_k = k / C(n - 1, k - 1) * alpha_k / sum(j alpha_j) * q.
 * @param group `unavailability` q of one unit, 0 to 1; `alphas` one for each count of units, in any proportion: 0 or more, not all 0
 * @throws RangeError outside that domain
 * @source Mosleh et al. 1998, NUREG/CR-5485, table 5-1, non-staggered testing
 */
export function alphaFactor({
  unavailability: q,
  alphas,
}: {
  readonly unavailability: number;
  readonly alphas: readonly number[];
}): CommonCauses {
  checkShare('unavailability', q);
  for (const [i, alpha] of alphas.entries()) checkAtLeastZero(`alphas[${i}]`, alpha);
  const total = alphas.reduce((sum, alpha, i) => sum + (i + 1) * alpha, 0);
  checkPositive('the sum of alphas', total);
  // 1 / C(n - 1, i), from one to the next.
  let groups = 1;
  return alphas.map((alpha, i) => {
    if (i > 0) groups *= i / (alphas.length - i);
    return (i + 1) * groups * (alpha / total) * q;
  });
}

/**
 * Common causes by phi factors: the chance of each cause as a share of the unavailability of one unit, taken as stated.
 * @param group `unavailability` of one unit, 0 to 1; `phis` one for each count of units, each 0 to 1
 * @throws RangeError outside that domain
 * @source Open-PSA Model Exchange Format 2.0d, section on common cause groups
 */
export function phiFactor({
  unavailability: q,
  phis,
}: {
  readonly unavailability: number;
  readonly phis: readonly number[];
}): CommonCauses {
  checkShare('unavailability', q);
  for (const [i, phi] of phis.entries()) checkShare(`phis[${i}]`, phi);
  return phis.map((phi) => phi * q);
}
