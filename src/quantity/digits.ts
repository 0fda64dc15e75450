/** Just below one doubles are 1.1e-16 apart. */
const DEEPEST = 16;

/** Decimals that keep of what a number misses of one, one digit less than it has itself: of 0.9995 to three digits, four. */
const decimalsBelowOne = (size: number, digits: number): number =>
  Math.min(DEEPEST, Math.max(digits, Math.ceil(-Math.log10(1 - size)) + Math.max(0, digits - 2)));

/**
 * A number to so many significant digits. Between 0.9 and 1 it is what is missing that counts: 0.99999949 to three is 0.9999995, not 1; one comes out
 * only where one goes in.
 */
export function roundedTo(x: number, digits: number): number {
  const size = Math.abs(x);
  return size > 0.9 && size < 1 ? Number(x.toFixed(decimalsBelowOne(size, digits))) : Number(x.toPrecision(digits));
}

/** All digits of a number, without exponent where that is readable. */
export function allDigits(x: number): string {
  const size = Math.abs(x);
  if (size === 0) return '0';
  if (size < 1e-6 || size >= 1e15) return x.toExponential().replace('e+', 'e');
  const text = String(x);
  return text.includes('e') ? x.toFixed(15).replace(/\.?0+$/, '') : text;
}

/** A share in percent: 64.2%, 99.95%, 99.9995%. */
export function percentText(share: number, digits: number): string {
  // Powers of ten are shifted, not multiplied: 0.57 is 57%, not 56.99999999999999%.
  const [mantissa = '', exponent = '0'] = String(roundedTo(share, digits)).split('e');
  return `${allDigits(Number(`${mantissa}e${Number(exponent) + 2}`))}%`;
}
