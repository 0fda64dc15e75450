import type { FactResult } from '../core/index.js';
import { formatQuantity } from '../quantity/index.js';

type Shown = Pick<FactResult, 'value' | 'unit' | 'state' | 'spread'>;

/** A number of a base unit as people read it: `2.31k req/s`, `34.1 TB`. A class is its name. */
export const scalarText = (value: number | string, unit: string | null): string =>
  typeof value === 'string' ? value : formatQuantity(value, unit ?? 'ratio');

/** `4.6k..9.1k req/s`: a 90% interval. */
export const rangeText = (p5: number, p95: number, unit: string | null): string => formatQuantity([p5, p95], unit ?? 'ratio');

/** What a table holds: the interval of an uncertain fact, else its value; `?` when unknown, nothing when there is no such fact. */
export function cellOf(fact: Shown | undefined, unit = fact?.unit ?? null, scale = 1): string {
  if (!fact) return '';
  if (fact.state === 'unknown') return '?';
  if (fact.state === 'unbounded' || fact.value === null) return 'unbounded';
  if (typeof fact.value === 'string') return fact.value;
  if (fact.spread && fact.spread.p5 !== fact.spread.p95) return rangeText(fact.spread.p5 * scale, fact.spread.p95 * scale, unit);
  return scalarText(fact.value * scale, unit);
}

/** A dimensionless fact that counts things: servers, calls in progress, items. */
export const countCell = (fact: Shown | undefined): string => cellOf(fact, 'count');

/** A dimensionless fact that is a share. */
export const percentCell = (fact: Shown | undefined): string => cellOf(fact, 'share');

/** Growth in B/s as bytes a day of the spec's calendar. @param day seconds */
export function perDayCell(fact: Shown | undefined, day: number): string {
  const cell = cellOf(fact, 'B', day);
  return cell === '' || cell === '?' || cell === 'unbounded' ? cell : `${cell}/day`;
}

/** Value and, when uncertain, its interval: `507 req/s (412..623 req/s)`. */
export function valueText(fact: Shown): string {
  if (fact.state === 'unknown') return 'unknown';
  if (fact.state === 'unbounded' || fact.value === null) return 'unbounded';
  const value = scalarText(fact.value, fact.unit);
  if (!fact.spread || fact.spread.p5 === fact.spread.p95) return value;
  return `${value} (${rangeText(fact.spread.p5, fact.spread.p95, fact.unit)})`;
}
