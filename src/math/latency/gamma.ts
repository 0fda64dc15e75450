/** Relative size of the last term that is added. */
const ENOUGH = 1e-16;
const MOST_TERMS = 10_000;

/** ln of the gamma function. @source Lanczos 1964, SIAM J. Numer. Anal. B 1, with the coefficients of g = 7, n = 9 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = LANCZOS[0] as number;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (z + i);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * The regularized lower incomplete gamma function P(shape, x): a gamma variable of that shape is at most x.
 * @param shape above 0
 * @param x 0 or more
 * @source Abramowitz and Stegun 1964, 6.5.29 (series, below shape + 1) and 6.5.31 (continued fraction, above)
 */
export function regularizedGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? front * series(shape, x) : 1 - front * fraction(shape, x);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** By Lentz's method. */
function fraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    const factor = c * d;
    result *= factor;
    if (Math.abs(factor - 1) < ENOUGH) break;
  }
  return result;
}
