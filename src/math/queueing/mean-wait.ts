import { boundedQueue } from './bounded.js';
import { allenCunneen, cosmetatos, fixedTimesWait } from './general.js';
import { pooledQueue, type QueueLoad } from './pooled.js';

/** More room than this is as good as without end: each place of it is looked at. */
const MOST_ROOM = 100_000;

/** What varies in a queue: squared coefficients of variation, 0 of what never varies and 1 of what is exponential. */
export interface Variation {
  readonly service: number;
  /** Of the time between arrivals. */
  readonly arrivals: number;
}

/** A mean wait, and whether it is exact. */
export interface MeanWait {
  /** Share of calls that wait: that of exponential service. */
  readonly waits: number;
  readonly waiting: number;
  readonly method: 'exact' | 'approximate';
}

/**
 * Mean wait by the best of what is known: exact for exponential and for fixed service, and for one server at random arrivals; else that of exponential service
 * times the mean variation, between fixed and exponential service by the correction of Cosmetatos.
 */
export function meanWait(load: QueueLoad, { service, arrivals }: Variation): MeanWait {
  const { waits, waiting: ofExponential } = pooledQueue(load);
  if (service === 1 && arrivals === 1) return { waits, waiting: ofExponential, method: 'exact' };
  const fixed = arrivals === 1 && service === 0 ? fixedTimesWait(load) : undefined;
  if (fixed !== undefined) return { waits, waiting: fixed, method: 'exact' };
  const waiting = allenCunneen(load, arrivals, service);
  if (load.servers === 1 && arrivals === 1) return { waits, waiting, method: 'exact' };
  if (arrivals !== 1 || service >= 1) return { waits, waiting, method: 'approximate' };
  return { waits, waiting: (1 - service) * cosmetatos(load) + service * ofExponential, method: 'approximate' };
}

/**
 * The wait of a queue that is so busy, at random arrivals; nobody waits where nothing is asked or nothing takes any time.
 * @param busy share of its servers that are; @param servers rounded, at least one
 * @param limit most that wait, those beyond are turned away: times are then taken to be exponential
 */
export function waitOf(
  busy: number,
  servers: number,
  serviceTime: number,
  variation: number,
  limit = Number.POSITIVE_INFINITY,
): Pick<MeanWait, 'waits' | 'waiting'> & { readonly rejected: number } {
  if (busy <= 0 || serviceTime <= 0) return { waits: 0, waiting: 0, rejected: 0 };
  // Nothing is left that works: whoever may wait does so for ever.
  if (busy === Number.POSITIVE_INFINITY)
    return limit < MOST_ROOM ? { waits: 0, waiting: 0, rejected: 1 } : { waits: 1, waiting: Number.POSITIVE_INFINITY, rejected: 0 };
  const whole = Math.max(1, Math.round(servers));
  const load = { rate: (busy * whole) / serviceTime, serviceTime, servers: whole };
  if (limit < MOST_ROOM) return boundedQueue(load, whole + Math.max(0, Math.round(limit)));
  return { ...meanWait(load, { service: variation, arrivals: 1 }), rejected: 0 };
}
