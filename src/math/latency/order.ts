/**
 * Chance that at least k of n independent things have happened, each with a chance of its own.
 * @source Barlow and Heidtmann 1984, IEEE Trans. Reliability R-33(4)
 */
export function atLeast(k: number, chances: readonly number[]): number {
  if (k <= 0) return 1;
  const n = chances.length;
  if (k > n) return 0;
  if (k === n) return chances.reduce((product, chance) => product * chance, 1);
  if (k === 1) return anyOf(chances);
  const counts = new Float64Array(k);
  counts[0] = 1;
  let enough = 0;
  for (const chance of chances) {
    enough += (counts[k - 1] as number) * chance;
    for (let j = k - 1; j > 0; j--) counts[j] = (counts[j] as number) * (1 - chance) + (counts[j - 1] as number) * chance;
    counts[0] = (counts[0] as number) * (1 - chance);
  }
  return enough;
}

const anyOf = (chances: readonly number[]): number => -Math.expm1(chances.reduce((sum, chance) => sum + Math.log1p(-chance), 0));

/**
 * The same of n that are alike: a function of that chance. Terms are added from the side that has fewer.
 */
export function atLeastOfAlike(k: number, n: number): (chance: number) => number {
  if (k <= 0) return () => 1;
  if (k > n) return () => 0;
  if (k === n) return (p) => p ** n;
  if (k === 1) return (p) => (p >= 1 ? 1 : -Math.expm1(n * Math.log1p(-p)));
  // Of the failures, or of the successes: log C(n, j) for each.
  const byFailures = n - k < k;
  const terms = byFailures ? n - k + 1 : k;
  const logs = new Float64Array(terms);
  for (let j = 1; j < terms; j++) logs[j] = (logs[j - 1] as number) + Math.log((n - j + 1) / j);
  return (p) => {
    if (p <= 0) return 0;
    if (p >= 1) return 1;
    const [one, other] = byFailures ? [Math.log1p(-p), Math.log(p)] : [Math.log(p), Math.log1p(-p)];
    let sum = 0;
    for (let j = 0; j < terms; j++) sum += Math.exp((logs[j] as number) + j * one + (n - j) * other);
    return Math.min(1, Math.max(0, byFailures ? sum : 1 - sum));
  };
}
