import { burnRate } from './budget.js';

/** An alert that fires when the errors of a long and of a short window both burn the budget so fast. Times in seconds. */
export interface BurnAlert {
  readonly severity: 'page' | 'ticket';
  readonly window: number;
  /** A twelfth of the window: ends the alert soon after the errors do. */
  readonly shortWindow: number;
  /** Burn rate from which it fires. */
  readonly rate: number;
  /** Where the burn rate comes from. */
  readonly source: string;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Windows, and the share of the period's budget that each lets go. */
const STEPS = [
  { severity: 'page', window: HOUR, share: 0.02, fixed: 14.4 },
  { severity: 'page', window: 6 * HOUR, share: 0.05, fixed: 6 },
  { severity: 'ticket', window: DAY, share: 0.1, fixed: 3 },
  { severity: 'ticket', window: 3 * DAY, share: 0.1, fixed: 1 },
] as const;

const alert = ({ severity, window }: (typeof STEPS)[number], rate: number, source: string): BurnAlert => ({
  severity,
  window,
  shortWindow: window / 12,
  rate,
  source,
});

/**
 * Alerts with the burn rates 14.4, 6, 3 and 1, which are 2%, 5%, 10% and 10% of the budget of 30 days, whatever the period of the
 * objective is.
 * @source Google, The Site Reliability Workbook 2018, chapter 5, table 5-8; 3 in a day: sloth, google-30d windows
 */
export const classicAlerts: readonly BurnAlert[] = STEPS.map((step) =>
  alert(step, step.fixed, `fixed: ${step.share * 100}% of the budget of 30 days (Site Reliability Workbook, chapter 5)`),
);

/**
 * Alerts with the burn rates that spend 2%, 5%, 10% and 10% of the budget of this very period: 13.44, 5.6, 2.8 and 0.933 for 28 days.
 * @param period of the objective, s
 * @source Google, The Site Reliability Workbook 2018, chapter 5; sloth, google-28d windows
 */
export const scaledAlerts = (period: number): readonly BurnAlert[] =>
  STEPS.map((step) =>
    alert(step, burnRate(step.share, period, step.window), `scaled: ${step.share * 100}% of the budget of the objective's own window`),
  );

/**
 * Time until an alert fires when errors begin, after a time without any: until they are so many of the long window. The short window is as full long
 * before.
 * @param alert times in s, @param allowed share of errors that the objective allows, @param errors share from then on
 * @returns s; Infinity if it never fires
 * @source Google, The Site Reliability Workbook 2018, chapter 5: (1 - SLO) / error ratio x window x burn rate
 */
export function detectionTime({ window, rate }: Pick<BurnAlert, 'window' | 'rate'>, allowed: number, errors: number): number {
  const full = (rate * allowed) / errors;
  return full > 1 + ROUNDING ? Number.POSITIVE_INFINITY : window * Math.min(1, full);
}

/** Of a threshold that errors are just at. */
const ROUNDING = 1e-12;
