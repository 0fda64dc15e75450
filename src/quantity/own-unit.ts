/** A literal of one number, and the unit in which its author thinks. */
export interface InOwnUnit {
  readonly number: number;
  /** What stands before the number: a currency, or nothing. */
  readonly before: string;
  readonly after: string;
}

/** One number, and a unit which counts by the minute or longer, or in bits: where a value reads otherwise by itself. */
const OF_OWN_UNIT =
  /^(?:[a-z~≈<>=≤≥][^\d$€£¥₹₩]*?)?([$€£¥₹₩]|\b[A-Z]{3}\s)?\s?(\d+(?:\.\d+)?)([^\d]*(?:(?:\/|\bper |\ba )(?:min|minute|h|hour|d|day|week|month|year)|bit\/s|bps))$/;

/** Of `at most $5 M/day`: 5, `$` and ` M/day`. Undefined for a range, and where the unit is one in which numbers are shown anyway. */
export function ownUnitOf(text: string): InOwnUnit | undefined {
  const [, before = '', number, after = ''] = OF_OWN_UNIT.exec(text.trim().replace(/ within .*$/, '')) ?? [];
  return number === undefined || !(Number(number) > 0) ? undefined : { number: Number(number), before, after };
}
