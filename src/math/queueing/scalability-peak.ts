import { type Scalability, type ScalabilityFit, scalabilityPeak, scaledThroughput, solved } from './scalability.js';
import { studentQuantile } from './student.js';

/** The most throughput that the law allows: at its peak or, where it never falls, gamma / alpha (Amdahl); infinite without either. */
export function mostThroughput(law: Scalability): number {
  const peak = scalabilityPeak(law);
  if (Number.isFinite(peak)) return scaledThroughput(law, Math.max(1, peak));
  return law.alpha > 0 ? law.gamma / law.alpha : Number.POSITIVE_INFINITY;
}

/** Chance that the interval holds the throughput, if the law holds and errors of the points are normal. */
const CHANCE = 0.9;

/**
 * 90% interval of the most throughput, by the linear approximation of least squares in its logarithm: s^2 (J'J)^-1 of the parameters that are not at a bound, and
 * Student's t for what the points leave.
 * @param points at least four
 * @source Seber and Wild, Nonlinear Regression (1989), section 5.1
 */
export function mostThroughputInterval(
  points: readonly (readonly [load: number, throughput: number])[],
  { gamma, alpha, beta, residual }: ScalabilityFit,
): readonly [low: number, high: number] {
  const law = { gamma, alpha, beta };
  const most = mostThroughput(law);
  if (!Number.isFinite(most)) return [most, most];
  // Of gamma, alpha and beta those that may move, and what the throughput of n moves by with each, relative.
  const free = [0, 1, 2].filter((k) => k === 0 || (k === 1 ? alpha : beta) > 0);
  const slopes = (n: number): readonly number[] => {
    const below = 1 + alpha * (n - 1) + beta * n * (n - 1);
    return [1 / gamma, -(n - 1) / below, (-n * (n - 1)) / below];
  };
  const rows = points.map(([n]) => slopes(n).map((slope) => slope * scaledThroughput(law, n)));
  const product = free.map((i) => free.map((k) => rows.reduce((sum, row) => sum + (row[i] as number) * (row[k] as number), 0)));
  const peak = scalabilityPeak(law);
  // At the peak more load changes nothing, so that its place need not move with the parameters.
  const [ofGamma, ...others] = Number.isFinite(peak) ? slopes(Math.max(1, peak)) : [1 / gamma, -1 / alpha, 0];
  const gradient = free.map((k) => [ofGamma, ...others][k] as number);
  const moved = solved(product, gradient);
  const freedom = points.length - free.length;
  const variance = (residual / freedom) * gradient.reduce((sum, slope, i) => sum + slope * (moved[i] as number), 0);
  const factor = Math.exp(studentQuantile(CHANCE, freedom) * Math.sqrt(Math.max(0, variance)));
  return [most / factor, most * factor];
}
