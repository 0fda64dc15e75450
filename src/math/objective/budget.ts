/** What may go wrong in a window: (1 - slo) of it. In the unit of the window: a time, or a number of requests. */
export const errorBudget = (slo: number, window: number): number => (1 - slo) * window;

/**
 * Burn rate that spends a share of a period's error budget within a window; 1 spends all of it in the whole period.
 * @param share of the budget, 0..1
 * @param period of the objective, @param window of the alert: times in the same unit
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 */
export const burnRate = (share: number, period: number, window: number): number => (share * period) / window;

/** Share of a period's error budget that a burn rate spends within a window: the inverse of `burnRate`. Above 1: more than all of it. */
export const budgetShare = (rate: number, period: number, window: number): number => (rate * window) / period;

/** Burn rate of an observed share of errors: that over 1 - slo. */
export const burnRateOf = (errors: number, slo: number): number => errors / (1 - slo);

/** Burn rate when everything fails; an alert on a higher one never fires. Infinity for an objective of 100%. */
export const maxBurnRate = (slo: number): number => 1 / (1 - slo);

/** Share of errors in the window from which an alert on that burn rate fires. Above 1: never. */
export const alertThreshold = (rate: number, slo: number): number => rate * (1 - slo);

/**
 * Time from the first error to the alert, errors being a constant share from then on and none before. Infinity where they are too few for
 * it.
 * @param rate burn rate of the alert, @param window its long window; the result has its unit
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 */
export function detectionTime(slo: number, errors: number, window: number, rate: number): number {
  const filled = alertThreshold(rate, slo) / errors;
  return filled <= 1 ? filled * window : Number.POSITIVE_INFINITY;
}
