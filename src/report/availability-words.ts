import { shareText } from './nines-words.js';
import { Teller } from './quantities.js';
import type { SpecResult } from './results.js';

/** A name that leaves too little room beside it: it stands on a line of its own. */
export const LONG = 24;

/** Quantities as this lens tells them. */
export class Words {
  readonly #tell: Teller;
  readonly #year: number;

  constructor(spec: SpecResult) {
    this.#tell = new Teller(spec.conventions);
    this.#year = spec.conventions.year;
  }

  /** A share of time, as time a year. */
  yearly(share: number): string {
    return this.time(share * this.#year);
  }

  time(seconds: number | null): string {
    if (seconds !== null && seconds > 0 && seconds < 1e-3) return '<1 ms';
    return seconds === null ? '?' : this.#tell.scalar(seconds, 's');
  }

  number(value: number | null): string {
    return value === null ? '?' : this.#tell.scalar(value, 'ratio');
  }

  money(value: number): string {
    return value === 0 ? 'same bill' : `${value < 0 ? '' : '+'}${this.#tell.scalar(value, 'USD/month')}`;
  }

  /** A share of what is wrong: to two digits, and never a 0% that is none. */
  share(value: number): string {
    return value > 0 && value < 0.001 ? '<0.1%' : shareText(Number(value.toPrecision(2)));
  }
}
