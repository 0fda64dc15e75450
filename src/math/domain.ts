/** Checks of arguments: what lies outside a formula's domain is an error of the caller, which names it. NaN is outside of every domain. */

export function inDomain(holds: boolean, name: string, value: number, domain: string): void {
  if (!holds) throw new RangeError(`${name} is ${value}, not ${domain}`);
}

export const checkShare = (name: string, value: number): void => inDomain(value >= 0 && value <= 1, name, value, 'from 0 to 1');

/** Infinity too. */
export const checkAtLeastZero = (name: string, value: number): void => inDomain(value >= 0, name, value, '0 or more');

export const checkPositive = (name: string, value: number): void => inDomain(value > 0, name, value, 'above 0');

export const checkCount = (name: string, value: number, least = 0): void =>
  inDomain(Number.isSafeInteger(value) && value >= least, name, value, `a whole number, ${least} or more`);
