import { type Calendar, type Dimension, inBaseCurrency } from '../quantity/index.js';

/** How a fact's unit relates to the canonical one (s, B, USD for whatever the spec counts in): `value in unit = canonical / scale`. */
interface UnitMeaning {
  readonly time: number;
  readonly data: number;
  readonly money: number;
  /** The convention that scales it: a time in months is one in twelfths of a year, USD/month depends on how long a month is. */
  readonly scaledBy?: 'twelfth' | 'perMonth' | 'perYear';
}

const UNITS: Readonly<Record<string, UnitMeaning>> = {
  'req/s': { time: -1, data: 0, money: 0 },
  ratio: { time: 0, data: 0, money: 0 },
  count: { time: 0, data: 0, money: 0 },
  share: { time: 0, data: 0, money: 0 },
  B: { time: 0, data: 1, money: 0 },
  'B/s': { time: -1, data: 1, money: 0 },
  s: { time: 1, data: 0, money: 0 },
  months: { time: 1, data: 0, money: 0, scaledBy: 'twelfth' },
  USD: { time: 0, data: 0, money: 1 },
  'per year': { time: -1, data: 0, money: 0, scaledBy: 'perYear' },
  'USD/month': { time: -1, data: 0, money: 1, scaledBy: 'perMonth' },
};

const NO_COUNTS: Readonly<Record<string, number>> = {};

const meaningOf = (unit: string): UnitMeaning | undefined => UNITS[unit] ?? UNITS[inBaseCurrency(unit)];

/** Dimension of a fact's unit. Facts carry no counted nouns: they may be added to any count or rate. */
export function dimensionOfUnit(unit: string): Dimension | undefined {
  const meaning = meaningOf(unit);
  return meaning && { time: meaning.time, data: meaning.data, money: meaning.money, counts: NO_COUNTS };
}

export function scalingOf(unit: string): UnitMeaning['scaledBy'] {
  return meaningOf(unit)?.scaledBy;
}

/** Canonical value of one `unit`: a twelfth of a year in seconds (a time stated in months), USD/month in USD/s. */
export function scaleOf(unit: string, calendar: Calendar): number {
  const scaling = scalingOf(unit);
  if (scaling === 'twelfth') return calendar.year / 12;
  if (scaling === 'perYear') return 1 / calendar.year;
  return scaling === 'perMonth' ? 1 / calendar.month : 1;
}
