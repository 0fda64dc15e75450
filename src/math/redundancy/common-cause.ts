/**
 * Unavailability q of each of several alike units, parted by how many of them go down together.
 * @returns at [0] the chance of the cause that takes one given unit alone, at [1] of that which takes one given pair and no other, and so
 * on to all
 */
export type CommonCauses = readonly number[];

/**
 * One share takes all at once, the rest is each unit's own.
 * @param beta share of a unit's unavailability that all have in common, 0..1; 0.01 to 0.1 is typical of hardware
 * @source Fleming 1975; NUREG/CR-4780 (Mosleh et al. 1988)
 */
export const betaFactor = (q: number, units: number, beta: number): CommonCauses =>
  units <= 1 ? [q] : Array.from({ length: units }, (_, i) => (i === 0 ? (1 - beta) * q : i === units - 1 ? beta * q : 0));

/**
 * Alpha factors: the share of failure events that take exactly 1, 2, ... units, tested all at a time: Q_k = k / C(n - 1, k - 1) * alpha_k
 * / sum(j alpha_j) * q.
 * @param alphas one for each count of units, in any proportion
 * @source NUREG/CR-5485 (Mosleh et al. 1998), table 5-1, non-staggered testing
 */
export function alphaFactor(q: number, alphas: readonly number[]): CommonCauses {
  const total = alphas.reduce((sum, alpha, i) => sum + (i + 1) * alpha, 0);
  // 1 / C(n - 1, i), from one to the next.
  let groups = 1;
  return alphas.map((alpha, i) => {
    if (i > 0) groups *= i / (alphas.length - i);
    return (i + 1) * groups * (alpha / total) * q;
  });
}

/**
 * Phi factors: the chance of each cause as a share of q, taken as stated.
 * @param phis one for each count of units; they add up to 1
 * @source Open-PSA Model Exchange Format 2.0d, section on common cause groups
 */
export const phiFactor = (q: number, phis: readonly number[]): CommonCauses => phis.map((phi) => phi * q);
