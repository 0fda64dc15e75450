import type { FactResult } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';
import { shownUnit } from '../evaluate/shown-unit.js';
import { type Calendar, formatQuantity } from '../quantity/index.js';

type Shown = Pick<FactResult, 'value' | 'unit' | 'state' | 'spread'>;

/** Day, month and year of a spec, in seconds. */
export type Conventions = SpecResult['conventions'];

export { shownUnit };

/** Tells numbers of base units as people read them, in the calendar of one spec. */
export class Teller {
  readonly #calendar: Calendar;

  constructor({ day, month, year }: Conventions) {
    this.#calendar = { minute: 60, hour: 3600, day, week: 7 * day, month, year };
  }

  /** `2.31k req/s`, `34.1 TB`. A class is its name. */
  scalar(value: number | string, unit: string | null): string {
    return typeof value === 'string' ? value : formatQuantity(value, unit ?? 'ratio', { calendar: this.#calendar });
  }

  /** To four digits, beside a rounded figure. */
  exactly(value: number, unit: string | null): string {
    return formatQuantity(value, unit ?? 'ratio', { calendar: this.#calendar, digits: 4 });
  }

  /** `4.6k..9.1k req/s`: a 90% interval. */
  range(p5: number, p95: number, unit: string | null): string {
    return formatQuantity([p5, p95], unit ?? 'ratio', { calendar: this.#calendar });
  }

  /** What a table holds: the interval of an uncertain fact, else its value; `?` when unknown, nothing when there is no such fact. */
  cell(fact: Shown | undefined, unit = fact?.unit ?? null, scale = 1): string {
    if (!fact) return '';
    if (fact.state === 'unknown') return '?';
    if (fact.state === 'unbounded' || fact.value === null) return 'unbounded';
    if (typeof fact.value === 'string') return fact.value;
    const { spread } = fact;
    return spread && spread.p5 !== spread.p95
      ? this.range(spread.p5 * scale, spread.p95 * scale, unit)
      : this.scalar(fact.value * scale, unit);
  }

  /** A dimensionless fact that counts things: servers, calls in progress. */
  count(fact: Shown | undefined): string {
    return this.cell(fact, 'count');
  }

  /** A dimensionless fact that is a share. */
  percent(fact: Shown | undefined): string {
    return this.cell(fact, 'share');
  }

  /** Growth in B/s as bytes a day of the spec's calendar. */
  perDay(fact: Shown | undefined): string {
    const cell = this.cell(fact, 'B', this.#calendar.day);
    return cell === '' || cell === '?' || cell === 'unbounded' ? cell : `${cell}/day`;
  }

  /** Value and, when uncertain, its interval: `507 req/s (412..623 req/s)`. */
  value(fact: Shown): string {
    if (fact.state === 'unknown') return 'unknown';
    if (fact.state === 'unbounded' || fact.value === null) return 'unbounded';
    const value = this.scalar(fact.value, fact.unit);
    const { spread } = fact;
    return spread && this.#differ(spread.p5, spread.p95, fact.unit) ? `${value} (${this.range(spread.p5, spread.p95, fact.unit)})` : value;
  }

  /** An interval whose ends read the same is no news. */
  #differ(p5: number, p95: number, unit: string | null): boolean {
    return p5 !== p95 && this.scalar(p5, unit) !== this.scalar(p95, unit);
  }
}
