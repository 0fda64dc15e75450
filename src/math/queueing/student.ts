import { turnBetween } from '../root.js';

/**
 * Chance that a value of Student's distribution lies between -t and t.
 * @param freedom degrees of freedom, whole, at least 1
 * @source Abramowitz and Stegun, 26.7.3 and 26.7.4
 */
function studentWithin(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** The t between whose negative and itself a value of Student's distribution lies with a chance. */
export function studentQuantile(chance: number, freedom: number): number {
  let high = 1;
  while (studentWithin(high, freedom) < chance) high *= 2;
  return turnBetween((t) => studentWithin(t, freedom) >= chance, 0, high).high;
}
