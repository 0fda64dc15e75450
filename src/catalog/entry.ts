/** One figure that others measured, published or charge: never taken for the spec's own, only shown, looked up or used where `use:` names it. */
export interface Entry {
  /** Never changes its meaning: `rate.redis.nopipe`. */
  readonly id: string;
  readonly group: EntryGroup;
  readonly name: string;
  /** As literals have it: `ns`, `req/s per core`, `USD/GB/month`; empty for a plain number. */
  readonly unit: string;
  /** Both bounds, a documented minimum (which is its own lower bound), or one value: a bound that the source does not give is absent. */
  readonly bounds: 'range' | 'minimum' | 'maximum' | 'single';
  readonly low?: number;
  readonly mid: number;
  readonly high?: number;
  /** Who published it, findable by others. */
  readonly source: string;
  /** ISO month, or the year where the month is not known: when it was measured or in force. */
  readonly asOf: string;
  /** So long after `asOf` it should be looked up again. */
  readonly shelfLifeMonths: number;
  /** What it was measured on, where the source states it. */
  readonly hardware?: string;
  /** Conditions, and what the bounds are. */
  readonly note: string;
  /** False if it comes from an excerpt or a secondary source that was not read in full: check it before relying on it. */
  readonly checked: boolean;
}

export type EntryGroup =
  | 'latency-2012'
  | 'latency-2026'
  | 'throughput-2026'
  | 'component-throughput'
  | 'component-latency'
  | 'machine'
  | 'data-shape'
  | 'model-constant'
  | 'peak-factor'
  | 'price'
  | 'published-system'
  | 'failure-rate'
  | 'failure-cause'
  | 'recovery'
  | 'sla'
  | 'durability'
  | 'limit'
  | 'threshold';

/** What the rows of a table have in common; a row's own note follows the common one. */
export interface Common {
  readonly group: EntryGroup;
  readonly source: string;
  readonly asOf: string;
  readonly shelfLifeMonths: number;
  readonly hardware?: string;
  readonly note: string;
  readonly checked: boolean;
}

/** A value by itself, or low, middle and high, of which a missing bound is null. */
export type EntryValues = number | readonly [low: number | null, mid: number, high: number | null];

export type EntryRow = readonly [id: string, name: string, unit: string, values: EntryValues, own?: Partial<Common>];

/** Entries of rows that share a source. */
export function table(common: Common, rows: readonly EntryRow[]): Entry[] {
  return rows.map(([id, name, unit, values, own = {}]) => {
    const [low, mid, high] = typeof values === 'number' ? [null, values, null] : values;
    const { hardware = common.hardware } = own;
    return {
      id,
      group: own.group ?? common.group,
      name,
      unit,
      bounds: boundsOf(low, high),
      ...(low === null ? {} : { low }),
      mid,
      ...(high === null ? {} : { high }),
      source: own.source ?? common.source,
      asOf: own.asOf ?? common.asOf,
      shelfLifeMonths: own.shelfLifeMonths ?? common.shelfLifeMonths,
      ...(hardware === undefined ? {} : { hardware }),
      note: [common.note, own.note].filter(Boolean).join('; '),
      checked: own.checked ?? common.checked,
    };
  });
}

function boundsOf(low: number | null, high: number | null): Entry['bounds'] {
  if (low === null) return high === null ? 'single' : 'maximum';
  return high === null ? 'minimum' : 'range';
}

/**
 * Is an entry so old on a day that it should be looked up again? A year alone counts from its end: an entry is called old only when it surely is.
 * @param asOf the day that is today: `2026-11-01`, `2026-11` or `2026`, which counts from its start
 * @throws RangeError if a date is none of these
 */
export const isPastShelfLife = (entry: Pick<Entry, 'asOf' | 'shelfLifeMonths'>, asOf: string): boolean =>
  monthsOf(asOf, 1) > monthsOf(entry.asOf, 12) + entry.shelfLifeMonths;

/** Months since the year 0. */
function monthsOf(date: string, otherwise: number): number {
  const [, year, month] = /^(\d{4})(?:-(\d{2})(?:-\d{2})?)?$/.exec(date) ?? [];
  const number = month === undefined ? otherwise : Number(month);
  if (year === undefined || number < 1 || number > 12) throw new RangeError(`isPastShelfLife: ${date} is not a date such as 2026-11`);
  return Number(year) * 12 + number - 1;
}
