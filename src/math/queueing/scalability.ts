/** The Universal Scalability Law: throughput of n = gamma n / (1 + alpha (n - 1) + beta n (n - 1)). */
export interface Scalability {
  /** Throughput of one. */
  readonly gamma: number;
  /** Contention: the share that cannot be done side by side. */
  readonly alpha: number;
  /** Coherence: what each pair costs. */
  readonly beta: number;
}

export const scaledThroughput = ({ gamma, alpha, beta }: Scalability, n: number): number =>
  (gamma * n) / (1 + alpha * (n - 1) + beta * n * (n - 1));

/** The load at which throughput is largest; infinite where it never falls. @source Gunther 2007, Guerrilla Capacity Planning, ch. 4 */
export const scalabilityPeak = ({ alpha, beta }: Pick<Scalability, 'alpha' | 'beta'>): number =>
  beta > 0 ? Math.sqrt(Math.max(0, 1 - alpha) / beta) : Number.POSITIVE_INFINITY;

export interface ScalabilityFit extends Scalability {
  /** Sum of the squares of what is left. */
  readonly residual: number;
}

const STARTS = [0, 0.001, 0.02, 0.1, 0.5] as const;
const STEPS = 500;

/**
 * Least squares of throughput, with alpha and beta from 0 to 1: of each pair the best gamma is a division, and the two are found by Levenberg and Marquardt
 * from several starts, at a bound where the best is there.
 * @param points of load and throughput, at least three
 * @source Gunther 2007, ch. 5; the bounds are those of the R package usl
 */
export function fitScalability(points: readonly (readonly [load: number, throughput: number])[]): ScalabilityFit {
  const found = STARTS.flatMap((alpha) => STARTS.map((beta) => descend(points, alpha, beta * 0.1)));
  return found.reduce((best, one) => (one.residual < best.residual ? one : best));
}

function fitted(points: readonly (readonly [number, number])[], alpha: number, beta: number): ScalabilityFit {
  const shapes = points.map(([n]) => scaledThroughput({ gamma: 1, alpha, beta }, n));
  const gamma = points.reduce((sum, [, x], i) => sum + x * (shapes[i] as number), 0) / shapes.reduce((sum, shape) => sum + shape ** 2, 0);
  return { gamma, alpha, beta, residual: points.reduce((sum, [, x], i) => sum + (x - gamma * (shapes[i] as number)) ** 2, 0) };
}

const bounded = (value: number): number => Math.min(1, Math.max(0, value));

function descend(points: readonly (readonly [number, number])[], startAlpha: number, startBeta: number): ScalabilityFit {
  let best = fitted(points, startAlpha, startBeta);
  let damping = 1e-3;
  for (let step = 0; step < STEPS && damping < 1e12; step++) {
    const { gamma, alpha, beta } = best;
    // Gauss and Newton over gamma, alpha and beta: derivatives of the law.
    const rows = points.map(([n, x]) => {
      const below = 1 + alpha * (n - 1) + beta * n * (n - 1);
      const value = (gamma * n) / below;
      return { slopes: [n / below, (-value * (n - 1)) / below, (-value * n * (n - 1)) / below] as const, off: x - value };
    });
    // A parameter that stands at a bound and is pushed through it stays.
    const gradient = [0, 1, 2].map((k) => rows.reduce((sum, { slopes, off }) => sum + (slopes[k] as number) * off, 0));
    const free = [0, 1, 2].filter((k) => k === 0 || !(([alpha, beta][k - 1] as number) === 0 && (gradient[k] as number) < 0));
    const change = solved(
      free.map((i) =>
        free.map(
          (k) => rows.reduce((sum, { slopes }) => sum + (slopes[i] as number) * (slopes[k] as number), 0) * (i === k ? 1 + damping : 1),
        ),
      ),
      free.map((k) => gradient[k] as number),
    );
    const moved = [gamma, alpha, beta];
    for (const [at, k] of free.entries()) moved[k] = (moved[k] as number) + (change[at] as number);
    const next = fitted(points, bounded(moved[1] as number), bounded(moved[2] as number));
    if (next.residual < best.residual) {
      const gain = (best.residual - next.residual) / best.residual;
      best = next;
      damping /= 10;
      if (gain < 1e-15) break;
    } else damping *= 10;
  }
  return best;
}

/** A few linear equations, by elimination with the largest pivot. */
export function solved(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] as number) > Math.abs(rows[pivot]?.[k] as number)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot] as number[], rows[k] as number[]];
    const top = rows[k] as number[];
    for (let i = k + 1; i < n; i++) {
      const row = rows[i] as number[];
      const factor = (row[k] as number) / (top[k] as number);
      for (let j = k; j <= n; j++) row[j] = (row[j] as number) - factor * (top[j] as number);
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const row = rows[k] as number[];
    let sum = row[n] as number;
    for (let j = k + 1; j < n; j++) sum -= (row[j] as number) * (out[j] as number);
    out[k] = sum / (row[k] as number);
  }
  return out;
}
