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
  const erlangs = rate * serviceTime;
  const chances = new Float64Array(room + 1);
  // Of n from n - 1: erlangs over those that work. It rises until these are as many as erlangs.
  const top = erlangs >= servers ? room : Math.min(room, Math.floor(erlangs));
  chances[top] = 1;
  for (let n = top + 1; n <= room; n++) chances[n] = ((chances[n - 1] as number) * erlangs) / Math.min(n, servers);
  for (let n = top; n > 0; n--) chances[n - 1] = erlangs === 0 ? 0 : ((chances[n] as number) * Math.min(n, servers)) / erlangs;
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  const sumOf = (of: (n: number) => number): number => chances.reduce((sum, chance, n) => sum + of(n) * chance, 0) / whole;
  const rejected = (chances[room] as number) / whole;
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
    empty: (chances[0] as number) / whole,
  };
}
