import { type FindingName, identityOf } from '../core/index.js';

/** What tells a finding from others, of its name alone. */
export const idOf = ({ rule, subject, key }: FindingName): string => identityOf({ rule, subject, ...(key !== null && { key }) });

/** Whether all of some names are among others. */
export const within = (a: readonly FindingName[], b: readonly FindingName[]): boolean => {
  const ids = new Set(b.map(idOf));
  return a.every((name) => ids.has(idOf(name)));
};
