import type { Calendar } from './calendar.js';
import type { Dimension } from './dimension.js';

/** Doubt about one true number, by its stated percentiles, in canonical units. The middle of a family has p50 where p5 and p95 put it; another p50 splits it. */
export interface Spread {
  /** As in `sysdesign/math`; `growth`: one more than it is log-normal. */
  readonly family: 'log-normal' | 'logit-normal' | 'normal' | 'growth';
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Quantity {
  /** In canonical units (s, B, USD, counted things one by one); the median when uncertain. */
  readonly value: number;
  readonly dimension: Dimension;
  /** Written with % or nines: a share, not a count. */
  readonly share: boolean;
  /** Present when uncertain. */
  readonly spread?: Spread;
  /** Where it is uncertain and there are only whole ones of it: the least that there are. Its values are rounded. */
  readonly wholeFrom?: number;
  /** As written. */
  readonly text: string;
}

/** What the words of a spec may mean beyond the built-in ones. */
export interface Vocabulary {
  readonly calendar: Calendar;
  /** Counted nouns known beyond the built-in ones, in singular or plural. */
  readonly counts: ReadonlySet<string>;
}
