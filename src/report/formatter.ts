import { positionAt, type Range } from '../core/index.js';
import { allDigits, type Calendar, type QuantityParts, quantityParts, roundedTo } from '../quantity/index.js';
import type { Amount, AmountForm } from './amounts.js';
import type { Cell, Symbol as Named, Piece, Sentence } from './blocks.js';
import { ninesText, percentOf } from './nines-text.js';
import { type Symbols, symbolsOf } from './paint.js';

/** Day, month and year of a spec, in seconds. */
export interface Conventions {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/** Characters of a bar. */
export interface BarCharacters {
  readonly full: string;
  readonly empty: string;
}

const METER = 6;

/** What is more than nothing shows. */
export function barOf(share: number, width: number, { full, empty }: BarCharacters): string {
  const filled = Math.min(width, share > 0 ? Math.max(1, Math.round(share * width)) : 0);
  return full.repeat(filled) + empty.repeat(width - filled);
}

const whole = (number: string): QuantityParts => ({ number, after: '' });

const UNBOUNDED = 'unbounded';

const MEASURES: Readonly<Record<AmountForm, (value: number, digits: number) => QuantityParts>> = {
  plain: (value, digits) => whole(numberText(value, digits)),
  full: (value, digits) => whole(numberText(value, Math.max(digits, Math.min(MOST_DIGITS, Math.ceil(Math.log10(Math.abs(value) + 1)))))),
  complement: (value) => whole(percentOf(value)),
  nines: ninesText,
};

/** Beyond these digits a number is a guess. */
const MOST_DIGITS = 15;

const numberText = (value: number, digits: number): string => allDigits(roundedTo(value, digits));

const isMeasure = (unit: string): unit is AmountForm => Object.hasOwn(MEASURES, unit);

/** Writes amounts as people read them, in the calendar of one spec. */
export class Formatter {
  readonly #calendar: Calendar;
  readonly #symbols: Pick<Symbols, Named['symbol']>;
  readonly #bars: BarCharacters | undefined;

  /** @param bars what bars are drawn with, where there is room for some */
  constructor({ day, month, year }: Conventions, symbols: Pick<Symbols, Named['symbol']> = symbolsOf(true), bars?: BarCharacters) {
    this.#calendar = { minute: 60, hour: 3600, day, week: 7 * day, month, year };
    this.#symbols = symbols;
    this.#bars = bars;
  }

  /** `2.31k req/s`, `4.6k..9.1k req/s`, `>=23`; `?` when unknown. */
  amount(amount: Amount): string {
    const { number, after } = this.parts(amount);
    return number + after;
  }

  /** The same in two: a table may name the unit elsewhere. */
  parts(amount: Amount): QuantityParts {
    const { number, after } = this.#known(amount);
    // A lower bound of zero carries no information.
    if (amount.least && amount.value === 0) return whole('?');
    return { number: amount.least ? `>=${number}` : number, after: amount.bare && isNamed(after, amount) ? '' : after };
  }

  /** A sentence as plain text. */
  text(sentence: Sentence): string {
    return piecesOf(sentence)
      .map((piece) => this.piece(piece))
      .join('');
  }

  piece(piece: Piece): string {
    if (typeof piece === 'string') return piece;
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'amount':
        return this.amount(piece);
      case 'symbol':
        return this.#symbols[piece.symbol];
      case 'place':
        return placeText(piece.at);
      case 'meter':
        return `${this.#bars ? `${barOf(piece.share, piece.width ?? METER, this.#bars)} ` : ''}${this.amount(piece.amount)}`;
    }
  }

  cell(cell: Cell): string {
    return cell === null ? '' : this.text(cell);
  }

  #known(amount: Amount): QuantityParts {
    const { value: known, state = known === null ? 'unknown' : 'known', spread, show = 'interval' } = amount;
    if (state === 'unknown') return whole('?');
    if (typeof known === 'string') return whole(known);
    const isOne = !spread || spread.p5 === spread.p95;
    if (isOne && (state === 'unbounded' || known === null)) return whole(UNBOUNDED);
    const value = known ?? Number.POSITIVE_INFINITY;
    if (isOne || show === 'value') return show === 'aside' ? whole('') : this.#number(value, amount);
    const interval = this.#interval(spread.p5, spread.p95, amount);
    if (show === 'interval') return interval;
    // An interval whose ends read the same is no news.
    const isNews = written(this.#number(spread.p5, amount)) !== written(this.#number(spread.p95, amount));
    const own = show === 'both' ? written(this.#number(value, amount)) : '';
    return whole(isNews ? `${own} (${written(interval)})` : own);
  }

  #number(value: number, amount: Amount): QuantityParts {
    return Number.isFinite(value) || isMeasure(amount.unit) ? this.#finite(value, amount) : whole(UNBOUNDED);
  }

  #finite(value: number, { unit, per, digits = 3, below, signed, after: named }: Amount): QuantityParts {
    if (below !== undefined && value > 0 && value < below) {
      if (unit === 'complement') return whole(`>${percentOf(below)}`);
      const { number, after } = this.#quantity(below, unit, digits);
      return { number: `<${number}`, after: named ?? after };
    }
    const { number, after } = per === 'day' ? this.#daily(value, unit, digits) : this.#quantity(value, unit, digits);
    return { number: signed && value > 0 ? `+${number}` : number, after: named ?? after };
  }

  #interval(p5: number, p95: number, amount: Amount): QuantityParts {
    const { unit, per, digits = 3, after } = amount;
    if (!Number.isFinite(p95 - p5)) return whole(`${written(this.#number(p5, amount))}..${written(this.#number(p95, amount))}`);
    // The prefix of a unit is for both ends; where the unit is only named, each end has its own.
    if (after !== undefined) return { number: `${this.#number(p5, amount).number}..${this.#number(p95, amount).number}`, after };
    return per === 'day' ? this.#daily([p5, p95], unit, digits) : this.#quantity([p5, p95], unit, digits);
  }

  /** A rate in seconds as so much a day: growth in B/s as bytes a day. */
  #daily(value: number | readonly [number, number], unit: string, digits: number): QuantityParts {
    const { day } = this.#calendar;
    const scaled = typeof value === 'number' ? value * day : ([value[0] * day, value[1] * day] as const);
    const { number, after } = this.#quantity(scaled, unit.replace(/\/s$/, ''), digits);
    return { number, after: `${after}/day` };
  }

  #quantity(value: number | readonly [number, number], unit: string, digits: number): QuantityParts {
    if (isMeasure(unit)) {
      const of = (one: number): QuantityParts => MEASURES[unit](one, digits);
      // The larger the share, the less is left of it.
      return typeof value === 'number' ? of(value) : whole(`${written(of(Math.max(...value)))} to ${written(of(Math.min(...value)))}`);
    }
    return quantityParts(value, unit, { calendar: this.#calendar, digits });
  }
}

/** Whether a unit that stands elsewhere is the one that a number is written in: few a day are not so many a second. */
const isNamed = (after: string, { unit }: Amount): boolean => !/^ per /.test(after) || !/\/s$/.test(unit);

const written = ({ number, after }: QuantityParts): string => number + after;

/** `shop.sysdesign.yaml:4:7`. */
export function placeText(at: Range | null | undefined): string {
  if (!at) return '';
  const { line, column } = positionAt(at.source, at.start);
  return `${at.source.name}:${line}:${column}`;
}

export const piecesOf = (sentence: Sentence): readonly Piece[] =>
  typeof sentence === 'string' || 'kind' in sentence ? [sentence] : sentence;
