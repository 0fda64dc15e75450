/**
 * Searches the generating vector of the lattice in `src/math/sample.ts`, component by component, and prints it.
 *
 * Each component is the one, among those coprime to n, that makes the mean squared error of a shifted lattice least for functions of two,
 * three and four inputs (kernel 2 pi^2 B2), pairs weighing most. Every pair counts alike, whichever inputs a spec uses.
 * Source: Sloan and Reztsov 2002, Math. Comp. 71(237); order-dependent weights: Sloan, Wang and Wozniakowski 2004, J. Complexity 20(1).
 *
 * Usage: node scripts/lattice-vector.mjs [n=10000] [dimensions=48]
 */
const n = Number(process.argv[2] ?? 10_000);
const dimensions = Number(process.argv[3] ?? 48);
const WEIGHTS = [0, 1, 0.3, 0.1];

const coprime = (a, b) => (b === 0 ? a === 1 : coprime(b, a % b));
const kernel = Float64Array.from({ length: n }, (_, k) => 2 * Math.PI ** 2 * ((k / n) ** 2 - k / n + 1 / 6));
const candidates = Array.from({ length: n >> 1 }, (_, i) => i + 1).filter((z) => coprime(n, z));

// sums[k][i]: sum over all k-subsets of the components so far of the product of their kernels at point i.
const sums = WEIGHTS.map(() => new Float64Array(n));
sums[0].fill(1);
const vector = [];
while (vector.length < dimensions) {
  const weight = new Float64Array(n);
  WEIGHTS.forEach((w, k) => {
    for (let i = 0; i < n; i++) weight[i] += w * sums[k][i];
  });
  let best = candidates[0];
  let least = Number.POSITIVE_INFINITY;
  for (const z of candidates) {
    if (vector.includes(z)) continue;
    let error = 0;
    for (let i = 0, k = 0; i < n; i++, k = (k + z) % n) error += kernel[k] * weight[i];
    if (error >= least - 1e-6) continue;
    least = error;
    best = z;
  }
  vector.push(best);
  for (let k = WEIGHTS.length - 1; k > 0; k--) for (let i = 0; i < n; i++) sums[k][i] += sums[k - 1][i] * kernel[(i * best) % n];
}
console.log(vector.join(', '));
