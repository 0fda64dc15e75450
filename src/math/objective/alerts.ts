import { budgetShare, burnRate, exhaustionTime } from './budget.js';

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

/** An alert of an objective, in numbers. Times in seconds. */
export interface ReckonedAlert extends Omit<BurnAlert, 'source'> {
  /** `classic`: the fixed factors 14.4, 6, 3 and 1; `scaled`: those that spend as much of the budget of this window. */
  readonly form: 'classic' | 'scaled';
  /** Share of errors from which it fires. */
  readonly errors: number;
  /** Share of the budget that is spent in the long window by then. */
  readonly budget: number;
  /** False if it never fires, even when everything fails. */
  readonly canFire: boolean;
  /** Time until it fires when everything fails, and when just as many requests do as it fires at; null if it never does. */
  readonly detection: { readonly outage: number | null; readonly threshold: number | null };
  /** Time in which that burn rate spends the whole budget of the window. */
  readonly exhaustion: number;
}

/**
 * The alerts of an objective in both forms: the published factors are those of 30 days, and mean another share of the budget of any other
 * window. None where nothing may fail.
 * @param allowed share of errors that the objective allows
 * @param window of the objective, s
 */
export function reckonedAlerts(allowed: number, window: number): readonly ReckonedAlert[] {
  if (!(allowed > 0)) return [];
  return [
    ...classicAlerts.map((alert) => ({ alert, form: 'classic' as const })),
    ...scaledAlerts(window).map((alert) => ({ alert, form: 'scaled' as const })),
  ].map(({ alert, form }) => {
    const errors = alert.rate * allowed;
    const detection = (share: number): number | null => (errors <= 1 ? detectionTime(alert, allowed, share) : null);
    return {
      form,
      severity: alert.severity,
      window: alert.window,
      shortWindow: alert.shortWindow,
      rate: alert.rate,
      errors,
      budget: budgetShare(alert.rate, window, alert.window),
      canFire: errors <= 1,
      detection: { outage: detection(1), threshold: detection(errors) },
      exhaustion: exhaustionTime(alert.rate, window),
    };
  });
}
