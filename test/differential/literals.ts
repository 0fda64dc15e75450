import type { Dice } from '../properties/specs.js';
import { Literal, type Value } from './data.js';

/** Random literals of a spec with a calendar of its own, in several ways to write them. */
export class Literals {
  readonly dice: Dice;
  readonly day: number;
  readonly month: number;
  readonly year: number;

  constructor(dice: Dice, calendar: { readonly day: number; readonly month: number; readonly year: number }) {
    this.dice = dice;
    this.day = calendar.day;
    this.month = calendar.month;
    this.year = calendar.year;
  }

  rate(low: number, high: number): Literal {
    const n = this.dice.scale(low, high);
    const daily = n * 1000;
    return this.dice.chance(0.8) ? new Literal(`${n} req/s`, n, 'rate') : new Literal(`${daily} per day`, daily / this.day, 'rate');
  }

  /** A rate that comes to so many a second. */
  rateOf(perSecond: number): Literal {
    const n = Math.ceil(perSecond * 1000) / 1000;
    return new Literal(`${n} req/s`, n, 'rate');
  }

  bytes(low: number, high: number): Literal {
    const n = this.dice.scale(low, high);
    return this.dice.of(new Literal(`${n} B`, n), new Literal(`${n / 1000} kB`, n), new Literal(`${n * 8} bit`, n));
  }

  seconds(...of: readonly number[]): Literal {
    const n = this.dice.of(...of);
    return this.dice.chance(0.5) ? new Literal(`${n} s`, n) : new Literal(`${n * 1000} ms`, n);
  }

  days(...of: readonly number[]): Literal {
    const n = this.dice.of(...of);
    return this.dice.chance(0.7) ? new Literal(`${n} d`, n * this.day) : new Literal(`${n / 5} years`, (n / 5) * this.year);
  }

  count(low: number, high: number): Literal {
    const n = this.dice.scale(low, high);
    return new Literal(n >= 1000 && this.dice.chance(0.5) ? `${n / 1000}k` : n, n);
  }

  whole(low: number, high: number): Literal {
    const n = this.dice.whole(low, high);
    return new Literal(n, n);
  }

  share(low: number, high: number): Literal {
    const n = this.dice.whole(low, high);
    return new Literal(this.dice.chance(0.7) ? `${n}%` : n / 100, n / 100, 'share');
  }

  ratio(...of: readonly number[]): Literal {
    const n = this.dice.of(...of);
    return new Literal(n, n);
  }

  factor(...of: readonly number[]): Literal {
    const n = this.dice.of(...of);
    return new Literal(this.dice.chance(0.5) ? `x${n}` : n, n);
  }

  growth(): Literal {
    const percent = this.dice.of(0, 5, 20, 40, 80, 150);
    const form = this.dice.whole(0, 3);
    if (form === 0) return new Literal(`x2 per ${percent + 18} months`, 2, 'growth', ((percent + 18) * this.year) / 12);
    if (form === 1) return new Literal(`${percent}%`, 1 + percent / 100, 'growth', this.year);
    return new Literal(`${percent}% per year`, 1 + percent / 100, 'growth', this.year);
  }

  /** So much on top, or so many times as much. */
  overhead(): Literal {
    const percent = this.dice.whole(0, 90);
    return this.dice.chance(0.7)
      ? new Literal(`${percent}%`, percent / 100, 'share')
      : new Literal(`x${1 + percent / 100}`, 1 + percent / 100, 'times');
  }

  /** Above the mean also where the flow is open for two thirds of the day. */
  window(): Literal {
    const percent = this.dice.whole(20, 60);
    return new Literal(`${percent}% of the day in 2 h`, percent / 100, 'window', 7200);
  }

  monthly(low: number, high: number): Literal {
    const n = this.dice.scale(low, high);
    return this.dice.chance(0.5) ? new Literal(`${n} USD/month`, n) : new Literal(`${n / 1000} USD/h`, ((n / 1000) * this.month) / 3600);
  }

  /** Money for use: so many units at once. */
  price(units: number, text: string): Literal {
    const n = this.dice.of(0.02, 0.25, 1.25);
    return new Literal(`${n} ${text}`, n / units);
  }

  /** A share for all resources, or for some. */
  allowed(): Value {
    const { dice } = this;
    if (dice.chance(0.4)) return this.share(30, 100);
    const keys = ['load', 'rate', 'servers', 'cpu', 'iops', 'network', 'connections', 'memory', 'disk'];
    const some = dice.some(keys, 0.4);
    return Object.fromEntries((some.length > 0 ? some : ['disk']).map((key) => [key, this.share(30, 100)]));
  }
}
