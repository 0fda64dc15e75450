import { complementOf } from '../../quantity/index.js';
import { checkAtLeastZero, checkPositive, checkShare } from '../domain.js';
import { type BurnAlert, classicAlerts, scaledAlerts } from '../objective/alerts.js';
import * as budget from '../objective/budget.js';
import { chanceToMiss } from '../objective/miss.js';

/** Objectives are shares as one writes them, 0.999 for 99.9%; what they leave is taken as written too: 0.999 leaves 0.001, not 0.0010000000000000009. */

/**
 * Error budget: what may go wrong in a window, 1 - slo of it.
 * @param objective `slo` 0 to 1; `window` a time, or a number of requests: 0 or more
 * @returns in the unit of the window
 * @throws RangeError outside that domain
 * @source Google, Site Reliability Engineering 2016, chapter 3
 * @example errorBudget({ slo: 0.999, window: 30 * 24 * 60 }) // 43.2 minutes
 */
export function errorBudget({ slo, window }: { readonly slo: number; readonly window: number }): number {
  checkShare('slo', slo);
  checkAtLeastZero('window', window);
  return complementOf(slo) * window;
}

/**
 * Burn rate that spends a share of a period's error budget within a window; a rate of 1 spends all of it in the whole period.
 * @param spending `share` of the budget, 0 or more; `period` of the objective and `window` of the alert in one unit of time, above 0
 * @throws RangeError outside that domain
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 * @example burnRate({ share: 0.02, period: 30 * 24, window: 1 }) // 14.4
 */
export function burnRate({ share, period, window }: { readonly share: number; readonly period: number; readonly window: number }): number {
  checkAtLeastZero('share', share);
  checkPositive('period', period);
  checkPositive('window', window);
  return budget.burnRate(share, period, window);
}

/**
 * Share of a period's error budget that a burn rate spends within a window: the inverse of `burnRate`. Above 1: more than all of it.
 * @param burning `rate` 0 or more; `period` of the objective and `window` in one unit of time, above 0
 * @throws RangeError outside that domain
 */
export function budgetShare({ rate, period, window }: { readonly rate: number; readonly period: number; readonly window: number }): number {
  checkAtLeastZero('rate', rate);
  checkPositive('period', period);
  checkPositive('window', window);
  return budget.budgetShare(rate, period, window);
}

/**
 * Burn rate of an observed share of errors: that over 1 - slo. Of all requests failing it is the highest there is: an alert on more never fires.
 * @param observed `errors` share of the requests that fail, 0 to 1; `slo` 0 to 1
 * @returns Infinity for an objective of 1 with errors, NaN for one without
 * @throws RangeError outside that domain
 */
export function observedBurnRate({ errors, slo }: { readonly errors: number; readonly slo: number }): number {
  checkShare('errors', errors);
  checkShare('slo', slo);
  return errors / complementOf(slo);
}

/**
 * Share of errors in its window from which an alert on a burn rate fires. Above 1: it never does.
 * @param alert `rate` 0 or more; `slo` 0 to 1
 * @throws RangeError outside that domain
 */
export function alertThreshold({ rate, slo }: { readonly rate: number; readonly slo: number }): number {
  checkAtLeastZero('rate', rate);
  checkShare('slo', slo);
  return rate * complementOf(slo);
}

/**
 * Time from the first error to the alert, errors being a constant share from then on and none before.
 * @param alert `errors` share of the requests that fail, 0 to 1; `slo` 0 to 1; `rate` burn rate of the alert, above 0; `window` its long window, above 0
 * @returns in the unit of the window; Infinity where they are too few for it
 * @throws RangeError outside that domain
 * @source Google, The Site Reliability Workbook 2018, chapter 5
 */
export function detectionTime({
  errors,
  slo,
  rate,
  window,
}: {
  readonly errors: number;
  readonly slo: number;
  readonly rate: number;
  readonly window: number;
}): number {
  checkShare('errors', errors);
  checkPositive('rate', rate);
  checkPositive('window', window);
  const filled = alertThreshold({ rate, slo }) / errors;
  return filled <= 1 ? filled * window : Number.POSITIVE_INFINITY;
}

export type { BurnAlert };

/**
 * The usual four alerts on burn rates over two windows each, two that page and two that open a ticket. Times in seconds.
 * @param period of the objective, s, above 0: the rates are then those that spend 2, 5, 10 and 10% of its budget; without it they are 14.4, 6, 3 and 1, as
 * published, which do so for 30 days
 * @throws RangeError outside that domain
 * @source Google, The Site Reliability Workbook 2018, chapter 5, table 5-8; 3 in a day: the windows of sloth
 */
export function burnRateAlerts(period?: number): readonly BurnAlert[] {
  if (period === undefined) return classicAlerts;
  checkPositive('period', period);
  return scaledAlerts(period);
}

/** One way in which something goes down: how often, and for how long. */
export interface CauseOfOutages {
  /** Rate at which its outages begin while all is up: one over the mean time between them. */
  readonly outages: number;
  /** Mean length of one; lengths are exponential. */
  readonly meanOutage: number;
  /** Share of what is counted that fails meanwhile, 0 to 1; by default all. */
  readonly share?: number;
}

/**
 * Chance to miss an objective within a window, any one of a rolling sequence: that its outages, of one kind, add up to more than the budget. They begin as a
 * Poisson process while all is up and last an exponential time each; one may be under way when the window begins. Absolute error about 1e-12; beyond a
 * million outages, or budgets of as many, three digits.
 * @param objective `outages` rate at which they begin while all is up, `meanOutage` mean length of one, `window`, `budget` downtime allowed in it: one unit of
 * time, 0 or more
 * @returns 0 to 1
 * @throws RangeError outside that domain
 * @source sojourn times: Takacs 1957, Acta Math. Acad. Sci. Hungaricae 8; compound Poisson law: Feller 1971, An Introduction to Probability Theory, vol. 2,
 * section VI.4
 */
export function chanceToMissObjective({
  outages,
  meanOutage,
  window,
  budget: allowed,
}: {
  readonly outages: number;
  readonly meanOutage: number;
  readonly window: number;
  readonly budget: number;
}): number {
  return chanceToMissByCauses({ causes: [{ outages, meanOutage }], window, budget: allowed });
}

/**
 * Chance to miss an objective within a window whose outages have several causes, each with a rate and a mean length of its own: blips of seconds and
 * outages of hours are not outages of minutes. Exact where every outage loses all; where shares are lost the error is about 1e-6, and an approximation is
 * left only where outages last about as long as the window or the chance is below 1e-5.
 * @param objective `causes`; `window` and `budget`, downtime of everything allowed in it: one unit of time, 0 or more
 * @returns 0 to 1
 * @throws RangeError outside that domain
 * @source as `chanceToMissObjective`; Panjer 1981, ASTIN Bulletin 12(1)
 * @example chanceToMissByCauses({ causes: [{ outages: 1 / 50, meanOutage: 0.02 }, { outages: 1 / 4000, meanOutage: 8 }], window: 720, budget: 0.72 }) // 0.159
 */
export function chanceToMissByCauses({
  causes,
  window,
  budget: allowed,
}: {
  readonly causes: readonly CauseOfOutages[];
  readonly window: number;
  readonly budget: number;
}): number {
  for (const { outages, meanOutage, share } of causes) {
    checkAtLeastZero('outages', outages);
    checkAtLeastZero('meanOutage', meanOutage);
    if (share !== undefined) checkShare('share', share);
  }
  checkAtLeastZero('window', window);
  checkAtLeastZero('budget', allowed);
  return chanceToMiss(
    causes.map(({ outages, meanOutage, share = 1 }) => ({ rate: outages, outage: meanOutage, share })),
    window,
    allowed,
  );
}
