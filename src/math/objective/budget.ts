/**
 * Burn rate that spends a share of a period's error budget within a window; 1 spends all of it in the whole period.
 * @param share of the budget, 0..1
 * @param period of the objective, @param window of the alert: times in the same unit
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 */
export const burnRate = (share: number, period: number, window: number): number => (share * period) / window;

/** Share of a period's error budget that a burn rate spends within a window: the inverse of `burnRate`. Above 1: more than all of it. */
export const budgetShare = (rate: number, period: number, window: number): number => (rate * window) / period;

/**
 * Time in which a burn rate spends the whole error budget of a period: 30 days at 1, 2.08 days of these at 14.4.
 * @param period in any unit of time, which is that of the result
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 */
export const exhaustionTime = (rate: number, period: number): number => period / rate;
