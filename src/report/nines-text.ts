/** Nines to two decimals, rounded down: 99.95% has not yet 3.5. */
export function ninesText(nines: number): { readonly number: string; readonly after: string } {
  if (nines === Number.POSITIVE_INFINITY) return { number: 'no end of', after: ' nines' };
  const count = Math.floor(Number((nines * 100).toPrecision(12))) / 100;
  return { number: String(count), after: count === 1 ? ' nine' : ' nines' };
}

/** The availability in percent, three digits of what is missing kept however little it is. */
export function percentOf(q: number): string {
  if (q === 0) return '100%';
  // Whole units of the last decimal that counts, so that 1 - 1e-20 is not 1.
  const decimals = Math.min(40, Math.max(2, Math.ceil(-Math.log10(q * 100)) + 2));
  const missing = BigInt(Math.round(Number((q * 10 ** (decimals + 2)).toPrecision(15))));
  const left = (10n ** BigInt(decimals + 2) - missing).toString().padStart(decimals + 1, '0');
  const text = `${left.slice(0, -decimals)}.${left.slice(-decimals)}`;
  return `${text.replace(/\.?0+$/, '')}%`;
}
