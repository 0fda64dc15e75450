import { turnBetween } from '../root.js';
import { waitOf } from './mean-wait.js';

/** What a server was measured at, and what is known of how much it works on at once. */
export interface MeasuredAt {
  /** Mean time that was measured, waiting included, in seconds; and its squared coefficient of variation. */
  readonly mean: number;
  readonly variation: number;
  /** Calls a second at which it was. */
  readonly rate: number;
  /** Calls that it works on at once; or, where those are not known, calls a second that it can carry. */
  readonly servers?: number;
  readonly capacity?: number;
}

/**
 * Share of a measured mean time that a call takes where nobody waits: the c of c m + W(c m) = m, W the mean wait at the rate of the measurement. With one
 * server and exponential times 1 / (1 + rate x m). 1 where no c will do, since already the wait takes longer than what was measured: the time is then
 * taken as it is.
 * @source Little's law and the wait of M/G/c as {@link waitOf} has it
 */
export function shareAtLowLoad({ mean, variation, rate, servers, capacity }: MeasuredAt): number {
  if (!(mean > 0) || !(rate > 0)) return 1;
  const excess = (share: number): number => {
    const own = share * mean;
    const count = servers ?? Math.max(1, Math.round((capacity ?? 0) * own));
    const [busy, service] =
      capacity === undefined || servers !== undefined ? [(rate * own) / count, own] : [rate / capacity, count / capacity];
    return own + waitOf(busy, count, service, variation).waiting - mean;
  };
  if (excess(Number.EPSILON) > 0) return 1;
  // The number of servers that a capacity comes to goes up in steps, and with it the wait jumps.
  return turnBetween((share) => excess(share) > 0, 0, 1, 1e-15).low;
}
