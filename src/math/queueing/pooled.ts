import { rootBetween } from '../root.js';
import { erlangC } from './erlang.js';

/** A queue that several servers work off together. Times are in one unit, and rates per that unit. */
export interface QueueLoad {
  /** Arrivals per unit of time, at random (Poisson). */
  readonly rate: number;
  /** Mean time that one call keeps a server busy. */
  readonly serviceTime: number;
  /** Whole, at least 1. */
  readonly servers: number;
}

/** What calls meet in a queue in the long run; of one that cannot keep up every time is infinite. */
export interface QueueState {
  /** Share of time that a server is busy; 1 and more is more than there are servers for. */
  readonly utilization: number;
  /** Share of calls that wait. */
  readonly waits: number;
  /** Mean time of waiting, over all calls. */
  readonly waiting: number;
  /** Mean time of waiting and service. */
  readonly time: number;
  /** Mean number that wait. */
  readonly queue: number;
  /** Mean number that wait or are served. */
  readonly inSystem: number;
}

/** From the mean wait: Little's law gives the rest. @source Little 1961, Operations Research 9(3) */
export function queueState({ rate, serviceTime, servers }: QueueLoad, waits: number, waiting: number): QueueState {
  const time = waiting + serviceTime;
  return { utilization: (rate * serviceTime) / servers, waits, waiting, time, queue: rate * waiting, inSystem: rate * time };
}

/** Exponential service, one queue for all servers (M/M/c): exact. */
export function pooledQueue(load: QueueLoad): QueueState {
  const { rate, serviceTime, servers } = load;
  const erlangs = rate * serviceTime;
  const waits = erlangC(servers, erlangs);
  const waiting = erlangs < servers ? (waits * serviceTime) / (servers - erlangs) : Number.POSITIVE_INFINITY;
  return queueState(load, waits, waiting);
}

/** Chance to wait longer than `time` (M/M/c): waits x exp(-(servers - load) time / service time). */
export function waitTail({ rate, serviceTime, servers }: QueueLoad, time: number): number {
  const erlangs = rate * serviceTime;
  if (erlangs >= servers) return 1;
  return erlangC(servers, erlangs) * Math.exp((-(servers - erlangs) * time) / serviceTime);
}

/** The time that a share `p` of calls wait at most (M/M/c); 0 where fewer than 1 - p wait at all. */
export function waitQuantile({ rate, serviceTime, servers }: QueueLoad, p: number): number {
  const erlangs = rate * serviceTime;
  if (erlangs >= servers) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.log(erlangC(servers, erlangs) / (1 - p)) * (serviceTime / (servers - erlangs)));
}

/** Chance that waiting and service together take longer than `time` (M/M/c). */
function timeTail({ rate, serviceTime, servers }: QueueLoad, time: number): number {
  const erlangs = rate * serviceTime;
  if (erlangs >= servers) return 1;
  const waits = erlangC(servers, erlangs);
  const t = time / serviceTime;
  // In service times: one ends at rate 1, a wait at rate `drain`. Where the two rates meet the quotient is t.
  const drain = servers - erlangs;
  const apart = drain - 1;
  const quotient = Math.abs(apart * t) < 1e-6 ? t * (1 - (apart * t) / 2) : -Math.expm1(-apart * t) / apart;
  return Math.exp(-t) * (1 + waits * quotient);
}

/** The time that waiting and service together take at most, for a share `p` of calls (M/M/c). */
export function timeQuantile(load: QueueLoad, p: number): number {
  const { rate, serviceTime, servers } = load;
  const drain = servers - rate * serviceTime;
  if (drain <= 0) return Number.POSITIVE_INFINITY;
  const left = -Math.log(1 - p);
  // Longer than the wait's share and the service's share of the tail together.
  const most = serviceTime * (2 * left + 1) * (1 + 1 / drain);
  const above = (time: number): number => -left - Math.log(timeTail(load, time));
  return p <= 0 ? 0 : rootBetween(above, { x: 0, y: above(0) }, { x: most, y: above(most) });
}
