import type { QueueLoad } from './pooled.js';

/** A queue whose calls give up when they have waited for so long. */
export interface ImpatientState {
  /** Share that gives up. */
  readonly rejected: number;
  /** Of the others: the share that waits, and the mean of all their waits. */
  readonly waits: number;
  readonly waiting: number;
  /** Chance that one of the others waits at most so long. */
  readonly within: (time: number) => number;
}

/**
 * Exponential service, one queue, every call waits for so long at most and is served whole once it begins (M/M/c + D): exact, at any load.
 * @param patience 0 or more; infinite where none gives up
 * @source Barrer 1957, Operations Research 5(5); Baccelli and Hebuterne 1981, Performance '81, 159-179
 */
export function impatientQueue({ rate, serviceTime, servers }: QueueLoad, patience: number): ImpatientState {
  if (rate === 0 || serviceTime === 0) return { rejected: 0, waits: 0, waiting: 0, within: (time) => (time < 0 ? 0 : 1) };
  const erlangs = rate * serviceTime;
  const growth = rate - servers / serviceTime;
  if (patience === Number.POSITIVE_INFINITY && growth >= 0)
    return { rejected: 0, waits: 1, waiting: Number.POSITIVE_INFINITY, within: () => 0 };
  // Chances of fewer than all servers busy, over that of all but one.
  let fewer = 1;
  for (let n = 1; n < servers; n++) fewer = 1 + (fewer * n) / erlangs;
  // Densities of the wait, exp(growth t), from 0 to t; all over exp(growth patience) where that is large.
  const scale = growth > 0 ? growth * patience : 0;
  const grown = (time: number): number => Math.exp(growth * time - scale);
  const none = Math.exp(-scale);
  const mass = (time: number): number =>
    Math.abs(growth * time) < 1e-8
      ? time * none
      : growth > 0
        ? (grown(time) - none) / growth
        : (-Math.expm1(growth * time) / -growth) * none;
  const moment = (time: number): number =>
    Math.abs(growth * time) < 1e-5
      ? ((time * time) / 2) * none
      : time === Number.POSITIVE_INFINITY
        ? none / growth ** 2
        : (time * grown(time) - mass(time)) / growth;
  const lost = patience === Number.POSITIVE_INFINITY ? 0 : (erlangs / servers) * grown(patience);
  const whole = fewer * none + rate * mass(patience) + lost;
  const served = whole - lost;
  return {
    rejected: lost / whole,
    waits: (rate * mass(patience)) / served,
    waiting: (rate * moment(patience)) / served,
    within: (time) => (time < 0 ? 0 : Math.min(1, (fewer * none + rate * mass(Math.min(time, patience))) / served)),
  };
}
