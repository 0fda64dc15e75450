import { logGamma } from '../latency/gamma.js';
import type { QueueLoad, QueueState } from './pooled.js';

/** A queue with room for so many, those that are served among them (M/M/c/K): who comes when it is full is turned away. */
export interface BoundedState extends QueueState {
  /** Share of arrivals that are turned away. */
  readonly rejected: number;
  /** Calls that are served, per unit of time. */
  readonly throughput: number;
  /** Share of time that it is empty. */
  readonly empty: number;
}

/**
 * Exact, at any load: chances of each number in it, from the largest down in both directions, so that none overflows.
 * @param room at least the servers
 * @source Kleinrock 1975, Queueing Systems vol. 1, section 3.5
 */
export function boundedQueue({ rate, serviceTime, servers }: QueueLoad, room: number): BoundedState {
  const chances = numbersIn({ rate, serviceTime, servers }, room);
  const sumOf = (of: (n: number) => number): number => chances.reduce((sum, chance, n) => sum + of(n) * chance, 0);
  const rejected = chances[room] as number;
  const inSystem = sumOf((n) => n);
  const queue = sumOf((n) => Math.max(0, n - servers));
  const throughput = rate * (1 - rejected);
  // Of those that come in: what they find.
  const waits = rate === 0 ? 0 : sumOf((n) => (n >= servers && n < room ? 1 : 0)) / (1 - rejected);
  return {
    utilization: (throughput * serviceTime) / servers,
    waits,
    waiting: throughput === 0 ? 0 : queue / throughput,
    time: throughput === 0 ? serviceTime : inSystem / throughput,
    queue,
    inSystem,
    rejected,
    throughput,
    empty: chances[0] as number,
  };
}

/** Chance of each number in it, those served among them. */
function numbersIn({ rate, serviceTime, servers }: QueueLoad, room: number): Float64Array {
  const erlangs = rate * serviceTime;
  const chances = new Float64Array(room + 1);
  // Of n from n - 1: erlangs over those that work. It rises until these are as many as erlangs.
  const top = erlangs >= servers ? room : Math.min(room, Math.floor(erlangs));
  chances[top] = 1;
  for (let n = top + 1; n <= room; n++) chances[n] = ((chances[n - 1] as number) * erlangs) / Math.min(n, servers);
  for (let n = top; n > 0; n--) chances[n - 1] = erlangs === 0 ? 0 : ((chances[n] as number) * Math.min(n, servers)) / erlangs;
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / whole);
}

/** Of a Poisson number, what is so many deviations from its mean is nothing. */
const DEVIATIONS = 9;

/**
 * Chance that a call that comes in waits at most so long: who finds n there, n at least the servers, waits for n - servers + 1 of them to be done, which
 * come as a Poisson process while all servers are busy.
 * @returns of a time, 0 or more
 */
export function boundedWait(load: QueueLoad, room: number): (time: number) => number {
  const { servers, serviceTime } = load;
  const found = numbersIn(load, room);
  const comesIn = 1 - (found[room] as number);
  // Chances to find at least so many that wait or are to be waited for: of 1, 2, ... to be done.
  const atLeast = new Float64Array(Math.max(0, room - servers) + 1);
  for (let n = room - 1; n >= servers; n--) atLeast[n - servers] = (atLeast[n - servers + 1] as number) + (found[n] as number) / comesIn;
  return (time) => {
    if (time < 0) return 0;
    const mean = (servers * time) / serviceTime;
    // It waits longer if fewer than it waits for are done: j of them, with at least j + 1 to be done.
    const spread = DEVIATIONS * Math.sqrt(mean) + DEVIATIONS;
    const from = Math.max(0, Math.floor(mean - spread));
    const to = Math.min(room - servers - 1, Math.ceil(mean + spread));
    let longer = 0;
    let chance = Math.exp(from * Math.log(mean || 1) - mean - logGamma(from + 1));
    for (let j = from; j <= to; j++) {
      longer += chance * (atLeast[j] as number);
      chance *= mean / (j + 1);
    }
    return Math.min(1, Math.max(0, 1 - longer));
  };
}
