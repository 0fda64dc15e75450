import { rootBetween } from '../root.js';

/**
 * How long calls wait where every service takes the same time and one server takes them (M/D/1): exact. Sums of positive terms, where the formula of
 * Erlang alternates and loses all its digits at long waits.
 * @source Franx 2001, Operations Research Letters 29(5); numbers in the queue: Tijms 2003, section 9.2
 */
export class FixedTimesQueue {
  readonly #load: number;
  readonly #serviceTime: number;
  /** Chances of more than n arrivals in one service time. */
  readonly #arrivalsAbove: number[] = [];
  readonly #numbers: number[];
  /** Chances of at most n calls, those served among them. */
  readonly #atMost: number[];

  /** @param load rate x service time, below 1 */
  constructor(load: number, serviceTime: number) {
    this.#load = load;
    this.#serviceTime = serviceTime;
    this.#numbers = [1 - load];
    this.#atMost = [1 - load];
  }

  /** Chance to wait at most so long. */
  waitAtMost(time: number): number {
    if (time < 0) return 0;
    const services = Math.floor(time / this.#serviceTime) + 1;
    const mean = this.#load * (services - time / this.#serviceTime);
    let term = Math.exp(-mean);
    let sum = 0;
    for (let j = 0; j < services; j++) {
      // Of the numbers that wait: one more is served.
      sum += term * this.#systemAtMost(services - j);
      term *= mean / (j + 1);
    }
    return Math.min(1, sum);
  }

  /** The time that a share of calls wait at most; 0 where fewer wait at all. */
  waitQuantile(p: number): number {
    if (p <= this.waitAtMost(0)) return 0;
    const left = (time: number): number => Math.log((1 - p) / Math.max(Number.MIN_VALUE, 1 - this.waitAtMost(time)));
    let high = this.#serviceTime;
    while (left(high) < 0) high *= 2;
    return rootBetween(left, { x: 0, y: left(0) }, { x: high, y: left(high) });
  }

  #systemAtMost(n: number): number {
    for (let next = this.#atMost.length; next <= n; next++) {
      let sum = this.#above(next - 1) * (this.#numbers[0] as number);
      for (let k = 1; k < next; k++) sum += this.#above(next - k) * (this.#numbers[k] as number);
      const chance = sum / (1 - this.#above(0));
      this.#numbers.push(chance);
      this.#atMost.push((this.#atMost[next - 1] as number) + chance);
    }
    return this.#atMost[n] as number;
  }

  /** By sums of the upper tail: what is left of 1 would have no digits. */
  #above(n: number): number {
    for (let from = this.#arrivalsAbove.length; from <= n; from++) {
      let term = Math.exp(-this.#load);
      for (let k = 1; k <= from + 1; k++) term *= this.#load / k;
      let sum = 0;
      for (let k = from + 1; term > sum * 1e-17; k++) {
        sum += term;
        term *= this.#load / (k + 1);
      }
      this.#arrivalsAbove.push(sum);
    }
    return this.#arrivalsAbove[n] as number;
  }
}
