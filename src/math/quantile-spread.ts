/** Doubt about one true number, by its 5%, 50% and 95% quantiles, in whatever unit these have. */
export interface QuantileSpread {
  /**
   * The transform in which it is normal: log-normal for positive numbers, logit-normal for shares, normal for the rest; `growth` for what comes on
   * top of a whole: one more than it is log-normal.
   */
  readonly family: 'log-normal' | 'logit-normal' | 'normal' | 'growth';
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}
