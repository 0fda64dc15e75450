import type { Range } from '../core/index.js';
import type { AvailabilityResult } from '../lenses/availability/result.js';

interface Writers {
  readonly digits: (value: number) => number | null;
  readonly place: (at: Range | null) => object | null;
}

/** The availability lens as plain data: numbers to 12 digits, null where nothing is known or it has no end. Times in seconds, downtime a year. */
export const availabilityJson = (result: AvailabilityResult, writers: Writers): unknown => plain(result, writers);

function plain(value: unknown, writers: Writers): unknown {
  if (typeof value === 'number') return writers.digits(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, writers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'at' ? writers.place(item as Range | null) : plain(item, writers)]),
  );
}
