/**
 * 1 - a for a share a, to the digits of a as it is written: 0.99999999999 leaves 1e-11, not 1.0000000827e-11. The shortest decimal that reads
 * back as `a` is taken for what was meant.
 */
export function complementOf(a: number): number {
  if (!(a > 0.5 && a < 1)) return 1 - a;
  const fraction = String(a).slice(2);
  return Number(`${10n ** BigInt(fraction.length) - BigInt(fraction)}e-${fraction.length}`);
}
